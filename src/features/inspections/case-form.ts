// What officers type about a case: where, what was found, what was ordered, what came of it.
import * as v from 'valibot'
import { readPlaceCode } from '../../shared/place-code'
import { lineField } from '../../shared/text'
import type { Rulebook } from '../rulebook'
import { dayField, keyField } from './form'
import type { CaseState } from './tables'
import { CASE_STATES } from './values'

export const LONGEST_TEXT = 200
const words = (max: number) => v.pipe(lineField(max), v.minLength(1, 'form.required'))
const required = v.pipe(v.string('form.required'), v.trim())
const idField = v.pipe(
  v.string('form.required'),
  v.regex(/^[1-9]\d{0,8}$/, 'case.area'),
  v.transform(Number),
)

export interface CaseQuery {
  state: CaseState
  kind: string
  q: string
  area: number | null
  after: { areaPath: string; id: number } | null
}

/** `?state=&kind=&q=&area=&after=`; an unknown filter is no filter. */
export function readCaseQuery(query: Record<string, string | undefined>): CaseQuery {
  const [, areaPath = '', id = ''] = /^(\/(?:\d+\/)+)~(\d{1,15})$/.exec(query.after ?? '') ?? []
  return {
    state: CASE_STATES.find((each) => each === query.state) ?? 'open',
    kind: /^[a-z][a-z0-9_]{0,40}$/.test(query.kind ?? '') ? (query.kind ?? '') : '',
    q: [...(query.q ?? '').trim()].slice(0, 16).join(''),
    area: /^\d{1,9}$/.test(query.area ?? '') ? Number(query.area) : null,
    after: areaPath ? { areaPath, id: Number(id) } : null,
  }
}

const kindField = (book: Rulebook) =>
  v.picklist(
    book.opening.cases.map((each) => each.id),
    'case.kind',
  )

/** Of a place that has a code. */
const atPlace = (book: Rulebook) =>
  v.object({
    key: keyField,
    code: v.pipe(required, v.transform(readPlaceCode), v.string('err.code')),
    kind: kindField(book),
    text: words(LONGEST_TEXT),
  })

/** Of a door that is in no register. */
const elsewhere = (book: Rulebook) =>
  v.object({
    key: keyField,
    name: words(60),
    address: words(80),
    area: idField,
    kind: kindField(book),
    text: words(LONGEST_TEXT),
  })

type TypedCase =
  | v.InferOutput<ReturnType<typeof atPlace>>
  | v.InferOutput<ReturnType<typeof elsewhere>>

/** A new case: a code, or else name, address and village. */
export const newCaseForm = (
  book: Rulebook,
  withCode: boolean,
): v.GenericSchema<unknown, TypedCase> => (withCode ? atPlace(book) : elsewhere(book))

const LONGEST_DAYS = 60

/** A finding, or an order with its day; an order may suspend the place. */
export const entryForm = (today: number) =>
  v.strictObject({
    key: keyField,
    kind: v.picklist(['finding', 'order'], 'inspect.choose'),
    text: words(LONGEST_TEXT),
    due: v.optional(dayField(today, today + LONGEST_DAYS)),
    suspend: v.optional(v.literal('1', 'inspect.choose')),
  })

const BACK_DAYS = 60

/** What came of it: to whom it was handed over is asked only then. */
export const outcomeForm = (book: Rulebook, today: number) =>
  v.pipe(
    v.strictObject({
      version: v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'inspect.key'), v.transform(Number)),
      outcome: v.picklist(['corrected', 'closed_down', 'handed_over'], 'inspect.choose'),
      department: v.picklist(
        ['', ...book.departments.map((each) => each.id)],
        'inspect.department',
      ),
      day: dayField(today - BACK_DAYS, today),
      text: words(LONGEST_TEXT),
    }),
    v.forward(
      v.check(
        (end) => end.outcome !== 'handed_over' || end.department !== '',
        'case.department_missing',
      ),
      ['department'],
    ),
    v.transform((end) => ({
      ...end,
      department: end.outcome === 'handed_over' ? end.department : null,
    })),
  )
