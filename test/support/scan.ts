// A visitor who scans a door, fills in the form and looks at the answer.

import type { Place } from '../../src/features/places/tables'
import { DAY } from '../../src/shared/clock'
import { clock, MORNING, one, openPlace, Phone } from './town'

export const receiptOf = (response: Response): string => response.headers.get('location') ?? ''

/** How many visits a place holds. */
export const rowsAt = (placeId: number): Promise<number | undefined> =>
  one<{ n: number }>('SELECT count(*) AS n FROM visits WHERE place_id = ?', placeId).then(
    (row) => row?.n,
  )

/** The kept counts of a place's only day. */
export const countsOf = (placeId: number): Promise<unknown> =>
  one('SELECT visits, people, over, waiting, doubtful FROM place_days WHERE place_id = ?', placeId)

let morning = MORNING

/** Every test has a morning of its own. */
export function nextMorning(): void {
  morning += DAY
  clock.now = morning
}

/** Somebody new at a door (a new one unless given): their phone, the answer, and the page it led to. */
export async function scanAndFill(form: Record<string, string>, place?: Place) {
  const door = place ?? (await openPlace())
  const phone = new Phone()
  const sent = await phone.checkIn(door, form)
  const page =
    sent.status === 303 ? await (await phone.get(receiptOf(sent))).text() : await sent.text()
  return { door, phone, sent, page }
}
