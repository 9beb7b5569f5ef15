// Reads the day for a phone, in the officer's language.
import type { Db } from '../../db/client'
import type { Lang } from '../../i18n'
import { textsUnder } from '../../i18n'
import { dayOf } from '../../shared/clock'
import type { PatrolLevel } from '../../shared/patrol'
import type { Rulebook } from '../rulebook'
import { rulebookInForce } from '../rulebook'
import { readPatrolDay } from './day'
import { byDue, type PatrolLine } from './rules-day'
import type { PhoneDay, PhonePlace } from './rules-phone'
import { deadlinesFrom, mustBeShut, type RoundItem, roundItems } from './rules-round'
import { type SpotCandidate, spotCandidates } from './spots'

/** Texts a phone may have to show while it has no network. */
const TEXTS = ['walk.', 'round.', 'form.', 'err.title', 'err.of', 'err.temp']

/** Places of one kind, trade and target are looked at alike. */
const listKey = ({ place, target }: PatrolLine): string =>
  mustBeShut(target) ? 'shut' : `${place.kind}.${place.trade}`

const itemIn = (lang: Lang, { id, aspect, text }: RoundItem) => ({
  id,
  aspect: aspect?.[lang] ?? '',
  text: text[lang],
})

/** The checklists of the lines, each once. */
const listsOf = (book: Rulebook, lines: readonly PatrolLine[], lang: Lang) =>
  Object.fromEntries(
    [...new Map(lines.map((line) => [listKey(line), line]))].map(([key, { place, target }]) => [
      key,
      roundItems(book, place, target).map((item) => itemIn(lang, item)),
    ]),
  )

const phonePlace = (line: PatrolLine, lang: Lang, spots: SpotCandidate[]): PhonePlace => ({
  code: line.place.code,
  name: line.place.name,
  address: line.place.address,
  area: (lang === 'en' && line.place.areaEn) || line.place.area,
  team: line.team?.name ?? '',
  target: line.target,
  slots: line.slots.map(({ from, due, doneAt }) => ({ from, due, doneAt })),
  orders: line.orders.map(({ id, state, dueAt }) => ({ id, state, dueAt })),
  list: listKey(line),
  spot: spots.map(({ workerId, maskedName, job }) => ({ id: workerId, name: maskedName, job })),
})

const ownTeams = (lines: readonly PatrolLine[], ids: readonly number[]): string[] => [
  ...new Set(lines.flatMap(({ team }) => (team && ids.includes(team.id) ? [team.name] : []))),
]

interface Asked {
  /** The officer's own teams. */
  teamIds: readonly number[]
  account: string
  lang: Lang
  big: boolean
  ranges: string
  level: PatrolLevel
  now: number
}

export async function phoneDay(db: Db, fieldKey: string, asked: Asked): Promise<PhoneDay> {
  const { account, lang, big, now } = asked
  const book = await rulebookInForce(db, now)
  const lines = (await readPatrolDay(db, book, asked)).sort(byDue)
  const spots = await spotCandidates(db, fieldKey, {
    placeIds: lines.map(({ place }) => place.id),
    day: dayOf(now),
    n: book.rounds.spotWorkers,
  })
  return {
    account,
    lang,
    big,
    now,
    day: dayOf(now),
    own: ownTeams(lines, asked.teamIds),
    places: lines.map((line) => phonePlace(line, lang, spots.get(line.place.id) ?? [])),
    lists: listsOf(book, lines, lang),
    deadlines: deadlinesFrom(book, now).map(({ id, text, dueAt }) => ({
      id,
      text: text[lang],
      dueAt,
    })),
    rounds: {
      aheadMinutes: book.rounds.aheadMinutes,
      reportWithinHours: book.rounds.reportWithinHours,
    },
    plausible: book.fever.plausible,
    texts: textsUnder(lang, TEXTS),
  }
}
