// What has to be true at the moment the town is looked at: one shop is full, another rests today.
import type { Db } from '../../src/db/client'
import type { Place } from '../../src/features/places/tables'
import { firstLiveSlot } from '../../src/features/visits/rules'
import { dayOf, MINUTE } from '../../src/shared/clock'
import { diceOf } from './dice'
import { type Ledger, writeVisits } from './load-visits'
import { FULL_SHOP, RESTING_SHOP } from './special'
import { type DemoVisit, visitAt } from './visits'

async function liveAt(db: Db, placeId: number, firstSlot: number): Promise<number> {
  const row = await db.$client
    .prepare(
      'SELECT ifnull(sum(people), 0) AS live FROM place_slots WHERE place_id = ? AND slot >= ?',
    )
    .bind(placeId, firstSlot)
    .first<{ live: number }>()
  return row?.live ?? 0
}

/** Single visitors of the last minutes, until the full shop holds as many as it may. */
export async function fillTheFullShop(ledger: Ledger, places: Place[], now: number): Promise<void> {
  const { db, book } = ledger
  const place = places.find(({ name }) => name === FULL_SHOP)
  if (!place?.capacity || place.status !== 'open') return
  let live = await liveAt(db, place.id, firstLiveSlot(book, place.kind, now))
  const dice = diceOf(`full|${now}`)
  const visits: DemoVisit[] = []
  for (let ago = 1; live < place.capacity && ago < 200; ago++) {
    const at = now - (ago * MINUTE) / 4
    const visit = visitAt(book, place, dice, { at, live, day: dayOf(at) })
    if (visit?.verdict !== 'go' || visit.doubt || visit.party > place.capacity - live) continue
    live += visit.party
    visits.push(visit)
  }
  await writeVisits(ledger, visits, () => undefined)
}

/** 今天休息 holds for one day, so each start says it again. */
export async function restToday(db: Db, places: Place[], today: number): Promise<void> {
  const place = places.find(({ name }) => name === RESTING_SHOP)
  if (!place || place.restDay === today) return
  await db.$client
    .prepare('UPDATE places SET rest_day = ?, version = version + 1 WHERE id = ? AND version = ?')
    .bind(today, place.id, place.version)
    .run()
}
