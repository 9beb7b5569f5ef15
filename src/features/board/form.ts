// What the staff type on the board's pages: a duty, a plate, a count, temperatures.
import * as v from 'valibot'
import type { PlaceKind } from '../places/tables'
import type { Rulebook } from '../rulebook/form'
import { readTemperature } from '../visits/form'
import { maskPlate, taskOf } from './rules'
import { choicesFor } from './rules-choices'

/** The idempotency key of a page: a ULID, whose first ten symbols tell when the page was made. */
const keyField = v.pipe(v.string('board.key'), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'board.key'))
const smallNumber = v.pipe(
  v.string('form.number'),
  v.regex(/^\d{1,4}$/, 'form.number'),
  v.transform(Number),
)

type Duty = Rulebook['duties']['shop'][number]

const oneOf = (ids: string[]) => v.picklist(ids, 'board.choose')
const ids = (choices: { id: string }[]) => choices.map((each) => each.id)

/** What is told of a duty: only choices, and of a plate only what may be public. */
function detailOf(
  book: Rulebook,
  duty: Pick<Duty, 'id' | 'block'>,
  kind: PlaceKind,
): Record<string, v.GenericSchema<unknown, string>> {
  const { where: parts, agents } = book.disinfection
  const where = oneOf(ids(choicesFor(parts, kind)))
  const task = taskOf(duty)
  if (task === 'disinfect') return { where, with: oneOf(ids(choicesFor(agents, kind))) }
  if (task === 'air') return { where }
  if (task === 'vehicle') {
    return {
      plate: v.pipe(
        v.string('form.required'),
        v.trim(),
        v.minLength(1, 'form.required'),
        v.transform(maskPlate),
        v.string('board.plate_wrong'),
      ),
    }
  }
  return {}
}

/** 今天没有车辆: the other button of the vehicle's form; whatever stands in the plate's box is dropped. */
export const noVehicleForm = v.pipe(
  v.strictObject({
    key: keyField,
    duty: v.string(),
    seen: smallNumber,
    none: v.literal('1'),
    plate: v.optional(v.string()),
  }),
  v.transform(({ key, seen, none }) => ({ key, seen, detail: { none } })),
)

/** One tap: which duty, how many were done when the page was shown, and its detail. */
export function tapForm(book: Rulebook, duty: Pick<Duty, 'id' | 'block'>, kind: PlaceKind) {
  const fixed = { key: keyField, duty: v.string(), seen: smallNumber }
  const detail = detailOf(book, duty, kind)
  return v.pipe(
    v.strictObject({ ...detail, ...fixed }),
    v.transform((form) => ({ key: form.key, seen: form.seen, detail: pick(form, detail) })),
  )
}

/** The same as a correction of an earlier record. */
export function fixForm(book: Rulebook, duty: Pick<Duty, 'id' | 'block'>, kind: PlaceKind) {
  const detail = detailOf(book, duty, kind)
  return v.pipe(
    v.strictObject({ ...detail, key: keyField }),
    v.transform((form) => ({ key: form.key, detail: pick(form, detail) })),
  )
}

const pick = (form: Record<string, unknown>, of: object): Record<string, string> =>
  Object.fromEntries(Object.keys(of).map((name) => [name, String(form[name])]))

const quantity = (empty: null | 0) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((typed) => typed.normalize('NFKC').trim()),
    v.check((typed) => !typed.startsWith('-'), 'board.negative'),
    v.regex(/^(\d{1,6}(\.\d)?)?$/, 'form.number'),
    v.transform((typed) => (typed === '' ? empty : Number(typed))),
  )

const countFields = (book: Rulebook): string[] =>
  book.supplies.items.flatMap(({ id, used }) => (used ? [`q_${id}`, `d_${id}`] : [`q_${id}`]))

/** Supplies: how many there are, and how many are used a day. */
export const stockForm = (book: Rulebook) =>
  v.pipe(
    v.strictObject({
      key: keyField,
      ...Object.fromEntries(countFields(book).map((name) => [name, quantity(null)])),
    }),
    v.transform(({ key, ...counts }) => ({ key, counts: counts as Record<string, number | null> })),
    v.check(
      ({ counts }) =>
        Object.keys(counts).some((name) => name.startsWith('q_') && counts[name] !== null),
      'board.count_one',
    ),
  )

const temperature = (book: Rulebook) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((typed) => (typed.trim() === '' ? 0 : readTemperature(typed))),
    v.number('err.temp'),
    v.check(
      (t) => t === 0 || (t >= book.fever.plausible.min && t <= book.fever.plausible.max),
      'err.temp',
    ),
  )

/** One further reading of a worker over the limit. */
export const feverForm = (book: Rulebook) =>
  v.strictObject({
    key: keyField,
    temperature: v.pipe(
      temperature(book),
      v.check((t) => t > 0, 'form.required'),
    ),
  })

/** A box a worker (`t7`), and the reading that was shown in it (`s7`), 0 for none. */
export const staffForm = (book: Rulebook, workerIds: readonly number[]) =>
  v.pipe(
    v.strictObject({
      key: keyField,
      shift: v.picklist(['am', 'pm']),
      ...Object.fromEntries(workerIds.map((id) => [`t${id}`, temperature(book)])),
      ...Object.fromEntries(
        workerIds.map((id) => [
          `s${id}`,
          v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)), '0'),
        ]),
      ),
    }),
    v.transform(({ key, shift, ...rest }) => {
      const boxes = rest as Record<string, number>
      const readings = workerIds
        .map((workerId) => ({
          workerId,
          temperature: boxes[`t${workerId}`] ?? 0,
          seen: boxes[`s${workerId}`] ?? 0,
        }))
        .filter((each) => each.temperature > 0)
      return { key, shift, readings }
    }),
    v.check(({ readings }) => readings.length > 0, 'board.measure_one'),
  )
