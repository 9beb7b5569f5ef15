// What a keeper filed, as the office reads it: answers, papers, the self-check against the checklist.
import type { ComponentChildren } from 'preact'
import { dayText } from '../../i18n/format'
import { dayFromIso, dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { checklistOf } from '../rulebook/rules'
import type { Answers } from './fields'
import { papersOf } from './rules-steps'
import type { Application, CheckResult } from './tables'
import { CHECK_RESULTS } from './values'

export interface Filed {
  ui: Ui
  /** Of the version it was filed under. */
  book: Rulebook
  place: Pick<Place, 'kind' | 'trade'>
  application: Pick<
    Application,
    'trade' | 'selfCheck' | 'papers' | 'outsideNumber' | 'outsideOn' | 'outsideFileId'
  >
  answers: Answers
  pledge: { number: string; signedAt: number } | null
  /** A file as a picture or link, under the words that say what it is. */
  file: (id: number, alt: string) => ComponentChildren
}

export const Pairs = ({ rows }: { rows: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="pairs">
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

type Question = Rulebook['opening']['filing']['shop'][number]

function answerText({ t, lang }: Ui, { kind }: Question, answer: string | undefined): string {
  if (!answer) return t('review.empty')
  if (kind === 'yes_no') return t(answer === 'yes' ? 'review.yes' : 'review.no')
  return kind === 'day' ? dayText(lang, dayFromIso(answer)) : answer
}

export function FiledCards(filed: Filed) {
  const { ui, book, place, application, answers, pledge } = filed
  const { t, lang } = ui
  const { outsideNumber, outsideOn, outsideFileId } = application
  const rows = book.opening.filing[place.kind].map(
    (question) => [question.text[lang], answerText(ui, question, answers[question.id])] as const,
  )
  const credit = answers.credit ? [[t('review.credit'), answers.credit] as const] : []
  return (
    <>
      <section class="card">
        <h2>{t('review.filed')}</h2>
        <Pairs rows={[...rows, ...credit]} />
        {outsideNumber ? (
          <p>
            {book.opening.outsideFiling?.name[lang] ?? t('review.outside')} ·{' '}
            {t('review.outside_line', {
              number: outsideNumber,
              date: outsideOn === null ? '—' : dayText(lang, outsideOn),
            })}{' '}
            {outsideFileId === null ? null : filed.file(outsideFileId, t('review.outside'))}
          </p>
        ) : null}
      </section>
      <SelfCheck {...filed} />
      <Papers {...filed} />
      <section class="card">
        <h2>{t('review.pledge')}</h2>
        {pledge ? (
          <p>
            <a class="hop" href={`/verify/${pledge.number}`}>
              {t('review.pledge_line', {
                number: pledge.number,
                date: dayText(lang, dayOf(pledge.signedAt)),
              })}
            </a>
          </p>
        ) : (
          <p class="no">{t('review.pledge_none')}</p>
        )}
      </section>
    </>
  )
}

function Papers({ ui, book, place, application, file }: Filed) {
  const { t, lang } = ui
  const papers = papersOf(book, place.kind)
  if (papers.length === 0) return null
  return (
    <section class="card">
      <h2>{t('review.papers')}</h2>
      <ul class="lines">
        {papers.map(({ id, name }) => {
          const files = application.papers[id] ?? []
          return (
            <li key={id}>
              <b>{name[lang]}</b>
              {files.length === 0 ? <p class="old">{t('review.no_paper')}</p> : null}
              {files.map((each, i) => (
                <span key={each}>
                  {' '}
                  {file(each, t('review.paper_named', { paper: name[lang], n: i + 1 }))}
                </span>
              ))}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const CHECK_LOOK: Record<CheckResult | 'open', string> = {
  pass: 'yes',
  fail: 'no',
  na: '',
  open: 'old',
}

/** What is not met stands first, the rest behind a fold. */
function SelfCheck({ ui, book, place, application }: Filed) {
  const { t, lang } = ui
  const items = checklistOf(book, place.kind, application.trade).map((item) => ({
    ...item,
    result: application.selfCheck[item.id] ?? ('open' as const),
  }))
  const count = (result: CheckResult | 'open') =>
    items.filter((each) => each.result === result).length
  const line = (each: (typeof items)[number]) => (
    <li key={each.id}>
      {each.aspect[lang]} · {each.text[lang]}{' '}
      <span class={CHECK_LOOK[each.result]}>{t(`review.check.${each.result}`)}</span>
    </li>
  )
  const fails = items.filter((each) => each.result === 'fail')
  const counts = Object.fromEntries(
    [...CHECK_RESULTS, 'open' as const].map((each) => [each, count(each)]),
  )
  return (
    <section class="card">
      <h2>{t('review.check')}</h2>
      <p>{t('review.check_sum', counts)}</p>
      {fails.length > 0 ? <ul class="lines">{fails.map(line)}</ul> : null}
      <details>
        <summary>{t('review.check_all')}</summary>
        <ul class="lines">{items.map(line)}</ul>
      </details>
    </section>
  )
}
