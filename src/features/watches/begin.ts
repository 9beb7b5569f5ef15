// Beginning a watch: what a pledge asks for, and the row of a new watch.
import type { Context } from 'hono'
import type { Db } from '../../db/client'
import type { AppEnv } from '../../env'
import { dayOf, minuteOfDay } from '../../shared/clock'
import { newKey, newRowId } from '../../shared/ids'
import { account, openMaskedName } from '../accounts'
import { worksFromOf } from '../people'
import type { Place } from '../places'
import { type DeclaredWatch, declaredWatch } from '../pledges'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { sealWatch } from './fields'
import { dueThrough, owedFrom } from './rules'
import { openWatch } from './store'
import { copiesOf, type KeptCopy } from './store-copies'
import { type OwnWatchReading, ownWatchReadings } from './store-own'
import { papersOf } from './store-papers'
import { type OwedWatches, owedWatches } from './store-place'
import { homeOf, watchesOfWorker } from './store-read'
import type { Watch } from './tables'

type C = Context<AppEnv>

export const by = (c: C) => ({ actor: account(c), now: c.var.ui.now })

/** What a pledge asks for, while it still keeps its signer away and no watch runs. */
export async function openDeclared(
  c: C,
  workerId: number,
  watches: readonly Pick<Watch, 'endedOn'>[],
): Promise<DeclaredWatch | null> {
  const { db, ui } = c.var
  if (watches.some(({ endedOn }) => endedOn === null)) return null
  const today = dayOf(ui.now)
  if (((await worksFromOf(db, workerId, today)) ?? 0) <= today) return null
  return declaredWatch(db, c.env, workerId)
}

/** For the keeper's page of a worker; tests of rights are the page's. */
export async function watchOfWorker(c: C, workerId: number) {
  const { db, ui, random } = c.var
  const book = await rulebookInForce(db, ui.now)
  const watches = await watchesOfWorker(db, workerId, dueThrough(book, ui.now))
  return {
    workerId,
    book,
    watches,
    declared: await openDeclared(c, workerId, watches),
    papers: await papersOf(db, [workerId]),
    key: newKey(ui.now, random),
  }
}

/** The same for those shown on the worker's own phone. */
export async function ownWatches(c: C, workerId: number) {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  return { book, watches: await watchesOfWorker(db, workerId, dueThrough(book, ui.now)) }
}

export interface Beginning extends Pick<Watch, 'firstDay' | 'lastDay' | 'kept' | 'room' | 'why'> {
  key: string
  workerId: number
  place: Pick<Place, 'id' | 'areaId' | 'areaPath'>
  pledgeId: number | null
  minder: string
  text: string
}

/** Who answers for a watch: at home the village, where it is known; otherwise the place's area. */
export async function areaFor(
  c: C,
  kept: Watch['kept'],
  workerId: number,
  place: Beginning['place'],
): Promise<Pick<Watch, 'areaId' | 'areaPath'>> {
  const home = kept === 'home' ? await homeOf(c.var.db, workerId) : null
  return home
    ? { areaId: home.id, areaPath: home.path }
    : { areaId: place.areaId, areaPath: place.areaPath }
}

export async function beginWatch(c: C, book: Rulebook, begin: Beginning) {
  const { db, ui, random } = c.var
  const { place, minder, text, ...watch } = begin
  const entryKey = `${begin.key}-open`
  return openWatch(
    db,
    {
      ...watch,
      placeId: place.id,
      ...(await areaFor(c, begin.kept, begin.workerId, place)),
      ...owedFrom(book, begin.firstDay, ui.now),
      minder: await sealWatch(c.env, 'minder', begin.key, minder),
      rulebookVersion: book.version,
      entry: {
        id: newRowId(random),
        key: entryKey,
        kind: 'open',
        text: await sealWatch(c.env, 'text', entryKey, text),
      },
    },
    by(c),
  )
}

/** 转隔离观察 as the pledge says: a site in its isolation area, anybody else at home. */
export async function beginDeclared(
  c: C,
  key: string,
  workerId: number,
  place: Pick<Place, 'id' | 'areaId' | 'areaPath' | 'kind'>,
): Promise<number | null> {
  const book = await rulebookInForce(c.var.db, c.var.ui.now)
  const watches = await watchesOfWorker(c.var.db, workerId, dueThrough(book, c.var.ui.now))
  const running = watches.find(({ endedOn }) => endedOn === null)
  if (running) return running.id
  const declared = await openDeclared(c, workerId, watches)
  if (!declared) return null
  const made = await beginWatch(c, book, {
    ...declared,
    key,
    workerId,
    place,
    kept: place.kind === 'site' ? 'place' : 'home',
    room: '',
    minder: '',
    why: 'pledge',
    text: '',
  })
  return made.outcome === 'refused' ? null : made.id
}

/** Papers with who saw them. */
export async function shownPapers(c: C, workerId: number) {
  const papers = await papersOf(c.var.db, [workerId])
  return Promise.all(
    papers.map(async (each) => ({
      ...each,
      who: each.byName ? await openMaskedName(c.env.FIELD_KEY, each.by, each.byName) : '—',
    })),
  )
}

export async function shownCopy(c: C, copy: KeptCopy, opens: boolean) {
  const { id, kind, why, at, keptThrough } = copy
  const who = copy.byName ? await openMaskedName(c.env.FIELD_KEY, copy.by, copy.byName) : '—'
  return { id, kind, why, at, keptThrough, who, opens }
}

/** Copies that lie there; who may open which is the page's to say. */
export async function shownCopies(c: C, workerId: number, opens: (copy: KeptCopy) => boolean) {
  const copies = await copiesOf(c.var.db, workerId, dayOf(c.var.ui.now))
  return Promise.all(copies.map((copy) => shownCopy(c, copy, opens(copy))))
}

/** What was just written, for the line above the documents. */
export const saidOf = (c: C): string | null => {
  const done = c.req.query('done')
  if (done === 'copy') return c.var.ui.t('wcopy.saved')
  return done === 'paper' ? c.var.ui.t('wpaper.saved') : null
}

/** Documents and copies for the worker's own page; whose phone this is has been asked. */
export const ownPapers = async (c: C, workerId: number) => ({
  papers: await shownPapers(c, workerId),
  copies: await shownCopies(c, workerId, () => true),
})

/** Of the watch that runs, or the newest one whose readings are still held. */
export const ownReadingsOf = async (
  c: C,
  watches: readonly { id: number }[],
): Promise<OwnWatchReading[]> => (watches[0] ? ownWatchReadings(c.var.db, watches[0].id) : [])

/** What a place owes its people under observation by now, for a line on the staff's first pages. */
export const owedHere = (db: Db, placeId: number, now: number): Promise<OwedWatches | null> =>
  owedWatches(db, placeId, { today: dayOf(now), evening: minuteOfDay(now) >= 12 * 60 })
