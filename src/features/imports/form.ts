// What one line of a file must hold. Nothing here looks anything up: what is known comes in as a value.
import * as v from 'valibot'
import { lineField, nameField, phoneField } from '../../shared/text'
import { readTime } from '../papers/form'
import { LONGEST_CONTRACTOR } from '../places/rules'
import type { PlaceKind } from '../places/tables'
import { PLACE_KINDS } from '../places/values'
import type { Rulebook } from '../rulebook/form'
import { fieldsOf, folded, type SheetName } from './rules'

export interface Village {
  id: number
  path: string
  /** Whether the officer answers for it. */
  mine: boolean
}

export interface Known {
  book: Rulebook
  /** What the kinds are called, folded. */
  kinds: ReadonlyMap<string, PlaceKind>
  /** Villages by folded name; null for one the same file brings along. */
  villages: ReadonlyMap<string, Village | null>
}

export interface GoodPlace {
  name: string
  kind: PlaceKind
  trade: string
  /** Null while the village is only in the file. */
  village: Village | null
  address: string
  keeper: string | null
  phone: string | null
  opensAt: number | null
  closesAt: number | null
  /** Empty where it is not known, and for all but sites. */
  contractor: string
}

export interface GoodArea {
  district: string
  districtEn: string
  village: string
  villageEn: string
}

export type Judged<T> = { ok: true; value: T } | { ok: false; field: string; code: string }

const refused = (field: string, code: string): { ok: false; field: string; code: string } => ({
  ok: false,
  field,
  code,
})

const named = (max: number) => v.pipe(lineField(max), v.minLength(1, 'form.required'))
const ALL_DAY = /^(24小?时|24h(ours)?|全天|dayandnight|allday)$/

interface Hours {
  opensAt: number | null
  closesAt: number | null
}

/** `08:00-20:00`, `8点至20点`, `24 小时`; null when it is none of these. */
export function readHours(typed: string): Hours | null {
  const plain = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  if (plain === '' || ALL_DAY.test(plain)) return { opensAt: null, closesAt: null }
  const [from = '', to = '', more] = plain.split(/[-~—–至到]+/)
  const opensAt = readTime(from)
  const closesAt = to === '24:00' ? 0 : readTime(to)
  if (more !== undefined || opensAt === null || closesAt === null || opensAt === closesAt)
    return null
  return { opensAt, closesAt }
}

const hoursField = v.pipe(
  lineField(40),
  v.transform(readHours),
  v.custom<Hours>((hours) => hours !== null, 'imports.hours'),
)

const placeSchema = ({ book, kinds, villages }: Known) => {
  const trades = new Map(
    book.trades.flatMap(({ id, name }) => [id, name.zh, name.en].map((each) => [folded(each), id])),
  )
  const found = <T>(names: ReadonlyMap<string, T>, code: string) =>
    v.pipe(
      named(60),
      v.check((typed) => names.has(folded(typed)), code),
      v.transform((typed) => names.get(folded(typed))),
    )
  const shape = v.object({
    name: named(40),
    kind: found(kinds, 'imports.kind_unknown'),
    trade: found(trades, 'imports.trade_unknown'),
    village: v.pipe(
      found(villages, 'imports.village_unknown'),
      v.check((village) => village?.mine !== false, 'imports.village_not_yours'),
    ),
    address: named(80),
    keeper: v.optional(nameField),
    phone: v.optional(phoneField),
    hours: hoursField,
    contractor: lineField(LONGEST_CONTRACTOR),
  })
  return v.pipe(
    shape,
    v.forward(
      v.check(({ kind, contractor }) => kind === 'site' || contractor === '', 'imports.sites_only'),
      ['contractor'],
    ),
  )
}

const cellsByField = (sheet: SheetName, cells: readonly string[]): Record<string, string> =>
  Object.fromEntries(fieldsOf(sheet).map(({ field }, i) => [field, cells[i] ?? '']))

function judge<T>(schema: v.GenericSchema<unknown, T>, typed: unknown): Judged<T> {
  const result = v.safeParse(schema, typed)
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  return refused(String(issue.path?.[0]?.key ?? ''), issue.message)
}

/** Judges lines of places; the schema is made once for all of them. */
export function placeJudge(known: Known): (cells: readonly string[]) => Judged<GoodPlace> {
  const schema = placeSchema(known)
  return (cells) => {
    const { keeper, phone, ...typed } = cellsByField('places', cells)
    const judged = judge(schema, {
      ...typed,
      ...(keeper ? { keeper } : {}),
      ...(phone ? { phone } : {}),
    })
    if (!judged.ok) return judged
    const { kind = PLACE_KINDS[0], trade = '', village = null, hours, ...rest } = judged.value
    const contact = { keeper: rest.keeper ?? null, phone: rest.phone ?? null }
    return { ok: true, value: { ...rest, ...contact, kind, trade, village, ...hours } }
  }
}

const areaSchema = v.object({
  district: named(30),
  village: lineField(30),
  districtEn: lineField(40),
  villageEn: lineField(40),
})

/** A district, or a village in it. */
export const judgeArea = (cells: readonly string[]): Judged<GoodArea> =>
  judge(areaSchema, cellsByField('areas', cells))

/** A department must be one of the rulebook's, and the trades beside it must be its own there. */
export function judgeDepartment(book: Rulebook, cells: readonly string[]): Judged<null> {
  const { department = '', trades = '' } = cellsByField('departments', cells)
  const is = (each: { id: string; name: { zh: string; en: string } }, typed: string): boolean =>
    [each.id, each.name.zh, each.name.en].some((name) => folded(name) === folded(typed))
  const found = book.departments.find((each) => is(each, department))
  if (!found) return refused('department', 'imports.department_unknown')
  for (const typed of trades.split(/[、,，;；\n]+/).filter((each) => each.trim() !== '')) {
    const trade = book.trades.find((each) => is(each, typed))
    if (!trade) return refused('trades', 'imports.trade_unknown')
    if (trade.department !== found.id) return refused('trades', 'imports.trade_elsewhere')
  }
  return { ok: true, value: null }
}

/** A page of a list: `?after=`, whole and not negative. */
export const readAfter = (typed: string | undefined): number =>
  /^\d{1,16}$/.test(typed ?? '') ? Number(typed) : 0
