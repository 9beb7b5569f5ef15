// What an officer fills in to change the rules, and the rulebook that comes of it.
import * as v from 'valibot'
import { dayFromIso, isoDay } from '../../shared/clock'
import { type FormErrors, type FormValues, judge, type Parsed, WHOLE_FORM } from '../../shared/form'
import { type Rulebook, rulebookSchema } from '../rulebook/form'
import { dayField, digits, keyField, optionalDay, required } from './form'
import { areaKey, endable, endedBefore, liftable, newId, partsIn, tradeBox } from './rules-entries'

export const CHANGES = ['risk', 'category', 'lift', 'fever', 'area', 'area_end', 'part'] as const
export type Change = (typeof CHANGES)[number]

export const readChange = (typed: string): Change | null =>
  CHANGES.find((each) => each === typed) ?? null

const WORDS = 120

/** A day further off is a slip of the pen, and nothing else could be changed until then. */
const MOST_DAYS_AHEAD = 14

const common = (earliest: number) => ({
  key: keyField,
  base: digits,
  effective: v.pipe(
    dayField,
    v.minValue(earliest, 'switch.too_early'),
    v.maxValue(earliest + MOST_DAYS_AHEAD, 'switch.too_late'),
  ),
  why: required(200),
})
const both = { zh: required(WORDS), en: required(WORDS) }

/** 37.3, 373 or ３７．３ as tenths of a degree. */
const tenths = v.pipe(
  v.string('form.required'),
  v.trim(),
  v.minLength(1, 'form.required'),
  v.transform((typed) => /^(\d\d)\.?(\d)$/.exec(typed.normalize('NFKC').replace('℃', '').trim())),
  v.transform((found) => (found ? Number(`${found[1]}${found[2]}`) : null)),
  v.number('switch.degrees'),
)
const level = v.picklist(['low', 'medium', 'high'], 'form.required')

export interface Proposed {
  key: string
  base: number
  why: string
  book: Rulebook
}

type Made = {
  value: { key: string; base: number; effective: number; why: string }
  change: Partial<Rulebook>
}
type Making = { ok: true; made: Made } | { ok: false; errors: FormErrors }

/** Judges the form of one kind of change against the book it changes. */
function make(what: Change, book: Rulebook, today: number, values: FormValues): Making {
  const start = Math.max(today, dayFromIso(book.effectiveFrom))
  const fields = common(start)
  const as = <T extends Made['value']>(
    schema: v.GenericSchema<unknown, T>,
    change: (value: T) => Partial<Rulebook>,
  ): Making => {
    const parsed = judge(schema, values)
    if (!parsed.ok) return { ok: false, errors: parsed.errors }
    return { ok: true, made: { value: parsed.value, change: change(parsed.value) } }
  }
  switch (what) {
    case 'risk':
      return as(
        v.strictObject({
          ...fields,
          level: v.pipe(
            level,
            v.check((each) => each !== book.riskLevel, 'switch.same_level'),
          ),
          source: required(WORDS),
        }),
        ({ level, source }) => ({
          riskLevel: level,
          sources: { ...book.sources, riskLevel: source },
        }),
      )
    case 'category': {
      const boxes = Object.fromEntries(
        book.trades.map(({ id }) => [tradeBox(id), v.optional(v.literal('1'))]),
      )
      const ticked = book.trades.filter(({ id }) => values[tradeBox(id)] === '1')
      return as(
        v.strictObject({
          ...boxes,
          ...fields,
          ...both,
          trades: v.pipe(
            v.optional(v.literal(''), ''),
            v.check(() => ticked.length > 0, 'switch.no_trade'),
          ),
          reason_zh: required(WORDS),
          reason_en: required(WORDS),
          to: optionalDay,
          source: required(WORDS),
        }),
        (value) => ({
          negativeList: [
            ...book.negativeList,
            {
              id: newId(value.en, book.negativeList),
              category: { zh: value.zh, en: value.en },
              trades: ticked.map(({ id }) => id),
              reason: { zh: value.reason_zh, en: value.reason_en },
              from: isoDay(value.effective),
              to: value.to === null ? null : isoDay(value.to),
              source: value.source,
            },
          ],
        }),
      )
    }
    case 'lift': {
      const entries = liftable(book, today)
      const entry = v.picklist(
        entries.map(({ id }) => id),
        'form.required',
      )
      return as(v.strictObject({ ...fields, entry }), ({ entry, effective }) => ({
        negativeList: endedBefore(
          book.negativeList,
          entries.find(({ id }) => id === entry),
          effective,
        ),
      }))
    }
    case 'fever':
      return as(
        v.strictObject({
          ...fields,
          limit: tenths,
          comparator: v.picklist(['>', '>='], 'form.required'),
          source: required(WORDS),
        }),
        ({ limit, comparator, source }) => ({
          fever: { ...book.fever, limit, comparator, source },
        }),
      )
    case 'area':
      return as(
        v.strictObject({
          ...fields,
          ...both,
          code: v.pipe(v.string('form.required'), v.trim(), v.regex(/^\d{6}$/, 'switch.area_code')),
          level: v.picklist(['medium', 'high'], 'form.required'),
          from: dayField,
          to: optionalDay,
          source: required(WORDS),
        }),
        ({ code, zh, en, level, from, to, source }) => ({
          riskAreas: [
            ...book.riskAreas,
            {
              code,
              name: { zh, en },
              level,
              from: isoDay(from),
              to: to === null ? null : isoDay(to),
              source,
            },
          ],
        }),
      )
    case 'area_end': {
      const areas = endable(book, today)
      const area = v.picklist(areas.map(areaKey), 'form.required')
      return as(v.strictObject({ ...fields, area }), ({ area, effective }) => ({
        riskAreas: endedBefore(
          book.riskAreas,
          areas.find((each) => areaKey(each) === area),
          effective,
        ),
      }))
    }
    case 'part':
      return makePart(book, fields, values)
  }
}

