// A leaf of the registers with the names in it opened.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { accountNames, openMaskedName } from '../accounts'
import type { Leaf } from './leaves'
import { workerName } from './place'
import { readLeaf } from './register-store'

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
export async function openRegisters(c: Context<AppEnv>, placeId: number, leaf: Leaf) {
  const { db } = c.var
  const { FIELD_KEY } = c.env
  const read = await readLeaf(db, placeId, leaf)
  const { staff, records, watches } = read
  const people = [
    ...(staff?.workers ?? []),
    ...(watches ?? []).map(({ workerId, name }) => ({ id: workerId, name })),
  ]
  const taps = records ? [...records.duties, ...records.stock].map((row) => row.by) : []
  return {
    ...read,
    leaf,
    workerName: await byId(people, (worker) => workerName(FIELD_KEY, worker)),
    accountName: await byId(await accountNames(db, taps), ({ id, name }) =>
      openMaskedName(FIELD_KEY, id, name),
    ),
  }
}
