// What officers and keepers type about inspections, and what their lists are asked for.
import * as v from 'valibot'
import { dayFromIso, isoDay } from '../../shared/clock'
import type { FormErrors, FormValues, Parsed } from '../../shared/form'
import { readSearchFrom, type SearchFrom } from '../../shared/search-from'
import { lineField } from '../../shared/text'
import type { PlaceKind } from '../places/tables'
import { PLACE_KINDS } from '../places/values'
import type { InspectionPurpose } from './tables'

/** Lists of inspections by day; of places that wait for one, by purpose. */
export const SHOWS = [
  'today',
  'planned',
  'acceptance',
  'owed',
  'recheck',
  'failed',
  'passed',
] as const
export type Show = (typeof SHOWS)[number]

/** The purpose of the inspections a list of waiting places leads to; null for lists of inspections. */
export const purposeOf = (show: Show): InspectionPurpose | null =>
  show === 'acceptance' || show === 'owed' || show === 'recheck' ? show : null

/** Keyset: the last row of the page before. */
export interface After {
  day: number
  areaPath: string
  id: number
}

export const afterText = (row: After): string => `${row.day}~${row.areaPath}~${row.id}`

function readAfter(typed: string): After | null {
  const [, day = '', areaPath = '', id = ''] =
    /^(\d{1,6})~(\/(?:\d+\/)+)~(\d{1,15})$/.exec(typed) ?? []
  return areaPath ? { day: Number(day), areaPath, id: Number(id) } : null
}

export interface InspectionQuery {
  show: Show
  q: string
  area: number | null
  kind: PlaceKind | null
  after: After | null
  /** Of a search, instead. */
  from: SearchFrom | null
  /** Of the officers to send: the last one of the page before; empty for the first page. */
  officers: string
}

const SEARCH_LENGTH = 16

/** `?show=&q=&area=&kind=&after=`; an unknown filter is no filter. */
export function readQuery(query: Record<string, string | undefined>): InspectionQuery {
  return {
    show: SHOWS.find((each) => each === query.show) ?? 'today',
    q: [...(query.q ?? '').trim()].slice(0, SEARCH_LENGTH).join(''),
    area: /^\d{1,9}$/.test(query.area ?? '') ? Number(query.area) : null,
    kind: PLACE_KINDS.find((each) => each === query.kind) ?? null,
    after: readAfter(query.after ?? ''),
    from: readSearchFrom(query.after),
    officers: [...(query.officers ?? '')].slice(0, 80).join(''),
  }
}

/** A file field nobody filled in reaches the Worker as an empty text: no answer to anything asked. */
export function withoutFile(values: FormValues, name: string): FormValues {
  const { [name]: _file, ...rest } = values
  return rest
}

export const keyField = v.pipe(
  v.string('inspect.key'),
  v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'inspect.key'),
)

const VERSION = v.pipe(
  v.string('inspect.key'),
  v.regex(/^\d{1,9}$/, 'inspect.key'),
  v.transform(Number),
)

const isDay = (typed: string): boolean => {
  const day = dayFromIso(typed)
  return Number.isInteger(day) && isoDay(day) === typed
}

/** A day from `first` to `last`, as `YYYY-MM-DD`. */
export const dayField = (first: number, last: number) =>
  v.pipe(
    v.string('form.required'),
    v.trim(),
    v.minLength(1, 'form.required'),
    v.regex(/^\d{4}-\d\d-\d\d$/, 'inspect.day_wrong'),
    v.check(isDay, 'inspect.day_wrong'),
    v.transform(dayFromIso),
    v.check((day) => day >= first && day <= last, 'inspect.day_range'),
  )

/** An inspection is planned for the weeks ahead. */
const DAYS_AHEAD = 60

export interface TypedPlan {
  key: string
  onDay: number
  placeIds: number[]
  members: { accountId: number; department: string }[]
}

interface Choices {
  today: number
  /** Places of the page. */
  places: number[]
  /** Officers, each with the departments it may be sent for. */
  officers: { id: number; departments: string[] }[]
  /** So many departments must be sent. */
  least: number
}

