// What is typed about a watch: its days, readings, spot checks, its end; a document that was seen.
import * as v from 'valibot'
import { dayFromIso, isoDay } from '../../shared/clock'
import { lineField, noteField } from '../../shared/text'
import { PAPER_RESULTS, WATCH_KEPT } from '../../shared/watch'
import type { Rulebook } from '../rulebook/form'
import { readTemperature } from '../visits/form'
import { lastDayOf, watchDays, wrongDays, wrongReason } from './rules'

const key = v.pipe(v.string('watch.key'), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'watch.key'))
const version = v.pipe(
  v.string('watch.key'),
  v.regex(/^\d{1,9}$/, 'watch.key'),
  v.transform(Number),
)
const idNumber = v.pipe(
  v.string('form.required'),
  v.regex(/^\d{1,16}$/, 'form.required'),
  v.transform(Number),
)
const oneOf = (ids: readonly string[]) =>
  v.pipe(
    v.string('form.required'),
    v.check((typed) => ids.includes(typed), 'form.required'),
  )
const note = v.optional(noteField(200), '')
const reason = v.pipe(v.string('form.required'), noteField(200), v.minLength(1, 'form.required'))
const room = v.optional(lineField(30), '')
const minder = v.optional(lineField(40), '')

const isDay = (typed: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed) &&
  Number.isFinite(dayFromIso(typed)) &&
  isoDay(dayFromIso(typed)) === typed

/** `2020-03-12`, also as `2020.3.12` or `2020/3/12`. */
const dayField = v.pipe(
  v.string('form.required'),
  v.transform((typed) => {
    const [, year, month = '', day = ''] =
      /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(typed.normalize('NFKC').trim()) ?? []
    return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed.trim()
  }),
  v.check((typed) => typed !== '', 'form.required'),
  v.check(isDay, 'watch.day'),
  v.transform(dayFromIso),
)
const maybeDay = v.pipe(
  v.optional(v.string(), ''),
  v.transform((typed) => typed.trim()),
  v.union(
    [
      v.pipe(
        v.literal(''),
        v.transform(() => null),
      ),
      dayField,
    ],
    'watch.day',
  ),
)

/** 转隔离观察: the one press; everything else follows from the pledge. */
export const beginForm = v.strictObject({ key, place: v.optional(v.string()) })

/** Opened by hand: whose worker, since when, why. An empty last day is the rule's. */
export const openForm = (book: Rulebook, placeIds: readonly number[], today: number) =>
  v.pipe(
    v.strictObject({
      key,
      place: oneOf(placeIds.map(String)),
      first: dayField,
      last: maybeDay,
      kept: v.picklist(WATCH_KEPT, 'form.required'),
      room,
      minder,
      why: oneOf(book.watch.reasons.map(({ id }) => id)),
      text: reason,
    }),
    v.transform(({ place, first, last, ...rest }) => ({
      ...rest,
      placeId: Number(place),
      first,
      last: last ?? lastDayOf(first, watchDays(book)),
    })),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const { first, last } = dataset.value
      const wrong = wrongDays({ firstDay: first, lastDay: last }, book, today)
      for (const [field, message] of Object.entries(wrong ?? {}))
        addIssue({
          message,
          path: [{ type: 'object', origin: 'value', input: {}, key: field, value: message }],
        })
    }),
  )

/** Where, and who looks after them. */
export const careForm = v.strictObject({
  key,
  version,
  kept: v.picklist(WATCH_KEPT, 'form.required'),
  room,
  minder,
})

/** A reading and symptoms ticked as `s_cough=1`. `seen`: the reading it corrects; 0 for none. */
export const readingForm = (book: Rulebook) => {
  const { min, max } = book.fever.plausible
  const ticks = book.watch.symptoms.map(({ id }) => `s_${id}`)
  return v.pipe(
    v.strictObject({
      key,
      shift: v.picklist(['am', 'pm'], 'form.required'),
      seen: v.optional(idNumber, '0'),
      temperature: v.pipe(
        v.string('form.required'),
        v.check((typed) => typed.trim() !== '', 'form.required'),
        v.transform(readTemperature),
        v.number('err.temp'),
        v.check((t) => t >= min && t <= max, 'err.temp'),
      ),
      ...Object.fromEntries(ticks.map((name) => [name, v.optional(v.literal('1'))])),
    }),
    v.transform(({ key, shift, seen, temperature, ...rest }) => ({
      key,
      shift,
      seen,
      temperature,
      symptoms: ticks
        .filter((name) => Reflect.get(rest, name) === '1')
        .map((name) => name.slice(2)),
    })),
  )
}

