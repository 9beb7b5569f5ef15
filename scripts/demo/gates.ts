// Who took over the gates that have gatekeepers: three times a day, now and then with a word. Rows whose key is
// there stay as they are.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import { shiftNote } from '../../src/features/gate/fields'
import type { Place } from '../../src/features/places/tables'
import { dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { newKey } from '../../src/shared/ids'
import { idOf, keeperIdOf } from './accounts'
import { diceOf } from './dice'
import { insertStatements, UNLESS_THERE } from './found'
import { gatesOf } from './special'
import { DAYS } from './top-up'

interface Keeping {
  db: Db
  keys: Pick<AccountKeys, 'FIELD_KEY'>
  now: number
}

const HANDED_OVER = [6, 14, 22]
const NOTES = [
  '测温枪换过电池，备用的在抽屉里',
  '下午有 4 辆混凝土车，进门要消毒轮胎',
  '消毒液只剩半桶，已报材料员',
  '一名送货司机 37.4，复测 36.8，已放行',
  '夜里没有人员出入',
  '东侧围挡有缺口，已拦好，等修',
]

export interface HandOver {
  id: number
  key: string
  placeId: number
  at: number
  by: number
  note: string | null
}

/** The hand-overs of a gate on a day; the same every time. Whoever took over before does not do it again. */
export function handOversOf(place: Place, day: number, keepers: readonly number[]): HandOver[] {
  return HANDED_OVER.flatMap((hour, n): HandOver[] => {
    const dice = diceOf(`hand-over|${place.code}|${day}|${n}`)
    const by = keepers[(day * HANDED_OVER.length + n) % keepers.length]
    if (by === undefined || dice.chance(0.04)) return []
    const at = startOfDay(day) + hour * HOUR + dice.between(-9, 12) * MINUTE
    const note = dice.chance(0.35) ? dice.pick(NOTES) : null
    const id = (day * 1_000 + place.id) * 10 + n
    return [{ id, key: newKey(at, dice.bytes), placeId: place.id, at, by, note }]
  })
}

/** Two weeks of them, up to this minute. */
export async function keepGates({ db, keys, now }: Keeping, places: Place[]): Promise<void> {
  const today = dayOf(now)
  const days = Array.from({ length: DAYS }, (_, i) => today - DAYS + 1 + i)
  const rows = Object.entries(gatesOf(places)).flatMap(([name, place]) =>
    days.flatMap((day) => handOversOf(place, day, [idOf(name), keeperIdOf(place)])),
  )
  const sealed = await Promise.all(
    rows
      .filter(({ at }) => at <= now)
      .map(async (row) => ({
        ...row,
        note: row.note && (await encryptField(keys.FIELD_KEY, shiftNote(row.id), row.note)),
      })),
  )
  if (sealed.length > 0)
    await batchAll(db, insertStatements(db, 'gate_shifts', sealed, UNLESS_THERE))
}
