// What clerks and headquarters type: a shop, a person, a notice, its report and its end.
import * as v from 'valibot'
import { dayFromIso, isoDay } from '../../shared/clock'
import { type FormErrors, type FormValues, judge, type Parsed } from '../../shared/form'
import { lineField, nameField, noteField, phoneField } from '../../shared/text'
import type { Rulebook } from '../rulebook'
import { arrivalDays, dueDays } from './rules'
import { NOTICE_RESULTS } from './values'

const keyField = v.pipe(
  v.string('report.key'),
  v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'report.key'),
)
const oneOf = (known: readonly string[]) =>
  v.pipe(
    v.string('form.required'),
    v.check((typed) => known.includes(typed), 'form.required'),
  )
const required = (max: number) =>
  v.pipe(v.string('form.required'), lineField(max), v.minLength(1, 'form.required'))

const ids = (areas: readonly { id: number }[]): string[] => areas.map(({ id }) => String(id))
const areaField = (areas: readonly { id: number }[]) =>
  v.pipe(oneOf(ids(areas)), v.transform(Number))
const dayField = (days: readonly number[]) =>
  v.pipe(oneOf(days.map(isoDay)), v.transform(dayFromIso))
const sureField = v.optional(v.literal('1'))
const optionally = <T>(schema: v.GenericSchema<string, T>) =>
  v.optional(
    v.union([v.literal(''), schema], ({ input }) => errorOf(schema, input)),
    '',
  )

/** The error of the field itself, not that of the choice between it and nothing. */
function errorOf<T>(schema: v.GenericSchema<string, T>, input: unknown): string {
  const result = v.safeParse(schema, input)
  return result.issues?.[0].message ?? 'form.characters'
}

type Areas = readonly { id: number }[]

/** A newly opened shop. `sure`: the places it might be already have been shown. */
export const placeForm = (book: Rulebook, areas: Areas) =>
  v.strictObject({
    key: keyField,
    name: required(40),
    trade: oneOf(book.trades.map(({ id }) => id)),
    address: required(60),
    area: areaField(areas),
    keeper: optionally(nameField),
    phone: optionally(phoneField),
    sure: sureField,
  })

/** Somebody newly come. `worker`: the person of the register this is. */
export const personForm = (areas: Areas, today: number) =>
  v.strictObject({
    key: keyField,
    name: nameField,
    phone: phoneField,
    address: required(60),
    origin: required(40),
    arrived: dayField(arrivalDays(today)),
    area: areaField(areas),
    managed: v.picklist(['yes', 'no'], 'form.required'),
    place: v.optional(lineField(30), ''),
    worker: v.optional(
      v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'form.characters'), v.transform(Number)),
    ),
    sure: sureField,
  })
export type PersonInput = v.InferOutput<ReturnType<typeof personForm>>

export const MOST_PEOPLE = 40

/** The numbers ticked, as `p12=1`. */
export const pickedPeople = (values: FormValues): number[] =>
  Object.keys(values).flatMap((name) => {
    const [, id] = /^p(\d{1,12})$/.exec(name) ?? []
    return id && values[name] === '1' ? [Number(id)] : []
  })

export interface IssueInput {
  key: string
  area: number
  why: string
  other: string
  due: number
  people: number[]
  tasks: string[]
}

const issueFields = (book: Rulebook, areas: Areas, now: number) =>
  v.strictObject({
    key: keyField,
    area: areaField(areas),
    why: oneOf(book.notices.whys.map(({ id }) => id)),
    other: v.optional(noteField(120), ''),
    due: dayField(dueDays(now)),
  })

