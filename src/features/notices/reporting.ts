// What a report becomes: a shop of the register, or somebody on the list of arrivals.
import type { Context } from 'hono'
import { batchAll, wrote } from '../../db/client'
import type { AppEnv } from '../../env'
import { newPlaceCode, readPlaceCode } from '../../shared/place-code'
import { account } from '../accounts'
import { workerPhoneIndex } from '../people'
import {
  nextPlaceId,
  placeByCode,
  registerStatements,
  reportedCode,
  reportedStatement,
} from '../places'
import type { Rulebook } from '../rulebook'
import { arrivalIndexOf, sealArrival } from './fields'
import type { PersonInput } from './form'
import type { NewArrival } from './store-arrivals'
import { knownPlaces } from './store-known'

type C = Context<AppEnv>

interface NewShop {
  key: string
  name: string
  trade: string
  address: string
  area: { id: number; path: string }
  keeper: string
  phone: string
}

const TRIES = 5

/** Again only when somebody else took the id between the look and the batch. */
export async function registerShop(c: C, shop: NewShop, book: Rulebook): Promise<void> {
  const { db, ui } = c.var
  const actor = account(c)
  for (let round = 0; round < TRIES; round++) {
    const place = {
      ...shop,
      id: await nextPlaceId(db),
      code: newPlaceCode(c.var.random),
      kind: 'shop' as const,
      opensAt: null,
      closesAt: null,
      capacity: null,
      contact: { name: shop.keeper, phone: shop.phone },
    }
    const by = { key: shop.key, actor, now: ui.now, rulebookVersion: book.version }
    const said = { unlessKey: shop.key, actor, now: ui.now }
    const [made] = await batchAll(db, [
      ...(await registerStatements(db, place, said, c.env)),
      reportedStatement(db, place, by),
    ])
    if (wrote(made) || (await reportedCode(db, shop.key))) return
  }
}

/** The place of a code, or those of a name. */
export async function workplace(c: C, typed: string) {
  if (!typed) return []
  const code = readPlaceCode(typed)
  const place = code ? await placeByCode(c.var.db, code) : null
  return place ? [place] : knownPlaces(c.var.db, typed)
}

/** The row of somebody newly come, personal fields sealed. */
export async function sealedArrival(
  c: C,
  person: PersonInput & { found: { id: number; path: string } },
  placeId: number | null,
): Promise<NewArrival> {
  const seal = (column: 'name' | 'phone' | 'address' | 'origin') =>
    sealArrival(c.env, person.key, column, person[column])
  return {
    key: person.key,
    name: await seal('name'),
    phone: await seal('phone'),
    address: await seal('address'),
    origin: await seal('origin'),
    phoneIndex: await arrivalIndexOf(c.env, person.phone),
    arrivedOn: person.arrived,
    placeId,
    workerId: person.worker ?? null,
    workerIndex: await workerPhoneIndex(c.env.INDEX_KEY, person.phone),
    found: person.found,
    managed: person.managed === 'yes',
    sure: person.sure === '1',
  }
}
