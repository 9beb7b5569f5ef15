// What is typed for paper: a range of days, the lines of a paper register, a village to print for.
import * as v from 'valibot'
import { DAY, dayOf, isoDay, MINUTE, startOfDay } from '../../shared/clock'
import { type FormErrors, type FormValues, judge, type Parsed } from '../../shared/form'
import { readPlaceCode } from '../../shared/place-code'
import { lineField, nameField, readPhone } from '../../shared/text'
import type { Rulebook } from '../rulebook/form'
import { partyField, temperatureField } from '../visits/form'

/** Lines on a sheet of the paper register, and on the page where it is typed in. */
export const PAPER_ROWS = 20
export const RANGE_DAYS = 31
/** What a register shows unless asked for more. */
const USUAL_DAYS = 7

/** A day number of `2020-03-06`, `2020/3/6`, `2020年3月6日`, `２０２００３０６`; null for no real day. */
export function readDay(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/\s/g, '')
  const [, year = '', month = '', date = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    []
  if (!year) return null
  const day = Date.UTC(Number(year), Number(month) - 1, Number(date)) / DAY
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isoDay(day) === iso ? day : null
}

const dayField = v.pipe(
  v.string('form.required'),
  v.trim(),
  v.minLength(1, 'form.required'),
  v.transform(readDay),
  v.number('papers.day'),
)

export interface DayRange {
  from: number
  to: number
}

const rangeForm = (today: number, first: number) =>
  v.pipe(
    v.strictObject({
      from: v.pipe(
        dayField,
        v.maxValue(today, 'papers.future'),
        v.minValue(first, 'papers.too_old'),
      ),
      to: v.pipe(dayField, v.maxValue(today, 'papers.future')),
    }),
    v.forward(
      v.check(({ from, to }) => from <= to, 'papers.reversed'),
      ['to'],
    ),
    v.forward(
      v.check(({ from, to }) => to - from < RANGE_DAYS, 'papers.too_long'),
      ['to'],
    ),
  )

/** `?from=&to=`; neither asked for: the last seven days. `keptDays`: nothing before is shown. */
export function readRange(
  query: Record<string, string>,
  now: number,
  keptDays?: number,
): Parsed<DayRange> {
  const today = dayOf(now)
  const first = keptDays === undefined ? 0 : today - keptDays + 1
  const usual = { from: isoDay(Math.max(first, today - USUAL_DAYS + 1)), to: isoDay(today) }
  const { from, to } = query.from === undefined && query.to === undefined ? usual : query
  return judge(rangeForm(today, first), { from: from ?? '', to: to ?? '' })
}

/** A pass for inspectors needs nothing but its key. */
export const passForm = v.strictObject({
  key: v.pipe(v.string('pass.key'), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'pass.key')),
})

/** Minutes since midnight of `9:05`, `09：05`, `0905`, `9点5分`, `9点`; null for no time of day. */
export function readTime(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/\s/g, '')
  const [, hour = '', minute = ''] =
    /^(\d{1,2})[:.点时](?:(\d{1,2})分?)?$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain) ?? []
  if (!hour || Number(hour) > 23 || Number(minute) > 59) return null
  return Number(hour) * 60 + Number(minute)
}

const timeField = v.pipe(
  v.string('form.required'),
  v.trim(),
  v.minLength(1, 'form.required'),
  v.transform(readTime),
  v.number('paper.time_unknown'),
)

const contactField = v.pipe(
  lineField(40),
  v.minLength(1, 'paper.contact_missing'),
  v.check((typed) => readPhone(typed) !== null || !/^[\d\s+-]{7,}$/.test(typed), 'form.phone'),
  v.transform((typed) => {
    const phone = readPhone(typed)
    return phone ? { phone } : { phone: '', where: typed }
  }),
)

const lineForm = (book: Rulebook) =>
  v.strictObject({
    time: timeField,
    name: nameField,
    contact: contactField,
    temperature: temperatureField(book),
    party: partyField(book),
  })

const LINE_FIELDS = ['time', 'name', 'contact', 'temperature', 'party'] as const