function makePart(book: Rulebook, fields: ReturnType<typeof common>, values: FormValues): Making {
  const parsed = judge(
    v.strictObject({
      ...fields,
      part: v.picklist(partsIn(book), 'form.required'),
      json: v.pipe(v.string('form.required'), v.minLength(1, 'form.required')),
    }),
    values,
  )
  if (!parsed.ok) return { ok: false, errors: parsed.errors }
  const { part, json, ...value } = parsed.value
  try {
    return { ok: true, made: { value, change: { [part]: JSON.parse(json) } } }
  } catch (error) {
    const line = /line (\d+)/.exec(String(error))?.[1] ?? lineOf(json, String(error))
    return { ok: false, errors: { json: said('switch.bad_json', line) } }
  }
}

/** The line of a position that an error names; the last one where it names none. */
function lineOf(json: string, error: string): string {
  const at = Number(/position (\d+)/.exec(error)?.[1] ?? json.length)
  return String(json.slice(0, at).split('\n').length)
}

/** A code with what its text fills in as `{detail}`, in one string; `detailOf` takes it apart. */
const said = (code: string, detail: string): string => `${code} ${detail}`

/** Errors as codes alone, and the detail that goes into their texts. */
export function detailOf(errors: FormErrors): { errors: FormErrors; detail: string } {
  const entries = Object.entries(errors).map(([field, text]) => [field, ...text.split(/ (.*)/s)])
  return {
    errors: Object.fromEntries(entries.map(([field, code]) => [field, code])),
    detail: entries.find(([, , detail]) => detail)?.[2] ?? '',
  }
}

/** Where a value the schema refuses stands: `0 › reason › zh`, as the first number of a list is 1. */
const placeIn = (path: readonly { key: unknown }[]): string =>
  path
    .slice(1)
    .map(({ key }) => (typeof key === 'number' ? String(key + 1) : String(key)))
    .join(' › ')

/** The field that stands for the whole of a change. */
const fieldOf = (what: Change): string =>
  ({ fever: 'limit', part: 'json', category: 'to', area: 'to' })[String(what)] ?? WHOLE_FORM

/** The field a refusal belongs to, and its code with what the text needs. */
function refusal(what: Change, issues: v.BaseIssue<unknown>[]): FormErrors {
  const field = fieldOf(what)
  const [first] = issues
  if (!first) return {}
  if (first.type === 'check') return { [field]: first.message }
  const places = issues.slice(0, 5).map((issue) => placeIn(issue.path ?? []))
  return { [field]: said('switch.bad_at', places.filter(Boolean).join('; ') || '—') }
}

/** A proposal as typed, or the errors beside its fields. `book` is the version it changes. */
export function readProposal(
  what: Change,
  book: Rulebook,
  today: number,
  values: FormValues,
): Parsed<Proposed> {
  const making = make(what, book, today, values)
  if (!making.ok) return { ok: false, values, errors: making.errors }
  const { key, base, why, effective } = making.made.value
  const changed = v.safeParse(rulebookSchema, {
    ...book,
    ...making.made.change,
    version: book.version + 1,
    effectiveFrom: isoDay(effective),
  })
  if (!changed.success) return { ok: false, values, errors: refusal(what, changed.issues) }
  const bare = (each: Rulebook) => JSON.stringify({ ...each, version: 0, effectiveFrom: '' })
  if (bare(changed.output) === bare(book))
    return { ok: false, values, errors: { [fieldOf(what)]: 'switch.unchanged' } }
  return { ok: true, value: { key, base, why, book: changed.output } }
}
