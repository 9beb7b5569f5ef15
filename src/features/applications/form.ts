// What a keeper fills in: the place, the filing, the self-check, an appeal.
import * as v from 'valibot'
import { dayFromIso, isoDay } from '../../shared/clock'
import type { FormValues } from '../../shared/form'
import { lineField, noteField } from '../../shared/text'
import type { Place, PlaceKind } from '../places/tables'
import { PLACE_KINDS } from '../places/values'
import type { Rulebook } from '../rulebook'
import { checklistOf } from '../rulebook/rules'
import { readCreditCode } from './rules-credit'
import type { Application, CheckResult } from './tables'

/** A radio nobody pressed is not sent at all. */
const sent = v.optional(v.string('form.required'), '')
const keyField = v.pipe(sent, v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'apply.key'))
const folded = (typed: string): string => typed.normalize('NFKC').trim()

/** A line that must be there. */
const lineNeeded = (max: number) => v.pipe(sent, lineField(max), v.minLength(1, 'form.required'))

const MOST = 99_999
const countField = v.pipe(
  sent,
  v.transform((typed) => folded(typed).replaceAll(',', '')),
  v.minLength(1, 'form.required'),
  v.regex(/^\d{1,5}$/, 'apply.count'),
  v.transform(Number),
  v.maxValue(MOST, 'apply.count'),
)

const oneOf = (ids: readonly string[]) =>
  v.pipe(
    sent,
    v.check((id) => ids.includes(id), 'form.required'),
  )

/** `8:00`, `8 点 30`, `0830` as minutes since midnight; empty: null. */
const clockField = v.pipe(
  sent,
  v.transform((typed) => folded(typed).replace(/\s/g, '')),
  v.check((typed) => typed === '' || readClock(typed) !== null, 'apply.clock_time'),
  v.transform(readClock),
)

function readClock(typed: string): number | null {
  const [, hours, minutes = '0'] = /^(\d{1,2})(?:[:.点时]?(\d{2})?分?)$/.exec(typed) ?? []
  const total = Number(hours ?? Number.NaN) * 60 + Number(minutes)
  return Number(minutes) < 60 && total <= 24 * 60 ? total : null
}

const capacityField = v.pipe(
  sent,
  v.transform(folded),
  v.check((typed) => typed === '' || /^[1-9]\d{0,4}$/.test(typed), 'apply.count'),
  v.transform((typed) => (typed ? Number(typed) : null)),
)

/** A place for the register. Closing at 24:00 is the end of the day. */
export const placeForm = (book: Pick<Rulebook, 'trades'>, areaIds: readonly number[]) =>
  v.pipe(
    v.strictObject({
      key: keyField,
      kind: v.pipe(sent, v.picklist(PLACE_KINDS, 'form.required')),
      name: lineNeeded(40),
      trade: oneOf(book.trades.map(({ id }) => id)),
      address: lineNeeded(60),
      area: v.pipe(oneOf(areaIds.map(String)), v.transform(Number)),
      opens: clockField,
      closes: clockField,
      capacity: capacityField,
      sure: v.optional(v.literal('1')),
    }),
    v.forward(
      v.partialCheck(
        [['opens'], ['closes']],
        ({ opens, closes }) => (opens === null) === (closes === null),
        'apply.both_times',
      ),
      ['closes'],
    ),
  )

/** The facts of a place as its form shows them. */
export const placeValues = (place: PlaceFacts): FormValues => ({
  kind: place.kind,
  name: place.name,
  trade: place.trade,
  address: place.address,
  area: String(place.areaId),
  opens: place.opensAt === null ? '' : clockText(place.opensAt),
  closes: place.closesAt === null ? '' : clockText(place.closesAt),
  capacity: place.capacity === null ? '' : String(place.capacity),
})

/** 24:00 is a closing time, not the next morning. */
const clockText = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

type PlaceFacts = Pick<
  Place,
  'kind' | 'name' | 'trade' | 'address' | 'areaId' | 'opensAt' | 'closesAt' | 'capacity'
>

export type PlaceInput = v.InferOutput<ReturnType<typeof placeForm>>

/** How far ahead an opening may be wished for, and how far back a filing elsewhere may lie, in days. */
export const DAYS_AHEAD = 60
export const DAYS_BACK = 60

const dayIn = (from: number, to: number) => (typed: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed) &&
  isoDay(dayFromIso(typed)) === typed &&
  dayFromIso(typed) >= from &&
  dayFromIso(typed) <= to

type Question = Rulebook['opening']['filing'][PlaceKind][number]

/** Nothing, or what the schema wants, with its own words for what is wrong. */
const orEmpty = (whole: v.GenericSchema<unknown, string>) =>
  v.pipe(
    sent,
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      if (dataset.value === '') return ''
      const judged = v.safeParse(whole, dataset.value)
      if (judged.success) return judged.output
      addIssue({ message: judged.issues[0].message })
      return NEVER
    }),
  )

function answerField(question: Question, today: number): v.GenericSchema<unknown, string> {
  const whole =
    question.kind === 'count'
      ? v.pipe(countField, v.transform(String))
      : question.kind === 'day'
        ? v.pipe(
            sent,
            v.minLength(1, 'form.required'),
            v.check(dayIn(today, today + DAYS_AHEAD), 'apply.day_ahead'),
          )
        : question.kind === 'yes_no'
          ? v.pipe(sent, v.picklist(['yes', 'no'], 'form.required'))
          : lineNeeded(200)
  return question.required ? whole : orEmpty(whole)
}

