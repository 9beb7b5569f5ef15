// What stands against it, who answers and by when, and what is still to be done: known before a word
// of the filing is written.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import { checklistOf, departmentOf, type Rulebook } from '../rulebook'
import { StepFrame, stepPath } from './frame'
import { answerBy, type Barred } from './rules'
import { papersOf, STEPS, type Step } from './rules-steps'

export const tradeName = (ui: Ui, book: Rulebook, trade: string): string =>
  book.trades.find((each) => each.id === trade)?.name[ui.lang] ?? trade

export const departmentName = (ui: Ui, book: Rulebook, department: string): string =>
  book.departments.find((each) => each.id === department)?.name[ui.lang] ?? department

interface StandsProps {
  ui: Ui
  book: Rulebook
  place: Place
  barred: Barred | null
  /** The first step that wants something; null: nothing is started yet. */
  next: Step | null
  formKey: string
}

export function StandsPage(props: StandsProps) {
  const { ui, book, place, barred, next } = props
  const { t } = ui
  const low = book.riskLevel === 'low'
  const date = dayText(ui.lang, dayOf(answerBy(book, ui.now)))
  const heading = barred ? t('apply.cannot') : low ? t('apply.can_low') : t('apply.can', { date })
  return (
    <StepFrame {...props} step="stands" heading={heading} saved={next !== null}>
      {barred ? <BarredCard ui={ui} barred={barred} /> : null}
      <section class="card">
        <dl class="pairs">
          {barred ? null : (
            <Fact label={t('apply.negative_list')}>
              <span class="yes">
                ✓ {t('apply.not_listed', { trade: tradeName(ui, book, place.trade) })}
              </span>
            </Fact>
          )}
          <Fact label={t('apply.risk')}>{t(`apply.risk_${book.riskLevel}`)}</Fact>
          <Fact label={t('apply.department')}>
            {departmentName(ui, book, departmentOf(book, place.trade))}
          </Fact>
          <Fact label={t('apply.within')}>
            {low
              ? t('apply.inspected_within', { n: book.openOnPledgeInspectionWithinDays })
              : t('apply.working_days', { n: book.answerWithinWorkingDays })}
          </Fact>
        </dl>
      </section>
      {barred ? null : <ToDo {...props} />}
      {next && !barred ? (
        <a class="go" href={stepPath(place, next)}>
          {t('apply.next', { step: t(`apply.step_${next}`) })}
        </a>
      ) : (
        <form action={`/apply/${place.code}/start`} method="post">
          <Hidden values={{ key: props.formKey }} />
          <Button>
            {barred ? t('apply.to_appeal') : t('apply.next', { step: t('apply.step_filing') })}
          </Button>
        </form>
      )}
    </StepFrame>
  )
}

const Fact = ({ label, children }: { label: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** The entry that says so, where it comes from, and until when. */
export function BarredCard({ ui, barred }: { ui: Ui; barred: Barred }) {
  const { t, lang } = ui
  const until = barred.until === null ? null : dayText(lang, barred.until)
  const listed = barred.by === 'listed'
  return (
    <section class="ask no">
      <b>{listed ? t('apply.place_listed') : barred.entry.category[lang]}</b>
      <p>{listed ? barred.reason : barred.entry.reason[lang]}</p>
      <p>{until ? t('apply.until', { date: until }) : t('apply.until_open')}</p>
      {listed ? null : <p>{t('apply.source', { source: barred.entry.source })}</p>}
    </section>
  )
}

function ToDo({ ui, book, place }: StandsProps) {
  const { t, lang } = ui
  const papers = papersOf(book, place.kind)
  const items = checklistOf(book, place.kind, place.trade).length
  const notes: Partial<Record<Step, string>> = {
    filing: t('apply.n_questions', { n: book.opening.filing[place.kind].length }),
    papers: t('apply.n_papers', { n: papers.length }),
    'self-check': t('apply.n_items', { n: items }),
    pledge: book.pledges.place[place.kind].title[lang],
  }
  return (
    <section class="card">
      <h2>{t('apply.to_do')}</h2>
      <ol class="clauses" start={3}>
        {STEPS.slice(1).map((step) => (
          <li key={step}>
            {t(`apply.step_${step}`)} <span class="held">{notes[step]}</span>
          </li>
        ))}
      </ol>
      {papers.length === 0 ? null : (
        <p class="note">
          {t('apply.papers_are', {
            papers: papers.map(({ name }) => name[lang]).join(lang === 'zh' ? '、' : ', '),
          })}
        </p>
      )}
    </section>
  )
}
