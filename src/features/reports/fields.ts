// Names and texts of this room, bound to the key or the day of their row.
import type { AppEnv } from '../../env'
import { decryptField, encryptField } from '../../shared/fields'
import { type Names, readNames } from './rules-roster'

type Keys = Pick<AppEnv['Bindings'], 'FIELD_KEY'>

export type ReportField = 'duty' | 'needs'
export type AccidentField = 'place_text' | 'what' | 'done'

/** Empty text is not kept. */
export const sealReport = async (
  keys: Keys,
  key: string,
  column: ReportField,
  plain: string,
): Promise<string | null> =>
  plain ? encryptField(keys.FIELD_KEY, { table: 'daily_reports', column, row: key }, plain) : null

export const openReport = async (
  keys: Keys,
  key: string,
  column: ReportField,
  stored: string | null,
): Promise<string> =>
  (stored &&
    (await decryptField(keys.FIELD_KEY, { table: 'daily_reports', column, row: key }, stored))) ||
  ''

export const sealAccident = (
  keys: Keys,
  key: string,
  column: AccidentField,
  plain: string,
): Promise<string> => encryptField(keys.FIELD_KEY, { table: 'accidents', column, row: key }, plain)

export const openAccident = async (
  keys: Keys,
  key: string,
  column: AccidentField,
  stored: string,
): Promise<string> =>
  (await decryptField(keys.FIELD_KEY, { table: 'accidents', column, row: key }, stored)) ?? '—'

const rosterField = (placeId: number, day: number) => ({
  table: 'duty_rosters',
  column: 'names',
  row: `${placeId}:${day}`,
})

export const sealNames = (
  keys: Keys,
  placeId: number,
  day: number,
  names: Names,
): Promise<string> => encryptField(keys.FIELD_KEY, rosterField(placeId, day), JSON.stringify(names))

export const openNames = async (
  keys: Keys,
  placeId: number,
  day: number,
  stored: string | null,
): Promise<Names> =>
  readNames(stored && (await decryptField(keys.FIELD_KEY, rosterField(placeId, day), stored)))
