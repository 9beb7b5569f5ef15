// The leader's words: what lies behind each row, the text for the work group, the draft of a bulletin.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf, minuteOfDay } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import { numberText } from '../notices'
import type { Rulebook } from '../rulebook'
import type { LeaderFacts } from './leader-facts'
import { NAMES } from './pages'
import { NUMBERS, type NumberName } from './rules'
import type { MatterName } from './rules-leader'

const MOST_NAMED = 3

/** The first few by name, and how many more of `all`. */
function named({ t }: Ui, names: readonly string[], all = names.length): string {
  const first = names.slice(0, MOST_NAMED)
  const shown = first.join(t('leader.and'))
  const more = all - first.length
  return more > 0 ? `${shown}${t('leader.and_more', { n: more })}` : shown
}

/** What a row is about, by name: places, departments, villages; never a person. */
export function matterText(ui: Ui, book: Rulebook, facts: LeaderFacts, name: MatterName): string {
  const { t, lang } = ui
  const { missed, alone, applications } = facts.wrong
  if (name === 'missed') return named(ui, missed.names, missed.places)
  if (name === 'alone')
    return named(
      ui,
      alone.first.map(({ place, since }) =>
        t('leader.alone_at', { name: place.name, time: timeOf(since) }),
      ),
      alone.sites,
    )
  if (name === 'applications')
    return named(
      ui,
      applications.map(({ department, n }) => {
        const of = book.departments.find(({ id }) => id === department)
        return t('leader.of_department', { name: of?.name[lang] ?? department, n })
      }),
    )
  if (name === 'notices')
    return named(
      ui,
      facts.notices.map((each) =>
        t('leader.notice_of', {
          area: lang === 'zh' ? each.area : each.areaEn,
          number: numberText(ui, book, each),
        }),
      ),
    )
  return t('leader.orders_text')
}

/** `（+3）`; empty when nothing changed or nothing is known. */
function since({ t }: Ui, { numbers, before }: LeaderFacts, name: NumberName): string {
  const change = before === null ? 0 : numbers[name] - before.numbers[name]
  return change === 0
    ? ''
    : t('leader.change', { n: `${change > 0 ? '+' : '−'}${Math.abs(change)}` })
}

const hourOf = (now: number): number => Math.floor(minuteOfDay(now) / 60)

/** The numbers and their changes as parameters of a text. */
const numberParams = (ui: Ui, facts: LeaderFacts): Record<string, string | number> =>
  Object.fromEntries(
    NUMBERS.flatMap((name): [string, string | number][] => [
      [name, facts.numbers[name]],
      [`${name}_change`, since(ui, facts, name)],
    ]),
  )

const feverText = ({ t }: Ui, { fevers }: LeaderFacts): string =>
  fevers === 0 ? t('leader.news.no_fever') : t('leader.news.fevers', { n: fevers })

/** 通报文字 of the whole day, for the work group. */
export function dayNews(ui: Ui, facts: LeaderFacts): string {
  const { t, lang, town, now } = ui
  const { owed, done, missed } = facts.rounds
  const head = { town, date: dayText(lang, dayOf(now)), hour: hourOf(now) }
  return [
    t('leader.news.head', head),
    t('leader.news.numbers', numberParams(ui, facts)),
    t('leader.news.rounds', { owed, done, missed }),
    t('leader.news.found', { ...facts.found }),
    feverText(ui, facts),
  ].join('')
}

/** The draft of a bulletin, a paragraph each, in the manner of the town’s own. */
export function bulletinText(ui: Ui, facts: LeaderFacts): string[] {
  const { t, lang, town, now } = ui
  const { site, shop, enterprise, shut } = facts.kinds
  const date = dayText(lang, dayOf(now))
  const { found, right } = facts.found
  const { missed } = facts.rounds
  return [
    [
      t('leader.bulletin.rounds', {
        date,
        town,
        sites: site.places,
        site_rounds: site.done,
        shops: shop.places,
        shop_rounds: shop.done,
        shut: shut.places,
        shut_rounds: shut.done,
        enterprises: enterprise.places,
        enterprise_rounds: enterprise.done,
      }),
      t('leader.bulletin.found', { found, right }),
      missed > 0 ? t('leader.bulletin.missed', { n: missed }) : '',
      feverText(ui, facts),
    ].join(''),
    t('leader.bulletin.numbers', {
      date,
      hour: hourOf(now),
      town,
      ...numberParams(ui, facts),
    }),
  ]
}

/** What each number counts. */
export const definitions = ({ t }: Ui): [string, string][] => [
  ...NUMBERS.map((name): [string, string] => [t(NAMES[name][0]), t(NAMES[name][1])]),
  ...(
    ['missed', 'alone', 'applications', 'notices', 'orders', 'rounds', 'found', 'fevers'] as const
  ).map((name): [string, string] => [t(`leader.name.${name}`), t(`leader.means.${name}`)]),
]
