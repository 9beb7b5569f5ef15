// How patrols are made and what follows a finding. The part came later than the first rulebooks: where
// it is missing, a town works by the values written here.
import * as v from 'valibot'
import { PATROL_TARGETS } from '../../shared/patrol'

const words = v.pipe(v.string(), v.trim(), v.minLength(1))
const bilingual = v.strictObject({ zh: words, en: words })
const source = words
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/))
const positive = v.pipe(v.number(), v.integer(), v.minValue(1))
const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

const rounds = v.strictObject({
  /** The patrol code on a keeper's page changes after so many minutes; the one before it still holds. */
  codeMinutes: positive,
  /** Two rounds of one level at a place that lie nearer together count once. */
  apartMinutes: positive,
  /** A round made so soon after a window is meant for it. */
  makeUpMinutes: whole,
  /** A phone's clock may be ahead of the town's by so much. */
  aheadMinutes: positive,
  /** How long after it was made a round may reach the town, e.g. out of a phone without network. */
  reportWithinHours: positive,
  /** So many workers are measured again by the patrol. */
  spotWorkers: whole,
  /** Tenths of a degree by which such a reading may differ from the register. */
  spotTolerance: whole,
  /** What is looked at where a place has to be shut. */
  shutItems: v.array(v.strictObject({ id, text: bilingual, source })),
  /** Which kind of team makes the town's rounds of which places. */
  teams: v.array(v.strictObject({ target: v.picklist(PATROL_TARGETS), kind: id })),
  /** One shift of resident supervision. */
  shiftHours: positive,
  source,
})

const orders = v.strictObject({
  /** 峡防整: what stands before the year and the number. */
  prefix: bilingual,
  /** By when: at a time of the day, so many days ahead. */
  deadlines: v.array(v.strictObject({ id, text: bilingual, days: whole, time: clockTime })),
  source,
})

/** 迎检: how long an inspector may read a place's registers by the code its keeper shows. */
const registerPass = v.strictObject({ hours: positive, source })

const NONE = '本镇拟定'

const usualRounds: v.InferOutput<typeof rounds> = {
  codeMinutes: 30,
  apartMinutes: 20,
  makeUpMinutes: 30,
  aheadMinutes: 5,
  reportWithinHours: 36,
  spotWorkers: 3,
  spotTolerance: 5,
  shutItems: [],
  teams: [],
  shiftHours: 12,
  source: NONE,
}
const usualOrders: v.InferOutput<typeof orders> = {
  prefix: { zh: '防整', en: 'Order' },
  deadlines: [
    { id: 'today', text: { zh: '今天 17:00 前', en: 'by 17:00 today' }, days: 0, time: '17:00' },
    {
      id: 'tomorrow',
      text: { zh: '明天 17:00 前', en: 'by 17:00 tomorrow' },
      days: 1,
      time: '17:00',
    },
    { id: 'three_days', text: { zh: '3 天内', en: 'within 3 days' }, days: 3, time: '17:00' },
  ],
  source: NONE,
}

/** For the rulebook's schema. */
export const roundParts = {
  rounds: v.optional(rounds, usualRounds),
  orders: v.optional(orders, usualOrders),
  registerPass: v.optional(registerPass, { hours: 2, source: NONE }),
}
