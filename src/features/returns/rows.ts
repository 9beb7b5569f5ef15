// The rows of the form in which a keeper names people: each judged by itself, the good ones saved.
import * as v from 'valibot'
import type { Lang, Translate } from '../../i18n'
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { blindIndexOf, encryptField } from '../../shared/fields'
import type { FormErrors, FormValues } from '../../shared/form'
import { nameField } from '../../shared/text'
import type { StaffLine } from '../people'
import { foldPerson } from '../people/rules'
import type { Rulebook } from '../rulebook'
import { judgeReturn, originAreas, SAFE_ORIGINS } from './rules'
import type { NewPerson } from './store-batch'

export const ROWS = 6
/** How far back somebody can have left a risk area. */
export const LEFT_DAYS = 30

/** Somebody of the staff list with the name opened. */
export type RosterLine = StaffLine & { open: string }

interface Judging {
  ui: { t: Translate; lang: Lang; now: number }
  book: Rulebook
  batch: { id: number; day: number }
  /** The form's. */
  key: string
  keys: { FIELD_KEY: string; INDEX_KEY: string }
  roster: RosterLine[]
  /** Those on the batch already. */
  standing: ReadonlySet<string>
}

export interface Judged {
  people: NewPerson[]
  /** What was typed in the rows that were not taken, with what is wrong beside each. */
  refused: FormValues
  errors: FormErrors
}

const field = (key: string) => ({ table: 'return_people', column: 'name', row: key })
export const nameFieldOf = field

const indexOf = (keys: Judging['keys'], batchId: number, who: string): Promise<string> =>
  blindIndexOf(keys.INDEX_KEY, `return_people.${batchId}`, who)

function originOf(book: Rulebook, day: number, typed: string | undefined): string | null {
  const known = [...SAFE_ORIGINS, ...originAreas(book, day).map(({ code }) => code)]
  return known.find((each) => each === typed) ?? null
}

/** A day of leaving within the last weeks; null: not left yet. */
function leftOnOf(typed: string | undefined, now: number): number | null {
  const day = /^\d{1,6}$/.test(typed ?? '') ? Number(typed) : null
  return day !== null && day <= dayOf(now) && day >= dayOf(now) - LEFT_DAYS ? day : null
}

async function judgeTyped(values: FormValues, judging: Judging, n: number, judged: Judged) {
  const { ui, book, batch, key, keys, standing } = judging
  const typed = values[`name_${n}`]?.trim() ?? ''
  if (typed === '') return
  const refuse = (part: 'name' | 'from', text: string): void => {
    judged.errors[`${part}_${n}`] = text
    for (const each of ['name', 'from', 'left'])
      judged.refused[`${each}_${n}`] = values[`${each}_${n}`] ?? ''
  }
  const name = v.safeParse(nameField, typed)
  if (!name.success) return refuse('name', name.issues[0].message)
  const origin = originOf(book, batch.day, values[`from_${n}`])
  if (!origin) return refuse('from', 'batch.choose_origin')
  const leftOn = leftOnOf(values[`left_${n}`], ui.now)
  const { comesFrom, worksFrom } = judgeReturn(book, { origin, leftOn }, batch.day)
  if (comesFrom !== null) {
    const date = dayText(ui.lang, comesFrom)
    return refuse('from', ui.t('batch.deferred', { name: name.output, date }))
  }
  const nameIndex = await indexOf(keys, batch.id, `${origin}|${foldPerson(name.output)}`)
  const twice = judged.people.some((each) => each.nameIndex === nameIndex)
  // A sending repeated finds itself there: that is no mistake.
  if (standing.has(`${key}:${n}`)) return
  if (twice || standing.has(nameIndex)) return refuse('name', 'batch.twice')
  const personKey = `${key}:${n}`
  judged.people.push({
    key: personKey,
    workerId: null,
    name: await encryptField(keys.FIELD_KEY, field(personKey), name.output),
    nameIndex,
    origin,
    worksFrom,
  })
}

/** Judges what was typed and ticked. `standing` holds keys and name indexes. */
export async function judgeRows(values: FormValues, judging: Judging): Promise<Judged> {
  const judged: Judged = { people: [], refused: {}, errors: {} }
  const { ui, batch, key, keys, roster } = judging
  for (let n = 0; n < ROWS; n++) await judgeTyped(values, judging, n, judged)
  for (const { workerId, worksFrom, open } of roster) {
    if (values[`w_${workerId}`] === undefined) continue
    if (worksFrom !== null && worksFrom > batch.day) {
      const date = dayText(ui.lang, worksFrom)
      judged.errors[`w_${workerId}`] = ui.t('batch.deferred', { name: open, date })
      continue
    }
    judged.people.push({
      key: `${key}:w${workerId}`,
      workerId,
      name: null,
      nameIndex: await indexOf(keys, batch.id, `worker|${workerId}`),
      origin: 'roster',
      worksFrom: null,
    })
  }
  return judged
}