const creditField = v.pipe(
  sent,
  v.trim(),
  v.check((typed) => typed === '' || readCreditCode(typed) !== null, 'apply.credit_wrong'),
  v.transform((typed) => readCreditCode(typed) ?? ''),
)

const ALL = 'staff'
/** Together they are all staff, where each of them is asked. */
const PARTS = ['local', 'province', 'outside']
/** No more than all of them. */
const AMONG = [...PARTS, 'risk', 'first_batch']

export const fieldOf = (question: string): string => `q_${question}`

type Answered = Record<string, string>
const countOf = (form: Answered, id: string): number | null => {
  const typed = form[fieldOf(id)]
  return typed ? Number(typed) : null
}

/** The filing of a kind. Counts that do not add up are told where they are typed. */
export function filingForm(book: Pick<Rulebook, 'opening'>, kind: PlaceKind, today: number) {
  const questions = book.opening.filing[kind]
  const fields = Object.fromEntries(
    questions.map((question) => [fieldOf(question.id), answerField(question, today)]),
  )
  const asked = (id: string) => questions.some((each) => each.id === id && each.kind === 'count')
  const parts = PARTS.every(asked) ? PARTS : []
  const outside = book.opening.outsideFiling !== null
  const outsideNumber = outside ? v.optional(lineField(60), '') : v.optional(v.literal(''), '')
  const outsideOn = v.pipe(
    sent,
    v.check((typed) => typed === '' || dayIn(today - DAYS_BACK, today)(typed), 'apply.day_back'),
  )
  return v.pipe(
    v.strictObject({
      ...fields,
      credit: creditField,
      outside_number: outsideNumber,
      outside_on: outsideOn,
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const form = dataset.value as Answered
      const tell = (key: string, message: string) =>
        addIssue({
          message,
          path: [{ type: 'object', origin: 'value', input: form, key, value: form[key] }],
        })
      const staff = countOf(form, ALL)
      if (staff === null) return
      for (const id of AMONG.filter(asked))
        if ((countOf(form, id) ?? 0) > staff) tell(fieldOf(id), 'apply.more_than_staff')
      const sum = parts.reduce((total, id) => total + (countOf(form, id) ?? 0), 0)
      if (parts.length > 0 && sum !== staff) tell(fieldOf(ALL), 'apply.sum_differs')
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const form = dataset.value as Answered
      const missing = !form.outside_number && form.outside_on ? 'outside_number' : 'outside_on'
      if (!form.outside_number === !form.outside_on) return
      addIssue({
        message: 'apply.outside_both',
        path: [{ type: 'object', origin: 'value', input: form, key: missing, value: '' }],
      })
    }),
  )
}

/** What is stored of a filing, as the form shows it. */
export function filingValues(
  answers: Record<string, string>,
  application: Pick<Application, 'outsideNumber' | 'outsideOn'>,
): FormValues {
  const { credit = '', ...rest } = answers
  return {
    ...Object.fromEntries(Object.entries(rest).map(([id, value]) => [fieldOf(id), value])),
    credit,
    outside_number: application.outsideNumber ?? '',
    outside_on: application.outsideOn === null ? '' : isoDay(application.outsideOn),
  }
}

export interface Filing {
  answers: Record<string, string>
  outsideNumber: string | null
  outsideOn: number | null
}

/** The judged values of a filing, as they are stored. */
export function filingOf(values: Record<string, unknown>): Filing {
  const answers: Record<string, string> = {}
  for (const [name, value] of Object.entries(values))
    if (name.startsWith('q_') && typeof value === 'string') answers[name.slice(2)] = value
  if (values.credit) answers.credit = String(values.credit)
  return {
    answers,
    outsideNumber: values.outside_number ? String(values.outside_number) : null,
    outsideOn: values.outside_on ? dayFromIso(String(values.outside_on)) : null,
  }
}

const RESULTS = ['pass', 'fail', 'na'] as const satisfies CheckResult[]

export const itemField = (item: string): string => `c_${item}`

/** Every item of the checklist gets a word. */
export const selfCheckForm = (book: Rulebook, place: { kind: PlaceKind; trade: string }) =>
  v.strictObject(
    Object.fromEntries(
      checklistOf(book, place.kind, place.trade).map(({ id }) => [
        itemField(id),
        v.pipe(sent, v.picklist(RESULTS, 'apply.item_open')),
      ]),
    ),
  )

/** The values without what only the page knows. */
export function withoutPageFields(values: FormValues): FormValues {
  const { seen: _, later: __, ...rest } = values
  return rest
}

const versionField = v.pipe(sent, v.regex(/^\d{1,9}$/, 'apply.key'), v.transform(Number))

/** Starting, claiming, removing: nothing but the key. */
export const keyForm = v.strictObject({ key: keyField })

/** Withdrawing: only what was shown. */
export const stepForm = v.strictObject({ key: keyField, version: versionField })

export const NOTE_LENGTH = 300

/** Handing in what was shown; once it came back, with a word to the office. */
export const checkForm = v.strictObject({
  key: keyField,
  version: versionField,
  note: v.pipe(sent, noteField(NOTE_LENGTH)),
})

export const removeForm = v.strictObject({
  file: v.pipe(sent, v.regex(/^\d{1,15}$/, 'apply.key'), v.transform(Number)),
})

export const appealForm = v.strictObject({
  key: keyField,
  against: v.pipe(sent, v.regex(/^(application_events|place_changes):\d{1,15}$/, 'apply.key')),
  text: v.pipe(sent, noteField(500), v.minLength(1, 'form.required')),
})
