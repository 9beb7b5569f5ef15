// How isolation observation is kept and which documents are looked at. The part came later than the first
// rulebooks: where it is missing, a town works by the values written here.
import * as v from 'valibot'
import { DEFAULT_SOURCE } from './form-defaults'

const words = v.pipe(v.string(), v.trim(), v.minLength(1))
const bilingual = v.strictObject({ zh: words, en: words })
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/))
const positive = v.pipe(v.number(), v.integer(), v.minValue(1))
const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const named = v.strictObject({ id, text: bilingual })

const USUAL_DAYS = { usual: 14, begunWithin: 28, longest: 60 }

const watch = v.strictObject({
  /** 峡防解: what stands before the year and the number of a certificate. */
  prefix: bilingual,
  /** By when the morning and the evening reading are there. */
  morningBy: clockTime,
  eveningBy: clockTime,
  /** Asked with each reading. */
  symptoms: v.array(named),
  /** Why an officer opens one by hand. */
  reasons: v.pipe(v.array(named), v.minLength(1)),
  /** Spot checks a day; 0: none owed. */
  checksPerDay: whole,
  /** Days: without a return rule that names any; how long ago one may have begun that is opened; at most. */
  days: v.optional(
    v.strictObject({ usual: positive, begunWithin: positive, longest: positive }),
    USUAL_DAYS,
  ),
  /** How long readings and travel checks are kept after the end. */
  keepDays: positive,
  source: words,
})

/** Whose document may be copied: people who cannot be scanned, and why they cannot. */
const copies = v.strictObject({
  /** Of these kinds; never a document that is its holder's for life. */
  kinds: v.array(id),
  reasons: v.pipe(
    v.array(
      v.strictObject({
        id,
        text: bilingual,
        /** Says that somebody has no phone: not of those who signed on one. */
        phoneless: v.boolean(),
        /** Needs words beside it. */
        explain: v.boolean(),
      }),
    ),
    v.minLength(1),
  ),
  /** Days after which a copy goes; earlier where the document ends earlier. */
  keepDays: positive,
  source: words,
})

const USUAL_COPIES: v.InferOutput<typeof copies> = {
  kinds: ['health', 'travel_paper'],
  reasons: [
    {
      id: 'no_phone',
      text: { zh: '没有手机', en: 'has no phone' },
      phoneless: true,
      explain: false,
    },
    {
      id: 'no_code',
      text: { zh: '手机不能生成健康码、查行程', en: 'the phone cannot make the code' },
      phoneless: false,
      explain: false,
    },
    {
      id: 'other',
      text: { zh: '其他（写明）', en: 'other (say what)' },
      phoneless: false,
      explain: true,
    },
  ],
  keepDays: 14,
  source: DEFAULT_SOURCE,
}

/** Documents that are looked at. */
const seenPapers = v.strictObject({
  kinds: v.array(
    v.strictObject({
      id,
      name: bilingual,
      /** A proof of where somebody was in the last 14 days: an officer checks it. */
      travel: v.boolean(),
      /** Has a last day. */
      expires: v.boolean(),
    }),
  ),
  copies: v.optional(copies, USUAL_COPIES),
  source: words,
})

const usualWatch: v.InferOutput<typeof watch> = {
  prefix: { zh: '防解', en: 'Release' },
  morningBy: '09:30',
  eveningBy: '20:00',
  symptoms: [
    { id: 'cough', text: { zh: '干咳', en: 'dry cough' } },
    { id: 'fatigue', text: { zh: '乏力', en: 'fatigue' } },
  ],
  reasons: [{ id: 'other', text: { zh: '其他情况', en: 'other' } }],
  checksPerDay: 1,
  days: USUAL_DAYS,
  keepDays: 14,
  source: DEFAULT_SOURCE,
}

const usualPapers: v.InferOutput<typeof seenPapers> = {
  kinds: [
    { id: 'id_card', name: { zh: '身份证', en: 'ID card' }, travel: false, expires: true },
    {
      id: 'health',
      name: { zh: '健康证明', en: 'health certificate' },
      travel: false,
      expires: true,
    },
    {
      id: 'travel_app',
      name: { zh: '14 天行程（手机应用）', en: '14-day travel (app)' },
      travel: true,
      expires: false,
    },
    {
      id: 'travel_sms',
      name: { zh: '14 天行程（运营商短信）', en: '14-day travel (operator’s SMS)' },
      travel: true,
      expires: false,
    },
    {
      id: 'travel_paper',
      name: {
        zh: '村（社区）或医院的证明',
        en: 'certificate of a village or hospital',
      },
      travel: true,
      expires: false,
    },
  ],
  copies: USUAL_COPIES,
  source: DEFAULT_SOURCE,
}

/** For the rulebook's schema. */
export const watchParts = {
  watch: v.optional(watch, usualWatch),
  seenPapers: v.optional(seenPapers, usualPapers),
}
