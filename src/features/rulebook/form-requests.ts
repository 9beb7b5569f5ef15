// What places may ask the town for, who answers and how soon. The part came later than the first
// rulebooks: where it is missing, a town works by the values written here.
import * as v from 'valibot'

const words = v.pipe(v.string(), v.trim(), v.minLength(1))
const bilingual = v.strictObject({ zh: words, en: words })
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/))
const positive = v.pipe(v.number(), v.integer(), v.minValue(1))
const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

const category = v.strictObject({
  id,
  text: bilingual,
  /** What to write, beside the choice. */
  hint: bilingual,
  /** The kind of team that answers; null: headquarters. */
  team: v.nullable(id),
  /** Working hours, or whole working days after the one it was received on. */
  within: v.strictObject({ n: positive, unit: v.picklist(['hours', 'days']) }),
  source: words,
})

const requests = v.strictObject({
  /** 峡企诉: what stands before the year and the number. */
  prefix: bilingual,
  categories: v.pipe(v.array(category), v.minLength(1)),
  /** The town's working hours, on working days. */
  hours: v.pipe(
    v.strictObject({ from: clockTime, to: clockTime }),
    v.check(({ from, to }) => from < to, 'rulebook.dates_reversed'),
  ),
  /** “没解决”: so many days after the answer, or the end. */
  reopenWithinDays: positive,
  /** A place has so many requests under way at once. */
  openAtOnce: positive,
  source: words,
})

const NONE = '本镇拟定'

const usual: v.InferOutput<typeof requests> = {
  prefix: { zh: '企诉', en: 'Help' },
  categories: [
    {
      id: 'other',
      text: { zh: '请镇里帮忙', en: 'Help from the town' },
      hint: { zh: '缺什么、要多少、什么时候要', en: 'What you lack, how much, by when' },
      team: null,
      within: { n: 2, unit: 'days' },
      source: NONE,
    },
  ],
  hours: { from: '08:30', to: '18:00' },
  reopenWithinDays: 7,
  openAtOnce: 10,
  source: NONE,
}

/** For the rulebook's schema. */
export const requestParts = { requests: v.optional(requests, usual) }
