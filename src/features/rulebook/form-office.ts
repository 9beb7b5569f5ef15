// The parts of a rulebook the town's own offices work by. They came later than the first rulebooks, so
// each may be missing: then its lists are empty and its days are those written here.
import * as v from 'valibot'

const words = v.pipe(v.string(), v.trim(), v.minLength(1))
const bilingual = v.strictObject({ zh: words, en: words })
const source = words
const positive = v.pipe(v.number(), v.integer(), v.minValue(1))
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/))
const perKind = <T extends v.GenericSchema>(each: T) =>
  v.strictObject({ shop: each, enterprise: each, site: each })

/** A reason, task or kind an officer ticks instead of writing it. */
const entry = v.strictObject({ id, text: bilingual, source })

/** One question of the filing: how many, which day, yes or no, or a line of text. */
const filingQuestion = v.strictObject({
  id,
  text: bilingual,
  hint: v.optional(bilingual),
  kind: v.picklist(['count', 'day', 'yes_no', 'text']),
  required: v.boolean(),
  source,
})

const opening = v.strictObject({
  /** What the application asks, by kind of place. */
  filing: perKind(v.array(filingQuestion)),
  /** A filing made elsewhere, e.g. 钉钉备案; null: there is none. */
  outsideFiling: v.nullable(v.strictObject({ name: bilingual, source })),
  /** 退回补正 */
  sendBack: v.array(entry),
  /** 不予受理, beside the negative list. */
  refusals: v.array(entry),
  /** 暂停营业 */
  suspensions: v.array(entry),
  /** 三合一, 擅自营业 … */
  cases: v.array(entry),
  /** Days to put a finding right, unless the inspector says otherwise. */
  correctWithinDays: positive,
  appealWithinDays: positive,
  /** A joint acceptance has people of so many departments. */
  jointDepartments: positive,
  source,
})

const notices = v.strictObject({
  /** 峡防指交: what stands before the year and the number. */
  prefix: bilingual,
  whys: v.array(entry),
  tasks: v.array(entry),
  /** Days to report back, until 18:00. */
  reportWithinDays: positive,
  source,
})

const teamKind = v.strictObject({
  id,
  text: bilingual,
  under: v.nullable(id),
  /** The kinds of places such a team looks after, within its area. */
  places: v.optional(v.array(v.picklist(['shop', 'enterprise', 'site'])), []),
  source,
})
const teams = v.strictObject({ kinds: v.array(teamKind), source })

const NONE = '本镇拟定'

const emptyOpening: v.InferOutput<typeof opening> = {
  filing: { shop: [], enterprise: [], site: [] },
  outsideFiling: null,
  sendBack: [],
  refusals: [],
  suspensions: [],
  cases: [],
  correctWithinDays: 3,
  appealWithinDays: 7,
  jointDepartments: 2,
  source: NONE,
}
const emptyNotices: v.InferOutput<typeof notices> = {
  prefix: { zh: '防指交', en: 'HQ' },
  whys: [],
  tasks: [],
  reportWithinDays: 1,
  source: NONE,
}
const emptyTeams: v.InferOutput<typeof teams> = { kinds: [], source: NONE }

/** For the rulebook's schema. */
export const officeParts = {
  opening: v.optional(opening, emptyOpening),
  notices: v.optional(notices, emptyNotices),
  teams: v.optional(teams, emptyTeams),
}
