// What an enterprise tells the town every day and who is on duty there. The part came later than the
// first rulebooks: where it is missing, a town works by the values written here.
import * as v from 'valibot'

const words = v.pipe(v.string(), v.trim(), v.minLength(1))
const bilingual = v.strictObject({ zh: words, en: words })
const source = words
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*$/))
const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const entries = v.pipe(
  v.array(v.strictObject({ id, text: bilingual, source })),
  v.minLength(1),
  v.maxLength(12),
)

const reports = v.strictObject({
  /** The daily report is due at this time. */
  dueTime: clockTime,
  /** The item of the supplies whose days are asked. */
  maskItem: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/)),
  /** 24 hours of duty, shift by shift. */
  shifts: v.pipe(
    v.array(v.strictObject({ id, name: bilingual, from: clockTime, to: clockTime })),
    v.minLength(1),
    v.maxLength(6),
  ),
  /** Key posts with a leader on shift, beside those on duty. */
  posts: v.pipe(v.array(v.strictObject({ id, name: bilingual })), v.maxLength(6)),
  stopReasons: entries,
  accidentKinds: entries,
  source,
})

const NONE = '本镇拟定'

const usual: v.InferOutput<typeof reports> = {
  dueTime: '10:00',
  maskItem: 'mask',
  shifts: [
    { id: 'day', name: { zh: '白班', en: 'Day' }, from: '08:00', to: '20:00' },
    { id: 'night', name: { zh: '夜班', en: 'Night' }, from: '20:00', to: '08:00' },
  ],
  posts: [{ id: 'lead', name: { zh: '关键岗位', en: 'key posts' } }],
  stopReasons: [{ id: 'other', text: { zh: '其他', en: 'Other' }, source: NONE }],
  accidentKinds: [
    { id: 'production', text: { zh: '生产', en: 'Production' }, source: NONE },
    { id: 'transport', text: { zh: '运输', en: 'Transport' }, source: NONE },
    { id: 'operation', text: { zh: '经营', en: 'Operation' }, source: NONE },
  ],
  source: NONE,
}

/** For the rulebook's schema. */
export const reportParts = { reports: v.optional(reports, usual) }