/** A notice: fields beside ticks for people and tasks; each error under the first of its ticks. */
export function readIssue(
  values: FormValues,
  book: Rulebook,
  areas: Areas,
  now: number,
): Parsed<IssueInput> {
  const ticks = Object.entries(values).filter(([name]) => /^(p\d+|task_\w+)$/.test(name))
  const fields = Object.fromEntries(
    Object.entries(values).filter(([name]) => !ticks.some(([tick]) => tick === name)),
  )
  const people = pickedPeople(values)
  const tasks = book.notices.tasks.map(({ id }) => id).filter((id) => values[`task_${id}`] === '1')
  const form = judge(issueFields(book, areas, now), fields)
  const errors: FormErrors = form.ok ? {} : { ...form.errors }
  if (people.length === 0) errors.people = 'notice.no_people'
  else if (people.length > MOST_PEOPLE) errors.people = 'notice.many_people'
  if (tasks.length === 0 && !values.other?.trim()) errors.tasks ??= 'notice.no_task'
  return form.ok && Object.keys(errors).length === 0
    ? { ok: true, value: { ...form.value, people, tasks } }
    : { ok: false, values, errors }
}

const version = v.pipe(
  v.string('form.required'),
  v.regex(/^\d{1,9}$/, 'form.required'),
  v.transform(Number),
)

/** 签收, 开始办理, 核销 */
export const tapForm = v.strictObject({ version })

/** 反馈: what is not wholly done says why. */
export const resultForm = v.pipe(
  v.strictObject({
    version,
    result: v.picklist(NOTICE_RESULTS, 'form.required'),
    text: v.optional(noteField(500), ''),
  }),
  v.forward(
    v.partialCheck(
      [['result'], ['text']],
      ({ result, text }) => result === 'all' || text !== '',
      'notice.say_why',
    ),
    ['text'],
  ),
)

/** 退回: what is lacking, and until when. */
export const returnForm = (now: number) =>
  v.strictObject({
    version,
    text: v.pipe(v.string('form.required'), noteField(300), v.minLength(1, 'form.required')),
    due: dayField(dueDays(now)),
  })

export const ARRIVAL_VIEWS = ['nobody', 'notice', 'village', 'left'] as const
export type ArrivalView = (typeof ARRIVAL_VIEWS)[number]

export interface ArrivalQuery {
  q: string
  area: number | null
  view: ArrivalView | null
  after: { path: string; id: number } | null
  /** Of a search by name, instead: whoever no village looks after has no path. */
  from: { path: string; id: number } | null
}

const SEARCH_LENGTH = 30
const searched = (typed: string | undefined): string =>
  [...(typed ?? '').trim()].slice(0, SEARCH_LENGTH).join('')
const areaOf = (typed: string | undefined): number | null =>
  /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : null

/** `?q=&area=&view=&after=`; nothing here can be wrong: an unknown filter is no filter. */
export function readArrivalQuery(query: Record<string, string>): ArrivalQuery {
  const [, path = '', id = ''] = /^(\/(?:\d+\/)+)?~(\d{1,16})$/.exec(query.after ?? '') ?? []
  return {
    q: searched(query.q),
    area: areaOf(query.area),
    from: id ? { path, id: Number(id) } : null,
    view: ARRIVAL_VIEWS.find((each) => each === query.view) ?? null,
    after: path ? { path, id: Number(id) } : null,
  }
}

export const NOTICE_VIEWS = ['open', 'issued', 'received', 'in_hand', 'reported', 'closed'] as const
export type NoticeView = (typeof NOTICE_VIEWS)[number]

export interface NoticeQuery {
  q: string
  area: number | null
  view: NoticeView
  after: { dueAt: number; id: number } | null
}

/** `?q=&area=&view=&after=` */
export function readNoticeQuery(query: Record<string, string>): NoticeQuery {
  const [, dueAt, id] = /^(\d{1,15})~(\d{1,12})$/.exec(query.after ?? '') ?? []
  return {
    q: searched(query.q),
    area: areaOf(query.area),
    view: NOTICE_VIEWS.find((each) => each === query.view) ?? 'open',
    after: dueAt && id ? { dueAt: Number(dueAt), id: Number(id) } : null,
  }
}
