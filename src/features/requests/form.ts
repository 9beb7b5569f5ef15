// What places and the office type: a request, an answer, whom it is handed to, and what a list is asked for.
import * as v from 'valibot'
import { dayFromIso, dayOf, isoDay } from '../../shared/clock'
import type { SearchFrom } from '../../shared/search-from'
import { lineField, noteField } from '../../shared/text'
import type { PlaceKind } from '../places/tables'
import type { Rulebook } from '../rulebook'
import { AGES, type Age, unitsOf } from './rules'

export const keyField = v.pipe(
  v.string('help.key'),
  v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'help.key'),
)
export const oneOf = (known: readonly string[]) =>
  v.pipe(
    v.string('form.required'),
    v.check((typed) => known.includes(typed), 'form.required'),
  )
export const required = (max: number) =>
  v.pipe(v.string('form.required'), lineField(max), v.minLength(1, 'form.required'))
const note = (max: number) =>
  v.pipe(v.string('form.required'), noteField(max), v.minLength(1, 'form.required'))

export const versionField = v.pipe(
  v.string('form.required'),
  v.regex(/^\d{1,9}$/, 'form.required'),
  v.transform(Number),
)

const DAYS_AHEAD = 14

/** The days something may be needed by, today first. */
export const neededDays = (now: number): number[] =>
  Array.from({ length: DAYS_AHEAD + 1 }, (_, i) => dayOf(now) + i)

export const LONGEST = { text: 300, quantity: 30, answer: 500, why: 200 } as const

/** 请镇里帮忙 */
export const helpForm = (book: Rulebook, now: number) =>
  v.strictObject({
    key: keyField,
    /** A browser sends nothing at all where no choice is made. */
    category: v.optional(oneOf(book.requests.categories.map(({ id }) => id)), ''),
    text: note(LONGEST.text),
    quantity: v.optional(lineField(LONGEST.quantity), ''),
    needed: v.pipe(
      v.optional(oneOf(['', ...neededDays(now).map(isoDay)]), ''),
      v.transform((iso) => (iso ? dayFromIso(iso) : null)),
    ),
  })

/** 接单, 办结, 撤回, 已解决 */
export const tapForm = v.strictObject({ version: versionField })

/** 没解决: what is still lacking. */
export const reopenForm = v.strictObject({ version: versionField, text: note(LONGEST.why) })

/** 转交: to another team or department than has it now. */
export const handForm = (book: Rulebook, current: string) =>
  v.strictObject({
    version: versionField,
    unit: v.pipe(
      oneOf(unitsOf(book).map(({ id }) => id)),
      v.check((unit) => unit !== current, 'help.same_unit'),
    ),
    text: v.optional(noteField(LONGEST.why), ''),
  })

export const answerForm = v.strictObject({
  version: versionField,
  text: note(LONGEST.answer),
})

export const HELP_VIEWS = ['open', 'in_hand', 'answered', 'closed', 'late', 'mine'] as const
export type HelpView = (typeof HELP_VIEWS)[number]

export interface HelpQuery {
  q: string
  view: HelpView
  category: string
  area: number | null
  kind: PlaceKind | null
  age: Age | null
  /** Only what is with the officer's own teams and departments. */
  ours: boolean
  after: SearchFrom | null
}

const SEARCH_LENGTH = 30
export const searched = (typed: string | undefined): string =>
  [...(typed ?? '').trim()].slice(0, SEARCH_LENGTH).join('')
export const readCategory = (typed: string | undefined): string =>
  /^[a-z][a-z0-9_]{0,40}$/.exec(typed ?? '')?.[0] ?? ''

/** `?q=&view=&category=&area=&kind=&age=&ours=&after=`; an unknown filter is no filter. */
export function readHelpQuery(query: Record<string, string>): HelpQuery {
  const [, value, id] = /^(\d{1,15})~(\d{1,12})$/.exec(query.after ?? '') ?? []
  return {
    q: searched(query.q),
    view: HELP_VIEWS.find((each) => each === query.view) ?? 'open',
    category: readCategory(query.category),
    area: /^\d{1,9}$/.test(query.area ?? '') ? Number(query.area) : null,
    kind: (['shop', 'enterprise', 'site'] as const).find((each) => each === query.kind) ?? null,
    age: AGES.find((each) => each === query.age) ?? null,
    ours: query.ours === '1',
    after: value && id ? [Number(value), Number(id)] : null,
  }
}

/** The query again as a link, with something changed; another filter begins at the first page. */
export function helpLink(query: HelpQuery, change: Partial<HelpQuery> = {}): string {
  const { after, ...rest } = { ...query, after: null, ...change }
  const params = { ...rest, ours: rest.ours ? '1' : '', after: after?.join('~') ?? '' }
  const filled = Object.entries(params).flatMap(([name, value]): [string, string][] =>
    value ? [[name, String(value)]] : [],
  )
  return `/office/requests?${new URLSearchParams(filled)}`
}
