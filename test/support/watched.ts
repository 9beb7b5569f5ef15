// Somebody back from a risk area, and the watch that follows; each test has its own months.
import { beforeAll, beforeEach, expect } from 'vitest'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY, dayOf, HOUR } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { DUTIES } from './board'
import { officer } from './people'
import { somebody, staffed, stay } from './pledge'
import { pledgeQuestions } from './pledge-rules'
import { clock, foundTown, MORNING, one, type Phone } from './town'

let morning = MORNING

/** Founds the town of a file and sets its clock before each test. */
export function watchTown(): () => Rulebook {
  let book: Rulebook | null = null
  beforeAll(async () => {
    book = await foundTown({ ...pledgeQuestions(), duties: DUTIES })
  })
  beforeEach(() => {
    morning += 60 * DAY
    clock.now = morning
  })
  return () => {
    if (!book) throw new Error('no town yet')
    return book
  }
}

export const key = () => newKey(clock.now, systemRandom)
export const today = () => dayOf(clock.now)
const where = (answer: Response) => answer.headers.get('location') ?? ''
export const idIn = (answer: Response): number => Number(/watches\/(\d+)/.exec(where(answer))?.[1])
export const text = async (phone: Phone, path: string) => (await phone.get(path)).text()
export const watchRow = (id: number) =>
  one<{ version: number; first_day: number; last_day: number; measured: number; missed: number }>(
    'SELECT * FROM watches WHERE id = ?',
    id,
  )
export const clerk = () => officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })

/** Somebody back from a high-risk area two days ago, confirmed by the keeper. */
async function returned() {
  const who = somebody('王小梅')
  const there = { area: { answer: 'yes', ...stay(1, '420000', 6, 2) } }
  const made = await staffed(who, { area: there.area })
  await made.keeper.post(`/keep/${made.place.code}/staff/${made.worker}/confirm`, {})
  return made
}

/** Under observation since this morning, by the keeper's one press. */
export async function watched() {
  const made = await returned()
  const page = await text(made.keeper, `/keep/${made.place.code}/staff/${made.worker}`)
  expect(page).toContain('转隔离观察')
  const begun = await made.keeper.post(`/keep/${made.place.code}/staff/${made.worker}/watch`, {
    key: key(),
  })
  const id = idIn(begun)
  const keep = `/keep/${made.place.code}/watches/${id}`
  const measure = (form: Record<string, string> = {}, phone: Phone = made.keeper) =>
    phone.post(`${keep}/readings`, { key: key(), shift: 'am', temperature: '36.5', ...form })
  const act = async (phone: Phone, name: string, form: Record<string, string> = {}) =>
    phone.post(`/office/watches/${id}/${name}`, {
      key: key(),
      version: String((await watchRow(id))?.version),
      ...form,
    })
  return { ...made, id, keep, measure, act }
}

/** Measures every half day up to and with the last. */
export async function through(made: Awaited<ReturnType<typeof watched>>, skip = 0) {
  const last = (await watchRow(made.id))?.last_day ?? 0
  let n = 0
  for (let day = today(); day <= last; day++)
    for (const shift of ['am', 'pm']) {
      clock.now = morning + (day - dayOf(morning)) * DAY + (shift === 'am' ? -2 : 8) * HOUR
      if (clock.now < morning || n++ < skip) continue
      await made.keeper.signIn()
      await made.measure({ shift })
    }
}
