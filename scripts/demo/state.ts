// What the demo town keeps in files beside its database: what the accounts are, how far its visits
// reach, and the private half of its health key.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TownSize } from './sizes'

export interface DemoState {
  size: TownSize
  password: string
  accounts: readonly string[]
  /** The code on the keeper's door. */
  placeCode: string
  /** The Shanghai day the town was founded. */
  foundedOn: number
  /** Visits up to this instant are in the database. */
  loadedUntil: number
  /** Workers with an id up to this one are in the database; not there in towns made before there were workers. */
  workersLoaded?: number
  /** Duties up to this instant are in the database. */
  dutiesUntil?: number
  /** Rounds that had reached the town by this instant are in the database. */
  roundsUntil?: number
}

export const statePath = (data: string): string => join(data, '.local', 'demo.json')
export const healthKeyPath = (data: string): string => join(data, '.local', 'health-key.demo.json')

const OWNER_ONLY = 0o600

function writePrivately(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: OWNER_ONLY })
  renameSync(`${path}.new`, path)
}

export const writeState = (data: string, state: DemoState): void =>
  writePrivately(statePath(data), state)

export const writeHealthKey = (
  data: string,
  key: { id: number; demo: true; publicKey: string; privateKey: string },
): void => writePrivately(healthKeyPath(data), key)

/** Null when no demo town was loaded here. */
export function readState(data: string): DemoState | null {
  try {
    return JSON.parse(readFileSync(statePath(data), 'utf8')) as DemoState
  } catch {
    return null
  }
}
