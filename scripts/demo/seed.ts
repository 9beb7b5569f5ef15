// Loads the demo town into the local database, or brings it up to this minute.
import { randomInt } from 'node:crypto'
import type { Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import type { Rulebook } from '../../src/features/rulebook/form'
import { rulebookInForce } from '../../src/features/rulebook/store'
import { currentHealthKey } from '../../src/features/visits/store'
import { dayOf, startOfDay } from '../../src/shared/clock'
import { ACCOUNT_NAMES, newDemoPassword } from './accounts'
import { migrate, openLocalDatabase } from './database'
import { foundTown, newHealthKey } from './found'
import { keepGates } from './gates'
import { loadInspections } from './inspections'
import { openAccounts } from './load-accounts'
import { fileApplications } from './load-applications'
import { keepDuties } from './load-duties'
import { keepReports } from './load-reports'
import { loadReturns } from './load-returns'
import { walkRounds } from './load-rounds'
import { setUpTeams } from './load-teams'
import { hireWorkers } from './load-workers'
import { keepNotices } from './notices'
import { keepPastNumbers, keepPastViews } from './past-numbers'
import { placesOf } from './places'
import { keepRequests } from './requests'
import { demoRulebook } from './rulebook'
import type { TownSize } from './sizes'
import { KEEPERS_SHOP } from './special'
import { type DemoState, healthKeyPath, readState, writeHealthKey, writeState } from './state'
import { allPlaces, DAYS, topUp } from './top-up'
import { TRADES } from './trades'
import { keepWatches } from './watches'

export { TOWN_SIZES } from './sizes'

export interface Loading {
  data: string
  size: TownSize
  now: number
  keys: AccountKeys
  /** One finished line. */
  say: (line: string) => void
  /** Replaces the line that is being said. */
  progress: (line: string) => void
}

export interface LoadedTown {
  state: DemoState
  /** Path of the private half of the health key. */
  healthKey: string
  /** Made just now, not found. */
  founded: boolean
}

function readDemoRulebook(): Rulebook {
  const known = new Set(demoRulebook.trades.map((trade) => trade.id))
  const lacking = TRADES.filter((trade) => !known.has(trade))
  if (lacking.length > 0)
    throw new Error(`the demo rulebook lacks the trades ${lacking.join(', ')}`)
  return demoRulebook
}

async function found(db: Db, { data, size, now, keys }: Loading): Promise<DemoState> {
  const today = dayOf(now)
  const book = readDemoRulebook()
  const places = placesOf(size, today)
  const { publicKey, privateKey } = await newHealthKey()
  const state: DemoState = {
    size,
    password: newDemoPassword(randomInt),
    accounts: ACCOUNT_NAMES,
    placeCode: places.find(({ name }) => name === KEEPERS_SHOP)?.code ?? '',
    foundedOn: today,
    loadedUntil: startOfDay(today - DAYS + 1) - 1,
  }
  // The files come first: a town in the database always has its password and key beside it.
  writeHealthKey(data, { id: 1, demo: true, publicKey, privateKey })
  writeState(data, state)
  await foundTown(db, {
    book,
    places,
    keys,
    password: state.password,
    healthKey: publicKey,
    day: today - DAYS,
  })
  return state
}

/** Migrates, founds or tops up. Null when the database holds a town of somebody's own. */
export async function loadTown(loading: Loading): Promise<LoadedTown | null> {
  const { data, size, now, say } = loading
  const { db, close } = await openLocalDatabase(data)
  try {
    const applied = await migrate(db)
    if (applied.length > 0) say(`Applied ${applied.length} migration(s).`)
    const known = await db.$client.prepare('SELECT 1 FROM areas LIMIT 1').first()
    const state = known ? readState(data) : await found(db, loading)
    if (!state) return null
    if (state.size !== size)
      say(`The ${state.size} town is loaded already; npm run reset starts over.`)
    await openAccounts({ db, ...loading }, state)
    await setUpTeams({ db, keys: loading.keys }, state.foundedOn)
    const book = await rulebookInForce(db, now)
    await hireWorkers({ db, book, ...loading }, state)
    await loadReturns({ db, book, now }, await allPlaces(db))
    await topUp({ db, book, health: await currentHealthKey(db) }, state, loading)
    await keepWatches({ db, book, ...loading }, state)
    await keepDuties({ db, book, ...loading }, state)
    await keepGates({ db, ...loading }, await allPlaces(db))
    await keepReports({ db, book, ...loading }, state)
    await walkRounds({ db, book, ...loading }, state)
    await keepNotices({ db, book, ...loading }, state)
    await keepRequests({ db, book, ...loading }, state)
    await keepPastNumbers(db, now)
    await fileApplications({ db, book, ...loading }, state)
    await loadInspections({ db, book, ...loading }, await allPlaces(db))
    await keepPastViews(db, book, now)
    return { state, healthKey: healthKeyPath(data), founded: !known }
  } finally {
    await close()
  }
}

/** Migrations alone. */
export async function migrateLocal(data: string): Promise<string[]> {
  const { db, close } = await openLocalDatabase(data)
  try {
    return await migrate(db)
  } finally {
    await close()
  }
}