/** The plan: ticks `p<place>`, for each officer `m<account>` the department it is sent for, and the day. */
export function judgePlan(values: FormValues, choices: Choices): Parsed<TypedPlan> {
  const errors: FormErrors = {}
  const key = v.safeParse(keyField, values.key)
  if (!key.success) errors[''] = 'inspect.key'
  const day = v.safeParse(dayField(choices.today, choices.today + DAYS_AHEAD), values.day ?? '')
  if (!day.success) errors.day = day.issues[0].message
  const placeIds = choices.places.filter((id) => values[`p${id}`] === '1')
  if (placeIds.length === 0) errors.places = 'inspect.no_place'
  const members = choices.officers.flatMap(({ id, departments }) => {
    const department = values[`m${id}`] ?? ''
    if (department && !departments.includes(department)) errors[`m${id}`] = 'inspect.department'
    return department ? [{ accountId: id, department }] : []
  })
  if (new Set(members.map((each) => each.department)).size < choices.least)
    errors.members = 'inspect.few_departments'
  if (!key.success || !day.success || Object.keys(errors).length > 0)
    return { ok: false, values, errors }
  return { ok: true, value: { key: key.output, onDay: day.output, placeIds, members } }
}

const RESULTS = ['pass', 'fail', 'na'] as const
export const LONGEST_NOTE = 200

/** One press beside an item. */
export const resultForm = v.strictObject({ result: v.picklist(RESULTS, 'inspect.choose') })

/** An item with its note; the photo comes beside it. */
export const itemForm = v.strictObject({
  key: keyField,
  result: v.picklist(RESULTS, 'inspect.choose'),
  note: v.optional(lineField(LONGEST_NOTE), ''),
})

/** Who does not agree says why. */
export const opinionForm = v.pipe(
  v.strictObject({
    department: v.string('inspect.department'),
    opinion: v.picklist(['agree', 'disagree'], 'inspect.choose'),
    text: v.optional(lineField(LONGEST_NOTE), ''),
  }),
  v.forward(
    v.check((said) => said.opinion === 'agree' || said.text !== '', 'inspect.say_why'),
    ['text'],
  ),
)

export const versionForm = v.strictObject({ version: VERSION })

export interface TypedFinish {
  version: number
  findings: { item: string; text: string; dueOn: number }[]
}

/** Longest time to put a finding right. */
const MOST_DAYS = 60

/** The end of an inspection: for each thing that failed, `text-<item>` and `due-<item>`. */
export function judgeFinish(
  values: FormValues,
  items: string[],
  today: number,
): Parsed<TypedFinish> {
  const errors: FormErrors = {}
  const version = v.safeParse(VERSION, values.version)
  if (!version.success) errors[''] = 'inspect.key'
  const findings = items.flatMap((item) => {
    const text = v.safeParse(
      v.pipe(lineField(LONGEST_NOTE), v.minLength(1, 'form.required')),
      values[`text-${item}`] ?? '',
    )
    const due = v.safeParse(dayField(today, today + MOST_DAYS), values[`due-${item}`] ?? '')
    if (!text.success) errors[`text-${item}`] = text.issues[0].message
    if (!due.success) errors[`due-${item}`] = due.issues[0].message
    return text.success && due.success ? [{ item, text: text.output, dueOn: due.output }] : []
  })
  if (!version.success || findings.length < items.length) return { ok: false, values, errors }
  return { ok: true, value: { version: version.output, findings } }
}

/** What the page of the end is filled in with at first. */
export const finishValues = (
  version: number,
  found: { item: string; text: string }[],
  dueOn: number,
): FormValues => ({
  version: String(version),
  ...Object.fromEntries(
    found.flatMap(({ item, text }) => [
      [`text-${item}`, text],
      [`due-${item}`, isoDay(dueOn)],
    ]),
  ),
})

/** A keeper's answer to a finding; the photo comes beside it. */
export const answerForm = v.strictObject({
  key: keyField,
  version: VERSION,
  answer: v.pipe(lineField(LONGEST_NOTE), v.minLength(1, 'form.required')),
})
