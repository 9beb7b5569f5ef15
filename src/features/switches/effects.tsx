// The places a change of the rules moves: counts by step and kind, and a list to search.
import { dayText } from '../../i18n/format'
import { EMPTY_FORM, Field } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { PlaceKind } from '../places'
import type { Effect, RuleParts } from './rules'
import type { MovedPlace } from './store-facts'

export interface Counted {
  act: Effect['act']
  kind: PlaceKind
  places: number
}

/** The counts in one word: what an approver has seen. */
export const seenText = (counts: readonly Counted[]): string =>
  counts.map(({ act, kind, places }) => `${act}.${kind}.${places}`).join(' ')

export interface EffectsShown {
  counts: Counted[]
  places: (Omit<MovedPlace, 'effect' | 'id'> & { id: string | number; effect: Effect })[]
  more: boolean
  q: string
  /** The page itself, and where its next one begins. */
  path: string
  next: string
  book: RuleParts
  /** The last day for the inspection of those that open on a pledge. */
  inspectBy: number
}

const actText = (ui: Ui, { inspectBy }: EffectsShown, act: Effect['act']): string =>
  ui.t(`switch.act.${act}`, { date: dayText(ui.lang, inspectBy) })

function whyText({ t, lang }: Ui, book: RuleParts, { cause, ref }: Effect): string {
  if (cause === 'risk_level') return t(`rules.level.${book.riskLevel}`)
  const entry = book.negativeList.find((each) => each.id === ref)
  return entry
    ? `${entry.category[lang]}${lang === 'zh' ? '：' : ': '}${entry.reason[lang]}`
    : t('listed.title')
}

export function Effects({ ui, shown }: { ui: Ui; shown: EffectsShown }) {
  const { t, lang } = ui
  const { counts, places, q } = shown
  const total = counts.reduce((sum, each) => sum + each.places, 0)
  return (
    <>
      <section class="card">
        <h2>{t('switch.effects')}</h2>
        {total === 0 ? <p>{t('switch.no_effects')}</p> : <p>{t('switch.total', { n: total })}</p>}
        <ul class="dots">
          {counts.map(({ act, kind, places: n }) => (
            <li key={`${act} ${kind}`}>
              {t('switch.count', { act: actText(ui, shown, act), kind: t(`kind.${kind}`), n })}
            </li>
          ))}
        </ul>
      </section>
      {total > places.length || q ? (
        <form class="card filter" method="get" action={shown.path}>
          <Field ui={ui} form={{ ...EMPTY_FORM, values: { q } }} name="q" label="switch.q" />
          <button type="submit" class="go">
            {t('switch.find')}
          </button>
        </form>
      ) : null}
      {total > 0 && places.length === 0 ? <p class="note">{t('switch.q_none')}</p> : null}
      {places.map(({ id, code, name, address, kind, area, areaEn, effect }) => (
        <a class="row" key={id} href={`/p/${code}`}>
          <b>{name}</b>
          <span>
            {t(`kind.${kind}`)} · {lang === 'zh' ? area : areaEn} {address}
            <br />
            {actText(ui, shown, effect.act)} · {whyText(ui, shown.book, effect)}
          </span>
        </a>
      ))}
      {shown.more ? (
        <p class="pager">
          <a href={`${shown.path}?${new URLSearchParams({ q, after: shown.next })}`}>
            {t('nav.more')}
          </a>
        </p>
      ) : null}
    </>
  )
}
