// What one line of a roster must hold, and whether its person may come back to work now.
import * as v from 'valibot'
import { dayFromIso, isoDay } from '../../shared/clock'
import { lineField, nameField, phoneField } from '../../shared/text'
import { ASKED_DAYS, areasAsked, outcomeOfStay } from '../pledges/rules'
import type { Rulebook } from '../rulebook/form'
import { fieldsOf, folded } from './rules'

export interface RosterKnown {
  book: Rulebook
  /** Names of the town, its districts and villages, as written. */
  areas: readonly { name: string; nameEn: string }[]
  today: number
}

export interface GoodWorker {
  name: string
  /** 11 digits. */
  phone: string
  job: string
  home: string
  /** Local, and not to be watched before: returns before the others. */
  first: boolean
}

export type JudgedWorker = { ok: true; value: GoodWorker } | { ok: false; error: string }

const NONE = ['', '无', '否', '没有', '不是', 'no', 'none', 'n']
const SOMEWHERE = ['是', '有', 'yes', 'y']
/** A yes that names no area: judged as of high risk. */
const UNNAMED = ''

const PUT_OFF = 'crew.deferred'

const named = (max: number) => v.pipe(lineField(max), v.minLength(1, 'form.required'))

/** `2020-03-05`, `2020/3/5`, `2020年3月5日` as a day number; null when it is none of these. */
export function readDay(typed: string): number | null {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed.normalize('NFKC').trim()) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = dayFromIso(iso)
  return Number.isFinite(read) && isoDay(read) === iso ? read : null
}

const rosterSchema = ({ book, today }: RosterKnown) => {
  const codes = new Map(
    areasAsked(book, today).flatMap(({ code, name }) =>
      [code, name.zh, name.en].map((each) => [folded(each), code] as const),
    ),
  )
  for (const each of SOMEWHERE) codes.set(each, UNNAMED)
  return v.object({
    name: nameField,
    phone: phoneField,
    job: named(20),
    home: named(60),
    area: v.pipe(
      lineField(60),
      v.transform(folded),
      v.check((typed) => NONE.includes(typed) || codes.has(typed), 'crew.area_unknown'),
      v.transform((typed) => codes.get(typed) ?? null),
    ),
    left: v.pipe(
      lineField(20),
      v.transform((typed) => (typed === '' ? today : readDay(typed))),
      v.number('crew.day'),
      v.check((day) => day <= today, 'crew.day_future'),
    ),
  })
}

/** What the return rules say of a stay: put off until a day, or to be watched before working. */
function returning({ book, today }: RosterKnown, area: string | null, left: number) {
  if (area === null) return { until: null, watched: false }
  const { rule, worksFrom } = outcomeOfStay(book, area, left, today)
  if (rule?.rule !== 'deferred') return { until: null, watched: worksFrom !== null }
  // A rule that puts people off without a watch counts the days travel is asked for.
  const until = worksFrom ?? (rule.watchDays ? today : left + 1 + ASKED_DAYS)
  return { until: until > today ? until : null, watched: false }
}

/**
 * Judges lines of a roster by the return rules: locals first, others in order, whoever comes from
 * an area whose rule is `deferred` is kept back with the day. Source: `returnRules` of the rulebook.
 */
export function rosterJudge(known: RosterKnown): (cells: readonly string[]) => JudgedWorker {
  const schema = rosterSchema(known)
  const homes = known.areas.flatMap(({ name, nameEn }) => [name, nameEn]).filter(Boolean)
  const here = homes.map(folded)
  return (cells) => {
    const typed = Object.fromEntries(
      fieldsOf('roster').map(({ field }, i) => [field, cells[i] ?? '']),
    )
    const result = v.safeParse(schema, typed)
    if (!result.success) {
      const [issue] = result.issues
      return { ok: false, error: `${String(issue.path?.[0]?.key ?? '')}:${issue.message}` }
    }
    const { area, left, ...worker } = result.output
    const { until, watched } = returning(known, area, left)
    if (until !== null) return { ok: false, error: `area:${PUT_OFF}:${isoDay(until)}` }
    const home = folded(worker.home)
    const local = here.some((each) => home.includes(each))
    return { ok: true, value: { ...worker, first: local && !watched } }
  }
}
