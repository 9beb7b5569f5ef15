// What keepers type about their site and who comes back, and officers about stages and visits.
import * as v from 'valibot'
import { dayOf } from '../../shared/clock'
import { lineField, noteField } from '../../shared/text'
import { LONGEST_CONTRACTOR } from '../places/rules'
import { SITE_STAGES } from '../places/values'
import type { Rulebook } from '../rulebook/form'
import { RATED } from './values'

export const SURVEY_SHOWS = ['unvisited', 'no_handbook', 'visited'] as const
export type SurveyShow = (typeof SURVEY_SHOWS)[number]

export const LONGEST_NOTE = 300
export const MOST_ROOMS = 999

const keyField = v.pipe(
  v.string('returns.key'),
  v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'returns.key'),
)
const whole = (most: number) =>
  v.pipe(
    v.string('form.required'),
    v.trim(),
    v.transform((typed) => typed.normalize('NFKC')),
    v.regex(/^\d{1,6}$/, 'returns.number'),
    v.transform(Number),
    v.maxValue(most, 'returns.number_high'),
  )
/** Nothing typed is none. */
const wholeOrNone = (most: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((typed) => typed.trim() || '0'),
    whole(most),
  )
const dayFrom = (first: number, last: number) =>
  v.pipe(
    v.string('form.required'),
    v.regex(/^\d{1,6}$/, 'returns.choose_day'),
    v.transform(Number),
    v.minValue(first, 'returns.choose_day'),
    v.maxValue(last, 'returns.choose_day'),
  )

/** Left out is an answer of its own to the schema, so that the error stands beside its item. */
const rated = v.pipe(v.optional(v.string(), ''), v.picklist(RATED, 'returns.rate_each'))

export const itemField = (id: string): string => `i_${id}`

/** A self-rating answers every item of the checklist; its key is judged apart. */
export const ratingForm = (items: Rulebook['checklists']['site']) =>
  v.strictObject(Object.fromEntries(items.map(({ id }) => [itemField(id), rated] as const)))

/** No rooms: there is no isolation area. */
export const isolationForm = v.pipe(
  v.strictObject({ rooms: wholeOrNone(MOST_ROOMS), beds: wholeOrNone(MOST_ROOMS * 10) }),
  v.forward(
    v.check(({ rooms, beds }) => rooms === 0 || beds > 0, 'returns.beds_missing'),
    ['beds'],
  ),
)

/** Nothing typed: the site names none. */
export const contractorForm = v.strictObject({
  contractor: v.pipe(
    v.optional(v.string(), ''),
    lineField(LONGEST_CONTRACTOR),
    v.transform((typed) => typed || null),
  ),
})

/** How far back the day of a stage can lie. */
export const STAGE_DAYS = 60

const stageDay = (now: number, notBefore: number | null) =>
  dayFrom(Math.max(dayOf(now) - STAGE_DAYS, notBefore ?? 0), dayOf(now))

/** A site works no earlier than it was returned to. */
export const askStageForm = (now: number, returnedOn: number | null) =>
  v.strictObject({ key: keyField, day: stageDay(now, returnedOn) })

export const decideStageForm = v.pipe(
  v.strictObject({
    step: whole(999_999),
    decision: v.picklist(['confirm', 'refuse'], 'returns.choose'),
    reason: v.optional(lineField(100), ''),
  }),
  v.forward(
    v.check(({ decision, reason }) => decision === 'confirm' || reason !== '', 'returns.say_why'),
    ['reason'],
  ),
)

export const correctStageForm = (now: number) =>
  v.strictObject({
    key: keyField,
    stage: v.picklist(SITE_STAGES, 'returns.choose'),
    day: stageDay(now, null),
    reason: v.pipe(v.string('form.required'), lineField(100), v.minLength(1, 'returns.say_why')),
  })

export const batchForm = (book: Rulebook, now: number) =>
  v.strictObject({
    key: keyField,
    day: dayFrom(dayOf(now), dayOf(now) + book.returning.aheadDays),
  })

export const decideBatchForm = v.pipe(
  v.strictObject({
    version: whole(999_999),
    decision: v.picklist(['approve', 'send_back'], 'returns.choose'),
    reason: v.optional(lineField(100), ''),
  }),
  v.forward(
    v.check(({ decision, reason }) => decision === 'approve' || reason !== '', 'returns.say_why'),
    ['reason'],
  ),
)

/** What a survey counts, by question: numbers left empty and ticks left out are 0. */
export const countsForm = (book: Rulebook) =>
  v.strictObject(
    Object.fromEntries(
      book.survey.questions.map(
        ({ id, kind }) => [`q_${id}`, wholeOrNone(kind === 'tick' ? 1 : 99_999)] as const,
      ),
    ),
  )

/** The rest of a survey. */
export const surveyForm = v.strictObject({
  key: keyField,
  note: v.optional(noteField(LONGEST_NOTE), ''),
  handbook: v.optional(v.string()),
})

/** The key of a form whose fields the rulebook decides. */
export const keyForm = v.strictObject({ key: keyField })
