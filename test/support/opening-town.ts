// What the walks through an opening share: two places on the real database, and how a command is given.
import type { Db } from '../../src/db/client'
import { applicationById } from '../../src/features/applications'
import { placeFromRow } from '../../src/features/places'
import { PLACE_KINDS } from '../../src/features/places/values'
import type { Rulebook } from '../../src/features/rulebook'
import type { AccountActor } from '../../src/shared/actor'
import type { ModelPlace, Town } from './opening-model'
import { db, one, openPlace } from './town'

const SCOPE = { role: 'admin', department: null, areaPath: '/1/' } as const
export const OFFICER: AccountActor = {
  kind: 'officer',
  id: 1,
  name: 'admin',
  scopes: [SCOPE],
  places: [],
}
export const KEEPER: AccountActor = {
  kind: 'keeper',
  id: 2,
  name: 'keeper',
  scopes: [],
  places: [],
}

/** What all walks of a file share. */
export class Real {
  commands = 0
  happened = 0
  audits = 0
  nextId = 1
  town: Pick<Town, 'inspections' | 'lastNumber' | 'counts'> = {
    inspections: 0,
    lastNumber: 0,
    counts: {},
  }
  /** The newest command that did something, to be sent again. */
  sent: Prepared | null = null
  constructor(readonly book: Rulebook) {}
}

export interface Prepared {
  /** On whichever database, at whichever instant; the rest is what a page showed. */
  run: (on: Db, now: number) => Promise<unknown>
  /** Done to the model; false when it may not happen. */
  apply: (town: Town, now: number) => boolean
  /** What sending it again does; left out: nothing. */
  again?: (town: Town) => void
}

/** Two places that are only known, each with a pledge of its keeper. */
export async function newTown(real: Real): Promise<Town> {
  const places: ModelPlace[] = []
  for (const kind of PLACE_KINDS.slice(0, 2)) {
    const { id, code, version } = await openPlace({ kind, status: 'known' })
    const name = `${kind}/known`
    real.town.counts[name] = (real.town.counts[name] ?? 0) + 1
    await db.$client
      .prepare(
        "INSERT INTO pledges (id, key, number, kind, place_id, rulebook_version, answers, text_hash, signed_at) VALUES (?1, ?2, ?2, 'place', ?1, 1, '{}', '', 0)",
      )
      .bind(id, `pledge-${id}`)
      .run()
    places.push({
      id,
      code,
      kind,
      status: 'known',
      cause: null,
      version,
      steps: 0,
      due: null,
      number: null,
      application: null,
      inspection: null,
    })
  }
  real.sent = null
  return { places, log: [], ...real.town }
}

export type Prepare = (town: Town, place: ModelPlace, real: Real, stale: boolean) => Prepared
export const at = (town: Town, { id }: { id: number }): ModelPlace =>
  town.places.find((each) => each.id === id) as ModelPlace
export const rowOf = async (id: number) =>
  placeFromRow((await one<Record<string, unknown>>('SELECT * FROM places WHERE id = ?', id)) ?? {})

/** An application as the page of that moment showed it. */
export const shown = async (id: number, version: number) => {
  const found = await applicationById(db, id)
  if (!found) throw new Error(`no application ${id}`)
  return { ...found, version }
}
