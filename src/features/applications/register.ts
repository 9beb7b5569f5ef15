// A new place and its application, all or nothing; and its facts corrected before it is handed in.
import type { Context } from 'hono'
import { batchAll, wrote } from '../../db/client'
import type { AppEnv } from '../../env'
import { account, keeperStatement, personOf } from '../accounts'
import {
  correctStatements,
  type ListedArea,
  nextPlaceId,
  type Place,
  registerStatements,
} from '../places'
import type { Rulebook } from '../rulebook'
import { by, newStart } from './flow'
import type { PlaceInput } from './form'
import { applicationByKey, startStatements } from './store-start'

const TRIES = 5

/** The code of the new place, and whether a list bars it; null when it was sent before. */
export async function registerPlace(
  c: Context<AppEnv>,
  input: Omit<PlaceInput, 'area' | 'sure'> & { code: string; area: ListedArea },
  book: Rulebook,
): Promise<{ code: string; barred: boolean } | null> {
  const { db, ui } = c.var
  const actor = account(c)
  const person = await personOf(c, actor.id)
  const contact = { name: person.name, phone: person.phone ?? '' }
  // Again only when somebody else took the id between the look and the batch.
  for (let round = 0; round < TRIES; round++) {
    const place = {
      ...input,
      id: await nextPlaceId(db),
      opensAt: input.opens,
      closesAt: input.closes,
      contact,
    }
    const start = await newStart(c, place, { book, key: input.key })
    const said = { unlessKey: input.key, actor, now: ui.now }
    const [made] = await batchAll(db, [
      ...(await registerStatements(db, place, said, c.env)),
      keeperStatement(db, { placeId: place.id, code: place.code, accountId: actor.id }, ui.now),
      ...startStatements(db, start, by(c, book)),
    ])
    // The counters of places move with it, by triggers, and are counted too.
    if (wrote(made)) return { code: place.code, barred: start.barred !== null }
    if (await applicationByKey(db, input.key)) return null
  }
  return null
}

/** False when the place has moved on or was corrected meanwhile. */
export async function correctPlace(
  c: Context<AppEnv>,
  place: Pick<Place, 'id' | 'version'>,
  input: Omit<PlaceInput, 'key' | 'area' | 'sure'> & { area: ListedArea },
): Promise<boolean> {
  const { db, ui } = c.var
  const facts = { ...input, opensAt: input.opens, closesAt: input.closes }
  const said = { actor: account(c), now: ui.now }
  const [corrected] = await batchAll(db, correctStatements(db, place, facts, said))
  return wrote(corrected)
}
