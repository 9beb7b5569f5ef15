// The registers of a range of days with the names in them opened.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { accountNames, openMaskedName } from '../accounts'
import type { DayRange } from './form'
import { workerName } from './place'
import { readLedgers } from './store'

const byId = async <T extends { id: number }>(
  rows: T[],
  open: (row: T) => Promise<string>,
): Promise<(id: number) => string> => {
  const names = new Map(
    await Promise.all(rows.map(async (row) => [row.id, await open(row)] as const)),
  )
  return (id) => names.get(id) ?? ''
}

/** Full names of the workers, as the paper register has them; whoever tapped is masked. */
export async function openRegisters(c: Context<AppEnv>, placeId: number, range: DayRange) {
  const { db } = c.var
  const { FIELD_KEY } = c.env
  const ledgers = await readLedgers(db, { placeId, ...range })
  const people = [
    ...ledgers.workers,
    ...ledgers.watched.map(({ workerId, name }) => ({ id: workerId, name })),
  ]
  const taps = [...ledgers.duties, ...ledgers.stock].map((row) => row.by)
  return {
    range,
    ledgers,
    workerName: await byId(people, (worker) => workerName(FIELD_KEY, worker)),
    accountName: await byId(await accountNames(db, taps), ({ id, name }) =>
      openMaskedName(FIELD_KEY, id, name),
    ),
  }
}
