// The shape of a rulebook: everything a feature judges by, as dated data with its source.
import * as v from 'valibot'
import { OFFICER_ROLES } from '../../shared/actor'
import { PATROL_LEVELS, PATROL_TARGETS } from '../../shared/patrol'
import { DEFAULT_DISINFECTION, DEFAULT_RETENTION, DEFAULT_SUPPLIES } from './form-defaults'
import { officeParts } from './form-office'
import { reportParts } from './form-reports'
import { requestParts } from './form-requests'
import { returnParts } from './form-returns'
import { roundParts } from './form-rounds'
import { watchParts } from './form-watch'

const words = v.pipe(v.string(), v.trim(), v.minLength(1))
/** A text people read, in both languages. */
const bilingual = v.strictObject({ zh: words, en: words })
const source = words
const isoDate = v.pipe(v.string(), v.isoDate())
const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const positive = v.pipe(v.number(), v.integer(), v.minValue(1))
const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const perKind = <T extends v.GenericSchema>(each: T) =>
  v.strictObject({ shop: each, enterprise: each, site: each })
const KINDS = ['shop', 'enterprise', 'site'] as const
const kind = v.picklist(KINDS)
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/))

const town = v.strictObject({
  name: bilingual,
  headquarters: bilingual,
  /** Whom to call; in a demo town a text, never a number that looks real. */
  hotline: bilingual,
})

/** Tenths of a degree throughout. */
const fever = v.strictObject({
  limit: positive,
  comparator: v.picklist(['>', '>=']),
  remeasureAfterMinutes: positive,
  stopAt: positive,
  outOf: positive,
  plausible: v.strictObject({ min: positive, max: positive }),
  whileWaiting: v.array(bilingual),
  whenStopped: v.array(bilingual),
  tell: v.array(v.strictObject({ id, name: bilingual })),
  source,
})

const visits = v.strictObject({
  temperatureBy: v.picklist(['self', 'keeper']),
  partyMax: positive,
  defaultStayMinutes: perKind(positive),
  retentionDays: v.pipe(positive, v.maxValue(28)),
  /** A key sent again after this many minutes is asked about rather than answered. */
  replayMinutes: positive,
  burst: v.strictObject({ entries: positive, minutes: positive }),
  ceilingPerMinute: positive,
  source,
})

const negativeEntry = v.strictObject({
  id,
  category: bilingual,
  trades: v.array(id),
  reason: bilingual,
  from: isoDate,
  to: v.nullable(isoDate),
  source,
})

const trade = v.strictObject({
  id,
  name: bilingual,
  department: id,
  /** The kinds of places it is found at; left out: any. */
  kinds: v.optional(v.pipe(v.array(kind), v.minLength(1))),
})
const department = v.strictObject({ id, name: bilingual })

const riskArea = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  name: bilingual,
  level: v.picklist(['medium', 'high']),
  from: isoDate,
  to: v.nullable(isoDate),
  source,
})

const returnRule = v.strictObject({
  level: v.picklist(['low', 'medium', 'high']),
  rule: v.picklist(['now', 'in_order', 'deferred']),
  watchDays: whole,
  /** What it means for people, e.g. 本地员工优先返岗. */
  text: bilingual,
  source,
})

const clause = v.strictObject({ id, text: bilingual, source })
const question = v.strictObject({
  id,
  text: bilingual,
  kind: v.picklist(['yes_no', 'stays', 'choice', 'text']),
  options: v.array(v.strictObject({ id, text: bilingual })),
  risk: v.boolean(),
  source,
})
const pledgeText = v.strictObject({
  title: bilingual,
  version: positive,
  from: isoDate,
  clauses: v.pipe(v.array(clause), v.minLength(1)),
  questions: v.array(question),
})

const duty = v.strictObject({
  id,
  block: v.picklist(['disinfection', 'staff', 'supplies', 'vehicle', 'temperatures', 'site']),
  name: bilingual,
  /** Owed only while somebody who works there is under observation. */
  when: v.optional(v.literal('watch')),
  times: v.pipe(v.array(clockTime), v.minLength(1)),
  staleAfterHours: positive,
  source,
})

/** Where, or with what, is disinfected: one press, offered at these kinds of places. */
const choice = v.strictObject({ id, name: bilingual, kinds: v.pipe(v.array(kind), v.minLength(1)) })
const disinfection = v.strictObject({ where: v.array(choice), agents: v.array(choice), source })

const supply = v.strictObject({
  id,
  name: bilingual,
  unit: bilingual,
  /** Used up day by day; a thermometer is not. */
  used: v.boolean(),
})
const supplies = v.strictObject({ items: v.pipe(v.array(supply), v.minLength(1)), source })

/** How long is kept what workers declared and what their phones and invitations opened. */
const retention = v.strictObject({
  /** Answers without a watch after signing; whole pledges after they were replaced or withdrawn. */
  pledgeDays: positive,
  /** A worker's phone after its last use. */
  phoneDays: positive,
  /** An invitation after its end. */
  invitationDays: positive,
  source,
})

const checklistItem = v.strictObject({
  id,
  aspect: bilingual,
  text: bilingual,
  department: id,
  trades: v.array(id),
  source,
})

