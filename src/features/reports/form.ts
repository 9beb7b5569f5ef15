// What an enterprise sends: its day, a stop, an accident; and what the office asks for.
import * as v from 'valibot'
import { dayFromIso, dayOf, isoDay, MINUTE, minutesOf, startOfDay } from '../../shared/clock'
import { readSearchFrom, type SearchFrom } from '../../shared/search-from'
import { lineField, noteField } from '../../shared/text'
import type { Rulebook } from '../rulebook'
import { ACCIDENT_DAYS, EDITABLE, LOOK_BACK, stopDays } from './rules'
import type { DayState } from './tables'
import { DAY_STATES } from './values'

export const keyField = v.pipe(
  v.string('daily.key'),
  v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'daily.key'),
)
const narrow = v.transform((typed: string) => typed.normalize('NFKC').trim())
const MOST = 4
const count = v.pipe(
  v.string('form.number'),
  narrow,
  v.regex(new RegExp(`^\\d{1,${MOST}}$`), 'form.number'),
  v.transform(Number),
)
const maybeCount = v.pipe(
  v.optional(v.string(), ''),
  narrow,
  v.regex(new RegExp(`^(\\d{1,${MOST}})?$`), 'form.number'),
  v.transform((typed) => (typed === '' ? null : Number(typed))),
)
const required = (max: number) =>
  v.pipe(v.string('form.required'), noteField(max), v.minLength(1, 'form.required'))
const oneOf = (ids: readonly string[]) => v.picklist(ids, 'form.required')
const dayField = (days: readonly number[]) =>
  v.pipe(oneOf(days.map(isoDay)), v.transform(dayFromIso))

const page = {
  key: keyField,
  /** The day the page was of. */
  day: v.pipe(v.string('daily.key'), v.isoDate('daily.key'), v.transform(dayFromIso)),
  /** How many reports of that day the page knew. */
  seen: v.pipe(v.string('daily.key'), v.regex(/^\d{1,3}$/, 'daily.key'), v.transform(Number)),
}

/** 零报告: everything else is as the records say. */
export const zeroForm = v.strictObject({ ...page, zero: v.literal('1') })

/** 上报, 更正 */
export const reportForm = v.pipe(
  v.strictObject({
    ...page,
    ...v.entriesFromList(EDITABLE, count),
    masks: maybeCount,
    needs: v.optional(noteField(200), ''),
  }),
  v.forward(
    v.partialCheck(
      [['returned'], ['outside']],
      ({ returned, outside }) => outside <= returned,
      'daily.outside_more',
    ),
    ['outside'],
  ),
)

/** The last day of a stop may be chosen so far ahead. */
const STOP_AHEAD = 60
export const untilDays = (today: number): number[] =>
  Array.from({ length: STOP_AHEAD }, (_, i) => today + i)

/** 报停产 */
export const stopForm = ({ reports }: Rulebook, today: number) =>
  v.pipe(
    v.strictObject({
      key: keyField,
      from: dayField(stopDays(today)),
      until: v.union(
        [
          v.pipe(
            v.literal(''),
            v.transform(() => null),
          ),
          dayField(untilDays(today)),
        ],
        'form.required',
      ),
      reason: oneOf(reports.stopReasons.map(({ id }) => id)),
    }),
    v.forward(
      v.partialCheck(
        [['from'], ['until']],
        ({ from, until }) => until === null || until >= from,
        'halt.reversed',
      ),
      ['until'],
    ),
  )

/** The days an accident may have happened on, today first. */
export const accidentDays = (today: number): number[] =>
  Array.from({ length: ACCIDENT_DAYS + 1 }, (_, i) => today - i)

/** An accident: what, when, where, how many were hurt, what was done. */
export const accidentForm = ({ reports }: Rulebook, now: number) =>
  v.pipe(
    v.strictObject({
      key: keyField,
      kind: oneOf(reports.accidentKinds.map(({ id }) => id)),
      on: dayField(accidentDays(dayOf(now))),
      time: v.pipe(
        v.string('form.required'),
        v.transform((typed) => typed.normalize('NFKC').replace(/\s/g, '')),
        v.regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'accident.time_wrong'),
      ),
      where: v.pipe(v.string('form.required'), lineField(60), v.minLength(1, 'form.required')),
      what: required(500),
      hurt: count,
      done: required(500),
    }),
    v.forward(
      v.partialCheck(
        [['on'], ['time']],
        ({ on, time }) => instantOf(on, time) <= now,
        'accident.future',
      ),
      ['time'],
    ),
  )

/** `9:05` on a day, as an instant. */
export const instantOf = (day: number, time: string): number =>
  startOfDay(day) + minutesOf(time) * MINUTE

/** One cell of the duty roster. */
export const namesField = lineField(60)

/** The version of the roster that a form was made from. */
export const rosterPage = v.object({
  key: keyField,
  version: v.pipe(v.string('daily.key'), v.regex(/^\d{1,6}$/, 'daily.key'), v.transform(Number)),
})

export const copyForm = v.strictObject({
  key: keyField,
  /** Of the day before, or of the seven days before. */
  from: v.picklist(['day', 'week'], 'daily.key'),
})

export const REPORT_VIEWS = ['missing', 'reported', 'late', 'stopped', 'all'] as const
export type ReportView = (typeof REPORT_VIEWS)[number]

export interface OfficeQuery {
  day: number
  q: string
  area: number | null
  view: ReportView
  after: { state: DayState; path: string; id: number } | null
  /** Of a search, instead. */
  from: SearchFrom | null
}

/** The days the office may look at, today first. */
export const officeDays = (today: number): number[] =>
  Array.from({ length: LOOK_BACK }, (_, i) => today - i)

/** `?day=&q=&area=&view=&after=`; nothing here can be wrong: an unknown filter is no filter. */
export function readOfficeQuery(query: Record<string, string>, today: number): OfficeQuery {
  const [, told, path, id] = /^([a-z]+)~(\/(?:\d+\/)+)~(\d{1,15})$/.exec(query.after ?? '') ?? []
  const state = DAY_STATES.find((each) => each === told)
  return {
    day: officeDays(today).find((each) => isoDay(each) === query.day) ?? today,
    q: [...(query.q ?? '').trim()].slice(0, 30).join(''),
    area: /^\d{1,9}$/.test(query.area ?? '') ? Number(query.area) : null,
    view: REPORT_VIEWS.find((each) => each === query.view) ?? (query.q ? 'all' : 'missing'),
    after: state && path ? { state, path, id: Number(id) } : null,
    from: readSearchFrom(query.after),
  }
}

/** `?before=` */
export const readBefore = (typed: string | undefined): number | null =>
  /^\d{1,15}$/.test(typed ?? '') ? Number(typed) : null