/** 已报告 */
export const toldForm = v.strictObject({ reading: idNumber })

/** 抽查: there or not; whoever is not there is told of in words. */
export const checkForm = v.pipe(
  v.strictObject({ key, found: v.picklist(['1', '0'], 'form.required'), text: note }),
  v.forward(
    v.partialCheck(
      [['found'], ['text']],
      ({ found, text }) => found === '1' || text !== '',
      'watch.say_where',
    ),
    ['text'],
  ),
)

/** 延长 */
export const extendForm = (lastDay: number) =>
  v.strictObject({
    key,
    version,
    last: v.pipe(
      dayField,
      v.check((day) => day > lastDay, 'watch.not_longer'),
      v.check((day) => day <= lastDay + 28, 'watch.too_long'),
    ),
    text: reason,
  })

/** 提前解除, and what somebody else says to it. */
export const reasonForm = v.strictObject({ key, version, text: reason })

/** 解除: readings that are missing need a reason. */
export const closeForm = (gaps: number) =>
  v.strictObject({
    key,
    version,
    text:
      gaps > 0
        ? v.pipe(v.string('watch.say_gaps'), noteField(200), v.minLength(1, 'watch.say_gaps'))
        : note,
  })

/** A document that was seen. */
export const paperForm = (book: Rulebook, today: number, travel: boolean) => {
  const kinds = book.seenPapers.kinds.filter((each) => travel || !each.travel)
  return v.pipe(
    v.strictObject({
      key,
      kind: oneOf(kinds.map(({ id }) => id)),
      until: maybeDay,
      result: v.optional(v.union([v.literal(''), v.picklist(PAPER_RESULTS)], 'form.required'), ''),
    }),
    v.transform((form) => {
      const kind = kinds.find(({ id }) => id === form.kind)
      return {
        ...form,
        travel: kind?.travel ?? false,
        until: kind?.expires ? form.until : null,
        result: kind?.travel ? form.result || null : null,
      }
    }),
    v.forward(
      v.partialCheck(
        [['travel'], ['result']],
        ({ travel: asked, result }) => !asked || result !== null,
        'form.required',
      ),
      ['result'],
    ),
    v.forward(
      v.partialCheck(
        [['until']],
        ({ until }) => until === null || until >= today,
        'watch.expired_already',
      ),
      ['until'],
    ),
  )
}

/** Why a copy is kept; `ownPhone`: the worker signed on a phone of their own. */
export const copyForm = (book: Rulebook, ownPhone: boolean) => {
  const { reasons } = book.seenPapers.copies
  return v.pipe(
    v.strictObject({
      key,
      why: v.pipe(
        v.string('wcopy.say_why'),
        v.check((typed) => reasons.some(({ id }) => id === typed), 'wcopy.say_why'),
      ),
      text: note,
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const reason = reasons.find(({ id }) => id === dataset.value.why)
      const wrong = reason && wrongReason(reason, { ownPhone, text: dataset.value.text })
      for (const [field, message] of Object.entries(wrong ?? {}))
        addIssue({
          message,
          path: [{ type: 'object', origin: 'value', input: {}, key: field, value: message }],
        })
    }),
  )
}

export const WATCH_VIEWS = ['running', 'ending', 'gaps', 'fever', 'proposed', 'ended'] as const
export type WatchView = (typeof WATCH_VIEWS)[number]

export interface WatchQuery {
  q: string
  area: number | null
  view: WatchView
  after: { day: number; id: number } | null
}

/** `?q=&area=&view=&after=`; an unknown filter is no filter. */
export function readWatchQuery(query: Record<string, string>): WatchQuery {
  const [, day, id] = /^(\d{1,6})-(\d{1,16})$/.exec(query.after ?? '') ?? []
  return {
    q: [...(query.q ?? '').trim()].slice(0, 20).join(''),
    area: /^\d{1,9}$/.test(query.area ?? '') ? Number(query.area) : null,
    view: WATCH_VIEWS.find((each) => each === query.view) ?? 'running',
    after: day && id ? { day: Number(day), id: Number(id) } : null,
  }
}
