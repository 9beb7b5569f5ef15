// One line that says what a section comes to, made from its values.

import type { Translate } from '../../i18n'
import { dayOf, isoDay } from '../../shared/clock'
import type { Rulebook } from './form'
import { inForceOn, type Section } from './rules'
import { normalText } from './words'

/** e.g. 低于 37.3℃，请进 */
export function summaryOf(t: Translate, book: Rulebook, section: Section, now: number): string {
  return t(`rules.sum.${section}`, paramsOf(t, book, section, isoDay(dayOf(now))))
}

const perKind = <T>(of: Record<'shop' | 'enterprise' | 'site', readonly T[]>) => ({
  shop: of.shop.length,
  enterprise: of.enterprise.length,
  site: of.site.length,
})

const rounds = (book: Rulebook, target: 'shop' | 'site'): number =>
  book.patrols.find((each) => each.target === target && each.level === 'town')?.roundsPerDay ?? 0

function paramsOf(
  t: Translate,
  book: Rulebook,
  section: Section,
  today: string,
): Record<string, string | number> {
  switch (section) {
    case 'fever':
      return { normal: normalText(t, book) }
    case 'visits':
      return { days: book.visits.retentionDays }
    case 'negative-list':
      return { n: inForceOn(book.negativeList, today).length }
    case 'risk-areas':
      return { n: inForceOn(book.riskAreas, today).length }
    case 'returns':
      return { n: book.returnRules.length }
    case 'duties':
      return perKind(book.duties)
    case 'checklists':
      return perKind(book.checklists)
    case 'pledges':
      return {
        personal: book.pledges.personal.clauses.length,
        shop: book.pledges.place.shop.clauses.length,
      }
    case 'patrols':
      return { site: rounds(book, 'site'), shop: rounds(book, 'shop') }
    case 'reports':
      return { time: book.reports.dueTime, n: book.reports.shifts.length }
    case 'opening':
      return { n: book.answerWithinWorkingDays }
    case 'offices':
      return { n: book.notices.tasks.length, teams: book.teams.kinds.length }
    case 'trades':
      return { trades: book.trades.length, departments: book.departments.length }
    case 'guide':
      return { n: book.guide.length }
  }
}
