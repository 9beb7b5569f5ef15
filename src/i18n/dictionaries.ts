// Every text in both languages. Only the build and the tests import it as a value: it becomes one file a
// language, which a Worker reads when somebody first asks for that language.
import * as accounts from './accounts'
import * as appeals from './appeals'
import * as apply from './apply'
import * as applyStart from './apply-start'
import * as applyStatus from './apply-status'
import * as arrivals from './arrivals'
import * as audit from './audit'
import * as board from './board'
import * as cases from './cases'
import * as common from './common'
import * as crew from './crew'
import * as duties from './duties'
import * as files from './files'
import * as gate from './gate'
import * as grid from './grid'
import * as guide from './guide'
import * as held from './held'
import * as hub from './hub'
import * as imports from './imports'
import * as inspectionEnd from './inspection-end'
import * as inspections from './inspections'
import * as kept from './kept'
import * as leader from './leader'
import * as moves from './moves'
import * as notices from './notices'
import * as orders from './orders'
import * as papers from './papers'
import * as passes from './passes'
import * as patrolRecords from './patrol-records'
import * as patrols from './patrols'
import * as people from './people'
import * as places from './places'
import * as pledges from './pledges'
import * as print from './print'
import * as progress from './progress'
import * as reports from './reports'
import * as reportsMore from './reports-more'
import * as reportsOffice from './reports-office'
import * as requests from './requests'
import * as returns from './returns'
import * as review from './review'
import * as reviewPage from './review-page'
import * as rounds from './rounds'
import * as rulebook from './rulebook'
import * as rulebookReports from './rulebook-reports'
import * as rulebookRounds from './rulebook-rounds'
import * as rulebookSections from './rulebook-sections'
import * as rulebookWatch from './rulebook-watch'
import * as shut from './shut'
import * as sites from './sites'
import * as staff from './staff'
import * as suppliers from './suppliers'
import * as switches from './switches'
import * as teams from './teams'
import * as verify from './verify'
import * as visits from './visits'
import * as walk from './walk'
import * as watchPapers from './watch-papers'
import * as watchSteps from './watch-steps'
import * as watches from './watches'

export const zh = {
  ...rounds.zh,
  ...returns.zh,
  ...sites.zh,
  ...patrols.zh,
  ...patrolRecords.zh,
  ...board.zh,
  ...duties.zh,
  ...cases.zh,
  ...gate.zh,
  ...grid.zh,
  ...leader.zh,
  ...guide.zh,
  ...imports.zh,
  ...crew.zh,
  ...common.zh,
  ...files.zh,
  ...notices.zh,
  ...orders.zh,
  ...requests.zh,
  ...suppliers.zh,
  ...arrivals.zh,
  ...inspections.zh,
  ...inspectionEnd.zh,
  ...kept.zh,
  ...moves.zh,
  ...papers.zh,
  ...passes.zh,
  ...places.zh,
  ...print.zh,
  ...people.zh,
  ...pledges.zh,
  ...verify.zh,
  ...visits.zh,
  ...walk.zh,
  ...staff.zh,
  ...accounts.zh,
  ...apply.zh,
  ...applyStart.zh,
  ...applyStatus.zh,
  ...audit.zh,
  ...rulebook.zh,
  ...rulebookSections.zh,
  ...rulebookRounds.zh,
  ...rulebookReports.zh,
  ...reports.zh,
  ...reportsMore.zh,
  ...reportsOffice.zh,
  ...progress.zh,
  ...review.zh,
  ...reviewPage.zh,
  ...appeals.zh,
  ...hub.zh,
  ...teams.zh,
  ...shut.zh,
  ...switches.zh,
  ...rulebookWatch.zh,
  ...watches.zh,
  ...held.zh,
  ...watchPapers.zh,
  ...watchSteps.zh,
}

export const en: Record<keyof typeof zh, string> = {
  ...rounds.en,
  ...returns.en,
  ...sites.en,
  ...patrols.en,
  ...patrolRecords.en,
  ...board.en,
  ...duties.en,
  ...cases.en,
  ...gate.en,
  ...grid.en,
  ...leader.en,
  ...guide.en,
  ...imports.en,
  ...crew.en,
  ...common.en,
  ...files.en,
  ...notices.en,
  ...orders.en,
  ...requests.en,
  ...suppliers.en,
  ...arrivals.en,
  ...inspections.en,
  ...inspectionEnd.en,
  ...kept.en,
  ...moves.en,
  ...papers.en,
  ...passes.en,
  ...places.en,
  ...print.en,
  ...people.en,
  ...pledges.en,
  ...verify.en,
  ...visits.en,
  ...walk.en,
  ...staff.en,
  ...accounts.en,
  ...apply.en,
  ...applyStart.en,
  ...applyStatus.en,
  ...audit.en,
  ...rulebook.en,
  ...rulebookSections.en,
  ...rulebookRounds.en,
  ...rulebookReports.en,
  ...reports.en,
  ...reportsMore.en,
  ...reportsOffice.en,
  ...progress.en,
  ...review.en,
  ...reviewPage.en,
  ...appeals.en,
  ...hub.en,
  ...teams.en,
  ...shut.en,
  ...switches.en,
  ...rulebookWatch.en,
  ...watches.en,
  ...held.en,
  ...watchPapers.en,
  ...watchSteps.en,
}
