// How people come back, how sites judge themselves, what enterprises are asked and told. The part came
// later than the first rulebooks: where it is missing, a town works by the values written here.
import * as v from 'valibot'

const words = v.pipe(v.string(), v.trim(), v.minLength(1))
const bilingual = v.strictObject({ zh: words, en: words })
const source = words
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/))
const positive = v.pipe(v.number(), v.integer(), v.minValue(1))
const kind = v.picklist(['shop', 'enterprise', 'site'])

const siteNorm = v.strictObject({
  /** A site judges itself by its checklist every so many days. */
  everyDays: positive,
  /** One room of its isolation area for so many who work there. */
  isolationPerStaff: positive,
  source,
})

const returning = v.strictObject({
  /** So many days ahead a batch can be planned. */
  aheadDays: positive,
  /** Who was in a batch is forgotten so many days after it; the counts stay. */
  keepDays: positive,
  /** Sent to those who come; {place}, {batch} and {date} are filled in. */
  notice: bilingual,
  source,
})

const surveyQuestion = v.strictObject({
  id,
  text: bilingual,
  /** Numbers are summed, ticks are counted. */
  kind: v.picklist(['number', 'tick']),
  source,
})
const survey = v.strictObject({ questions: v.array(surveyQuestion), source })

const policy = v.strictObject({
  id,
  kinds: v.pipe(v.array(kind), v.minLength(1)),
  title: bilingual,
  text: v.pipe(v.array(bilingual), v.minLength(1)),
  source,
})

const NONE = '本镇拟定'

const usualReturning: v.InferOutput<typeof returning> = {
  aheadDays: 30,
  keepDays: 14,
  notice: {
    zh: '{place}第 {batch} 批返岗人员：请于 {date} 到岗，途中戴口罩，到达先登记测温。',
    en: '{place}, batch {batch}: please come back on {date}. Wear a mask, register and be measured at the gate.',
  },
  source: NONE,
}

/** For the rulebook's schema. */
export const returnParts = {
  siteNorm: v.optional(siteNorm, { everyDays: 7, isolationPerStaff: 100, source: NONE }),
  returning: v.optional(returning, usualReturning),
  survey: v.optional(survey, { questions: [], source: NONE }),
  policies: v.optional(v.array(policy), []),
}