type ChecklistItem = v.InferOutput<typeof checklistItem>

const patrolQuota = v.strictObject({
  target: v.picklist(PATROL_TARGETS),
  level: v.picklist(PATROL_LEVELS),
  roundsPerDay: whole,
  windows: v.array(v.strictObject({ from: clockTime, to: clockTime })),
  resident: v.boolean(),
  teams: whole,
  role: v.picklist(OFFICER_ROLES),
  source,
})

const paper = v.strictObject({
  id,
  name: bilingual,
  kinds: v.array(kind),
  source,
})

const guideSection = v.strictObject({
  kind,
  trade: v.nullable(id),
  title: bilingual,
  steps: v.pipe(v.array(bilingual), v.minLength(1)),
  source,
})

type Named = readonly [id: string, known: ReadonlySet<string>]
const allKnown = (pairs: Named[]): boolean => pairs.every(([each, known]) => known.has(each))
const checklistItems = (lists: Record<'shop' | 'enterprise' | 'site', ChecklistItem[]>) => [
  ...lists.shop,
  ...lists.enterprise,
  ...lists.site,
]

/** Sources of the rules that are single values and so carry none of their own. */
const sources = v.strictObject({
  riskLevel: source,
  answerWithin: source,
  openOnPledge: source,
  holidays: source,
  trades: source,
})

export const rulebookSchema = v.pipe(
  v.strictObject({
    version: positive,
    issuer: words,
    title: bilingual,
    effectiveFrom: isoDate,
    town,
    riskLevel: v.picklist(['low', 'medium', 'high']),
    ended: v.boolean(),
    fever,
    visits,
    negativeList: v.array(negativeEntry),
    departments: v.pipe(v.array(department), v.minLength(1)),
    defaultDepartment: id,
    trades: v.array(trade),
    riskAreas: v.array(riskArea),
    returnRules: v.array(returnRule),
    pledges: v.strictObject({ personal: pledgeText, place: perKind(pledgeText) }),
    duties: perKind(v.array(duty)),
    disinfection: v.optional(disinfection, DEFAULT_DISINFECTION),
    supplies: v.optional(supplies, DEFAULT_SUPPLIES),
    retention: v.optional(retention, DEFAULT_RETENTION),
    checklists: perKind(v.pipe(v.array(checklistItem), v.minLength(1))),
    patrols: v.array(patrolQuota),
    papers: v.array(paper),
    answerWithinWorkingDays: positive,
    openOnPledgeInspectionWithinDays: positive,
    holidays: v.array(v.strictObject({ date: isoDate, name: bilingual, working: v.boolean() })),
    doorWords: v.strictObject({
      zh: v.pipe(v.array(words), v.minLength(20)),
      en: v.pipe(v.array(words), v.minLength(20)),
    }),
    guide: v.array(guideSection),
    forms: v.array(v.strictObject({ id, title: bilingual, source })),
    ...officeParts,
    ...roundParts,
    ...requestParts,
    ...reportParts,
    ...watchParts,
    ...returnParts,
    sources,
    /** English names of the issuer and of sources, which are written once, in Chinese. */
    english: v.record(words, words),
  }),
  v.check(
    (book) =>
      book.fever.plausible.min < book.fever.limit && book.fever.limit < book.fever.plausible.max,
    'rulebook.limit_outside_plausible',
  ),
  v.check((book) => book.fever.stopAt <= book.fever.outOf, 'rulebook.stop_over_total'),
  v.check((book) => book.doorWords.zh.length === book.doorWords.en.length, 'rulebook.words_differ'),
  v.check((book) => {
    const known = new Set(book.departments.map((each) => each.id))
    return allKnown([
      [book.defaultDepartment, known],
      ...book.trades.map((each): Named => [each.department, known]),
      ...checklistItems(book.checklists).map((each): Named => [each.department, known]),
    ])
  }, 'rulebook.department_unknown'),
  v.check((book) => {
    const known = new Set(book.trades.map((each) => each.id))
    const meant = [...book.negativeList, ...checklistItems(book.checklists)].flatMap(
      (each) => each.trades,
    )
    const guided = book.guide.flatMap((each) => each.trade ?? [])
    return allKnown([...meant, ...guided].map((trade): Named => [trade, known]))
  }, 'rulebook.trade_unknown'),
  v.check(
    ({ requests, teams }) =>
      requests.categories.every(
        ({ team }) => team === null || teams.kinds.some(({ id }) => id === team),
      ),
    'rulebook.team_unknown',
  ),
  v.check(
    ({ disinfection }) =>
      KINDS.every((kind) =>
        [disinfection.where, disinfection.agents].every((choices) =>
          choices.some((each) => each.kinds.includes(kind)),
        ),
      ),
    'rulebook.choice_missing',
  ),
  v.check(
    (book) => book.negativeList.every((each) => each.to === null || each.from <= each.to),
    'rulebook.dates_reversed',
  ),
)

/** The whole rulebook, as every rule receives it. */
export type Rulebook = v.InferOutput<typeof rulebookSchema>
export type Bilingual = v.InferOutput<typeof bilingual>

/** A version number from an address; null when it is none. */
export const readVersion = (typed: string): number | null =>
  /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : null
