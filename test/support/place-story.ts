// What can happen at a place to those who work there and to what is recorded of its day, in any order.
import fc from 'fast-check'
import { remeasureWorker } from '../../src/features/board/store-fever'
import {
  correctDuty,
  recordDuty,
  recordStock,
  recordTemperatures,
  type UndoKind,
  undoTap,
} from '../../src/features/board/store-taps'
import { DAY, dayOf, MINUTE } from '../../src/shared/clock'
import { newKey, newRowId, systemRandom } from '../../src/shared/ids'
import { crewAt } from './crew'
import { clock, db, one, openPlace } from './town'

const key = () => newKey(clock.now, systemRandom)
const run = (sql: string, ...values: unknown[]) =>
  db.$client
    .prepare(sql)
    .bind(...values)
    .run()

const WORKERS = 8
/** One thing that happens: what, to whom, and a number that says which of what there is. */
export const happening = fc.record({
  what: fc.constantFrom(
    ...['sign', 'withdraw', 'declare', 'correct', 'watch', 'end', 'confirm', 'leave', 'return'],
    ...['name', 'job'],
    ...[
      'measure',
      'measure',
      'measure',
      'again',
      'tell',
      'undo',
      'duty',
      'fix',
      'stock',
      'later',
      'hire',
    ],
  ),
  who: fc.nat(WORKERS - 1),
  n: fc.nat(50),
})

