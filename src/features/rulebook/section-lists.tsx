// The dated lists: what may not open, where the risk is, who comes back when, whose trade is whose.
import { dayOf, isoDay } from '../../shared/clock'
import { Card, Pairs, type SectionProps, Source } from './parts'
import { inForceOn } from './rules'
import { ReturningCards } from './section-returns'
import { WatchCards } from './section-watch'
import { dateText } from './words'

type Rulebook = SectionProps['book']

interface Dated {
  from: string
  to: string | null
}

/** Those that hold today, and the rest. */
function split<T extends Dated>(entries: readonly T[], now: number): { now: T[]; past: T[] } {
  const holding = inForceOn(entries, isoDay(dayOf(now)))
  return { now: holding, past: entries.filter((each) => !holding.includes(each)) }
}

function dates({ lang, t }: SectionProps['ui'], { from, to }: Dated): string {
  const since = dateText(lang, from)
  return to
    ? t('rules.between', { from: since, to: dateText(lang, to) })
    : t('rules.from', { date: since })
}

export function NegativeSection({ ui, book }: SectionProps) {
  const { t } = ui
  const lists = split(book.negativeList, ui.now)
  const entries = (list: Rulebook['negativeList']) => (
    <ul class="lines">
      {list.map((each) => (
        <li key={each.id}>
          <b>{each.category[ui.lang]}</b>
          <p>{each.reason[ui.lang]}</p>
          <Source ui={ui} book={book} source={each.source} also={[dates(ui, each)]} />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <p class="note">{t('rules.negative.lead')}</p>
      <Card title={t('rules.negative.now')}>
        {lists.now.length > 0 ? entries(lists.now) : <p>{t('rules.negative.none')}</p>}
      </Card>
      {lists.past.length > 0 ? (
        <Card title={t('rules.negative.past')}>{entries(lists.past)}</Card>
      ) : null}
    </>
  )
}

export function RiskSection({ ui, book }: SectionProps) {
  const { t } = ui
  const lists = split(book.riskAreas, ui.now)
  const areas = (list: Rulebook['riskAreas']) => (
    <ul class="lines">
      {list.map((each) => (
        <li key={`${each.code} ${each.from}`}>
          <b>{each.name[ui.lang]}</b>{' '}
          <span class={each.level === 'high' ? 'no' : 'old'}>{t(`rules.level.${each.level}`)}</span>
          <Source ui={ui} book={book} source={each.source} also={[dates(ui, each)]} />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <p class="note">{t('rules.risk.lead')}</p>
      <Card title={t('rules.risk.now')}>
        {lists.now.length > 0 ? areas(lists.now) : <p>{t('rules.risk.none')}</p>}
      </Card>
      {lists.past.length > 0 ? <Card title={t('rules.risk.past')}>{areas(lists.past)}</Card> : null}
    </>
  )
}

export function ReturnsSection({ ui, book }: SectionProps) {
  const { t, lang } = ui
  return (
    <>
      <p class="note">{t('rules.returns.lead')}</p>
      {book.returnRules.map((each) => (
        <Card
          key={each.level}
          title={t('rules.returns.from', { level: t(`rules.level_in.${each.level}`) })}
        >
          <p>
            <b>{t(`rules.return.${each.rule}`)}</b> ·{' '}
            {each.watchDays > 0
              ? t('rules.returns.watch', { n: each.watchDays })
              : t('rules.returns.no_watch')}
          </p>
          <p>{each.text[lang]}</p>
          <Source ui={ui} book={book} source={each.source} />
        </Card>
      ))}
      <WatchCards ui={ui} book={book} />
      <ReturningCards ui={ui} book={book} />
    </>
  )
}

export function TradesSection({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const fallback = book.departments.find((each) => each.id === book.defaultDepartment)
  return (
    <>
      <p class="note">{t('rules.trades.lead')}</p>
      <section class="card rules">
        <ul class="lines">
          {book.departments.map((department) => (
            <li key={department.id}>
              <b>{department.name[lang]}</b>
              <p>
                {book.trades
                  .filter((trade) => trade.department === department.id)
                  .map((trade) => trade.name[lang])
                  .join(t('rules.comma'))}
              </p>
            </li>
          ))}
        </ul>
        <Pairs rows={[[t('rules.trades.default'), fallback?.name[lang]]]} />
        <Source ui={ui} book={book} source={book.sources.trades} />
      </section>
    </>
  )
}
