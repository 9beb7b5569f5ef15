// What the office asks the list for, and what it types when it decides.
import * as v from 'valibot'
import { noteField, wholeNumber } from '../../shared/text'
import { type Ground, IN_OFFICE } from './rules-office'
import type { ApplicationState } from './tables'

const keyField = v.pipe(v.string('review.key'), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'review.key'))
const versionField = v.pipe(
  v.string('review.key'),
  v.regex(/^\d{1,9}$/, 'review.key'),
  v.transform(Number),
)
const TEXT_LENGTH = 300
const text = v.optional(noteField(TEXT_LENGTH), '')

export const TABS = ['mine', 'department', 'town'] as const
export type ReviewTab = (typeof TABS)[number]

/** `inbox` is what waits for an answer; a search then looks at every state. */
export const STATE_FILTERS = [
  'inbox',
  'late',
  'accepted',
  'failed',
  'sent_back',
  'live',
  'passed',
  'refused',
  'withdrawn',
] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

/** The states a filter lists, and whether the newest come first. */
export function statesOf(filter: StateFilter): { states: ApplicationState[]; newest: boolean } {
  if (filter === 'inbox' || filter === 'late') return { states: ['submitted'], newest: false }
  if (filter === 'live') return { states: [...IN_OFFICE], newest: false }
  return { states: [filter], newest: ['passed', 'refused', 'withdrawn'].includes(filter) }
}

/** A row's place in a list: the two figures it is sorted by. */
export type After = readonly [first: number, id: number]

export interface ReviewQuery {
  tab: ReviewTab
  state: StateFilter
  area: number | null
  trade: string
  q: string
  /** Every box of the page ticked. */
  all: boolean
  after: After | null
}

const SEARCH_LENGTH = 30

export const readAfter = (typed: string | undefined): After | null => {
  const [, first, id] = /^(\d{1,15})~(\d{1,15})$/.exec(typed ?? '') ?? []
  return first && id ? [Number(first), Number(id)] : null
}

const searchText = (typed: string | undefined): string =>
  [...(typed ?? '').trim()].slice(0, SEARCH_LENGTH).join('')

/** What the list is asked for. Nothing here can be wrong: an unknown filter is no filter. */
export function readReviewQuery(
  query: Record<string, string>,
  tabs: readonly ReviewTab[],
  trades: readonly { id: string }[],
): ReviewQuery {
  return {
    tab: tabs.find((each) => each === query.tab) ?? tabs[0] ?? 'town',
    state: STATE_FILTERS.find((each) => each === query.state) ?? 'inbox',
    area: wholeNumber(query.area),
    trade: trades.find((each) => each.id === query.trade)?.id ?? '',
    q: searchText(query.q),
    all: query.all === '1',
    after: readAfter(query.after),
  }
}

/** The query as it stands in a link, with some of it changed. */
export function reviewLink(query: ReviewQuery, change: Partial<ReviewQuery> = {}): string {
  const { after, all, area, ...rest } = { ...query, after: null, all: false, ...change }
  const params = new URLSearchParams(
    Object.entries({ ...rest, area: area ?? '' }).flatMap(([name, value]) =>
      value === '' ? [] : [[name, String(value)]],
    ),
  )
  if (all) params.set('all', '1')
  if (after) params.set('after', after.join('~'))
  return `/office/applications?${params}`
}

export interface AppealQuery {
  decided: boolean
  area: number | null
  q: string
  after: After | null
}

export const readAppealQuery = (query: Record<string, string>): AppealQuery => ({
  decided: query.state === 'decided',
  area: wholeNumber(query.area),
  q: searchText(query.q),
  after: readAfter(query.after),
})

export const acceptForm = v.strictObject({ key: keyField, version: versionField })

const ticks = (reasons: readonly { id: string }[]) =>
  Object.fromEntries(reasons.map(({ id }) => [`r_${id}`, v.optional(v.literal('1'))]))

/** 退回补正: reasons of the rulebook, words, or both; one of them at least. */
export const sendBackForm = (reasons: readonly { id: string }[]) =>
  v.pipe(
    v.strictObject({ ...ticks(reasons), key: keyField, version: versionField, text }),
    v.transform(({ key, version, text, ...ticked }) => ({
      key,
      version,
      text,
      reasons: reasons.flatMap(({ id }) => (Reflect.get(ticked, `r_${id}`) ? [id] : [])),
    })),
    v.forward(
      v.check((form) => form.reasons.length > 0 || form.text !== '', 'review.say_why'),
      ['reasons'],
    ),
  )

/** 不予受理: only on a ground the rulebook names. */
export const refuseForm = (grounds: readonly Ground[]) =>
  v.strictObject({
    key: keyField,
    version: versionField,
    ground: v.picklist(
      grounds.map(({ id }) => id),
      'review.choose_ground',
    ),
    text,
  })

/** 我来办: who had it when the page was shown, 0 for nobody. */
export const takeForm = v.strictObject({ key: keyField, seen: versionField })

export const urgeForm = v.strictObject({ key: keyField })

/** How many can be ticked on a page. */
export const MOST_TICKED = 20

/** 批量通过: `a<id>` holds the version that was seen; all of one trade. */
export const bulkForm = v.pipe(
  v.objectWithRest(
    { key: keyField, trade: v.string('review.key') },
    v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'review.key'), v.transform(Number)),
  ),
  v.transform(({ key, trade, ...ticked }) => ({
    key,
    trade,
    picked: Object.entries(ticked).flatMap(([name, version]) => {
      const [, id] = /^a(\d{1,15})$/.exec(name) ?? []
      return id ? [{ id: Number(id), version: Number(version) }] : []
    }),
  })),
  v.check(({ picked }) => picked.length > 0, 'review.tick_one'),
  v.check(({ picked }) => picked.length <= MOST_TICKED, 'review.too_many'),
)

export const APPEAL_ANSWERS = ['kept', 'overturned'] as const

export const appealForm = v.strictObject({
  key: keyField,
  version: versionField,
  answer: v.picklist(APPEAL_ANSWERS, 'appeal.choose'),
  text: v.pipe(
    v.string('appeal.say_why'),
    noteField(TEXT_LENGTH),
    v.minLength(1, 'appeal.say_why'),
  ),
})