/** A place of its own and what can happen there. */
export async function placeStory() {
  const place = await openPlace()
  // With them there are more than a sheet of the staff list holds.
  await crewAt(place, 28)
  const { first } = await crewAt(place, WORKERS)
  const actor = { kind: 'keeper' as const, id: 1, name: '', scopes: [], places: [] }
  const taps: { kind: UndoKind; key: string }[] = []
  const worker = (who: number) => first + who
  const here = 'place_id = ?1 AND worker_id = ?2'
  const tap = (kind: UndoKind) => {
    const made = key()
    taps.push({ kind, key: made })
    return { key: made, placeId: place.id, day: dayOf(clock.now), at: clock.now, actor }
  }
  const newest = (id: number, shift: string) =>
    one<{ id: number }>(
      `SELECT ifnull(max(id), 0) AS id FROM worker_temperatures WHERE place_id = ? AND day = ? AND worker_id = ?
         AND shift = ? AND undone_at IS NULL`,
      place.id,
      dayOf(clock.now),
      id,
      shift,
    )
  const sign = async (id: number, worksFrom: number | null) => {
    const pledge = newRowId(systemRandom)
    await run(
      `INSERT INTO pledges (id, key, number, kind, worker_id, rulebook_version, answers, text_hash, signed_at, works_from)
       VALUES (?1, ?1, ?1, 'personal', ?2, 1, '', '', ?3, ?4)`,
      ...[pledge, id, clock.now, worksFrom],
    )
    return pledge
  }
  const HOLDS =
    "worker_id = ?2 AND kind = 'personal' AND superseded_by IS NULL AND withdrawn_at IS NULL"
  const acts: Record<string, (id: number, n: number) => Promise<unknown>> = {
    sign: (id) => sign(id, null),
    declare: (id, n) => sign(id, dayOf(clock.now) + (n % 4)),
    correct: async (id, n) => {
      const pledge = await sign(id, n % 2 ? dayOf(clock.now) + 2 : null)
      await run(`UPDATE pledges SET superseded_by = ?1 WHERE ${HOLDS} AND id <> ?1`, pledge, id)
    },
    withdraw: (id) => run(`UPDATE pledges SET withdrawn_at = ?1 WHERE ${HOLDS}`, clock.now, id),
    watch: (id) =>
      run(
        `INSERT OR IGNORE INTO watches (key, worker_id, place_id, kept, area_id, area_path, first_day, last_day, am_from,
           pm_from, why, rulebook_version, opened_by, opened_at)
         VALUES (?1, ?2, ?3, 'home', 3, '/1/2/3/', ?4, ?4 + 1, ?4, ?4, 'officer', 1, 1, ?5)`,
        ...[key(), id, place.id, dayOf(clock.now), clock.now],
      ),
    end: (id) =>
      run(
        'UPDATE watches SET ended_at = ?1, ended_on = 1 WHERE worker_id = ?2 AND ended_at IS NULL',
        clock.now,
        id,
      ),
    confirm: (id) =>
      run(
        `UPDATE employments SET confirmed_at = ?3 WHERE ${here} AND left_on IS NULL AND confirmed_at IS NULL`,
        ...[place.id, id, clock.now],
      ),
    leave: (id) =>
      run(
        `UPDATE employments SET left_on = ?3 WHERE ${here} AND left_on IS NULL`,
        ...[place.id, id, dayOf(clock.now)],
      ),
    return: (id, n) =>
      run(
        `UPDATE employments SET left_on = NULL, since = ?3, confirmed_at = ?4 WHERE ${here} AND left_on IS NOT NULL`,
        ...[place.id, id, dayOf(clock.now), n % 2 ? clock.now : null],
      ),
    name: (id, n) =>
      run(
        'UPDATE workers SET name = ?1, phone = ?1, address = ?2 WHERE id = ?3',
        `n${n}`,
        null,
        id,
      ),
    job: (id, n) => run(`UPDATE employments SET job = ?3 WHERE ${here}`, place.id, id, `工${n}`),
    hire: async () => {
      await run(
        'INSERT OR IGNORE INTO employments (place_id, worker_id, job, since) VALUES (?1, ?2, ?3, ?4)',
        ...[place.id, first + WORKERS, '瓦工', dayOf(clock.now)],
      )
    },
    measure: async (id, n) => {
      const shift = n % 2 ? 'am' : 'pm'
      const readings = await Promise.all(
        [...new Set([id, worker(n % WORKERS)])].map(async (workerId) => ({
          workerId,
          temperature: 360 + n,
          seen: (await newest(workerId, shift))?.id ?? 0,
        })),
      )
      await recordTemperatures(db, { ...tap('staff'), shift, readings })
    },
    again: async (id, n) => {
      const after = (await newest(id, n % 2 ? 'am' : 'pm'))?.id ?? 0
      await remeasureWorker(db, { ...tap('staff'), after, temperature: 365, wait: 0 })
    },
    tell: (id) =>
      run(
        `UPDATE worker_temperatures SET reported_at = ?3 WHERE ${here} AND undone_at IS NULL AND reported_at IS NULL`,
        ...[place.id, id, clock.now],
      ),
    undo: (_, n) => {
      const made = taps[taps.length - 1 - (n % Math.max(1, taps.length))]
      if (!made) return Promise.resolve()
      const { kind, key: of } = made
      return undoTap(db, kind, {
        ...{ key: of, placeId: place.id, day: dayOf(clock.now), at: clock.now, actor },
      })
    },
    duty: (_, n) => {
      const detail: Record<string, string> = n % 3 ? {} : { none: '1' }
      const duty = n % 2 ? 'disinfect' : 'vehicle'
      return recordDuty(db, { ...tap('duty'), duty, detail, seen: null })
    },
    fix: async (_, n) => {
      const row = await one<{ id: number }>(
        'SELECT id FROM duty_records WHERE place_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1 OFFSET ?',
        ...[place.id, n % 3],
      )
      await correctDuty(db, { ...tap('duty'), corrects: row?.id ?? 0, detail: {} })
    },
    stock: () => recordStock(db, { ...tap('stock'), items: [], openedAt: clock.now }),
    later: async (_, n) => {
      clock.now += n % 7 === 0 ? DAY : n * MINUTE
    },
  }
  return {
    place,
    happen: async ({ what, who, n }: { what: string; who: number; n: number }) => {
      clock.now += 1000
      await acts[what]?.(worker(who), n)
    },
  }
}