export interface TypedLine {
  /** 1 to 20. */
  row: number
  at: number
  contact: { name: string; phone: string; where?: string }
  temperature: number
  party: number
}

export interface TypedRegister {
  key: string
  day: number
  lines: TypedLine[]
}

const sheetForm = (from: number, today: number) =>
  v.object({
    key: v.pipe(v.string('visit.key'), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'visit.key')),
    day: v.pipe(dayField, v.minValue(from, 'paper.too_old'), v.maxValue(today, 'papers.future')),
  })

const isEmpty = (line: FormValues): boolean =>
  (['time', 'name', 'contact', 'temperature'] as const).every((name) => !line[name]?.trim())

/**
 * The lines typed, each judged by itself; `time3` is the time of the third. Lines left empty are
 * none. One error keeps everything.
 */
export function readRegister(
  book: Rulebook,
  values: FormValues,
  now: number,
  daysBack: number,
): Parsed<TypedRegister> {
  const today = dayOf(now)
  const sheet = judge(sheetForm(today - daysBack, today), {
    key: values.key ?? '',
    day: values.day ?? '',
  })
  const errors: FormErrors = sheet.ok ? {} : { ...sheet.errors }
  const lines: TypedLine[] = []
  for (let row = 1; row <= PAPER_ROWS; row++) {
    const typed = Object.fromEntries(
      LINE_FIELDS.map((name) => [name, values[`${name}${row}`] ?? '']),
    )
    if (isEmpty(typed)) continue
    const line = judge(lineForm(book), typed)
    if (!line.ok) {
      for (const [name, code] of Object.entries(line.errors)) errors[`${name}${row}`] = code
      continue
    }
    const { time, name, contact, ...rest } = line.value
    const at = startOfDay(sheet.ok ? sheet.value.day : today - 1) + time * MINUTE
    if (at > now) errors[`time${row}`] = 'paper.time_future'
    lines.push({ row, at, contact: { name, ...contact }, ...rest })
  }
  if (lines.length === 0 && Object.keys(errors).length === 0) errors.time1 = 'paper.none'
  if (!sheet.ok || Object.keys(errors).length > 0) return { ok: false, values, errors }
  return { ok: true, value: { ...sheet.value, lines } }
}

export const PRINT_WHAT = ['posters', 'cards', 'all'] as const
export const MAKE_WHAT = ['letters', 'all'] as const
export const LETTER_WHO = ['unclaimed', 'all'] as const

const areaField = v.pipe(
  v.string('form.required'),
  v.regex(/^\d{1,9}$/, 'print.choose_area'),
  v.transform(Number),
)

/** `/1/2/3/~17`: the last place of the part before; empty for the first part. */
const afterField = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^(\/(?:\d{1,9}\/){1,6}~\d{1,15})?$/, 'print.choose_area'),
    v.transform((typed) => {
      const [areaPath, id] = typed.split('~')
      return areaPath && id ? { areaPath, id: Number(id) } : null
    }),
  ),
  '',
)

/** Only the places of one import; empty for all of an area. */
const listField = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^\d{0,16}$/, 'print.choose_what'),
    v.transform((typed) => (typed ? Number(typed) : null)),
  ),
  '',
)

/** `?area=&what=&list=&after=` */
export const printQuery = v.object({
  area: areaField,
  what: v.optional(v.picklist(PRINT_WHAT, 'print.choose_what'), 'posters'),
  list: listField,
  after: afterField,
})

/**
 * Letters are made by POST, because each makes an invitation: alone, or with posters and cards in one
 * document. A code asks for one place only: how a clerk helps on the spot with a lost PIN.
 */
export const lettersForm = v.strictObject({
  area: areaField,
  code: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.transform((typed) => (typed === '' ? '' : readPlaceCode(typed))),
      v.string('err.code'),
    ),
    '',
  ),
  what: v.optional(v.picklist(MAKE_WHAT, 'print.choose_what'), 'letters'),
  who: v.picklist(LETTER_WHO, 'print.choose_what'),
  list: listField,
  after: afterField,
})

export type Making = v.InferOutput<typeof lettersForm>
