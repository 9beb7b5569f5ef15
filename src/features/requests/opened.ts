// Requests for their reader: words opened, officers by name, people of the place masked.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { problem } from '../../shared/problem'
import { account, covers, openMaskedName, openName } from '../accounts'
import { readNumberPath } from '../notices/rules'
import { openHelp } from './fields'
import { HELP_MOVES, type HelpAct } from './rules'
import { type EntryRow, type HelpDetail, helpByNumber, helpEntriesOf, lastStep } from './store'
import type { HelpEntryKind } from './tables'

type C = Context<AppEnv>

/** A step with its words and its name opened. */
export interface OpenEntry {
  id: number
  kind: HelpEntryKind
  unit: string
  text: string
  file: { id: number; kind: 'jpeg' | 'png' | 'webp' | 'pdf'; bytes: number } | null
  who: string
  at: number
}

/** A request with everything opened that its reader may see. */
export interface OpenHelp extends Omit<HelpDetail, 'quantity'> {
  quantity: string
  entries: OpenEntry[]
}

export const READERS = [
  'admin',
  'reviewer',
  'clerk',
  'patrol',
  'viewer',
  'inspector',
] as const satisfies OfficerRole[]
/** Who takes, hands on, answers and closes. */
export const WRITERS = ['admin', 'reviewer', 'clerk'] as const satisfies OfficerRole[]

export const mayWrite = (c: C, { areaPath }: { areaPath: string }): boolean =>
  covers(account(c), [...WRITERS], { areaPath })

/** The request in the address, if it is the officer's to see. */
export async function ownHelp(c: C): Promise<HelpDetail> {
  const number = readNumberPath(c.req.param('number') ?? '')
  const request = number && (await helpByNumber(c.var.db, number))
  if (!request) throw problem('help.unknown', 404)
  if (!covers(account(c), [...READERS], { areaPath: request.areaPath }))
    throw problem('err.forbidden', 403)
  return request
}

const ofPlace = (kind: HelpEntryKind): boolean =>
  kind === 'asked' || HELP_MOVES[kind].by === 'place'

/** The name of whoever did a step. */
export const whoDid = async (
  c: C,
  { kind, by, name }: Pick<EntryRow, 'kind' | 'by' | 'name'>,
): Promise<string> => {
  if (name === null) return '—'
  return (ofPlace(kind) ? openMaskedName : openName)(c.env.FIELD_KEY, by, name)
}

async function openEntry(c: C, row: EntryRow): Promise<OpenEntry> {
  const { id, kind, unit, at, fileId, fileKind, fileBytes } = row
  const file =
    fileId !== null && fileKind !== null && fileBytes !== null
      ? { id: fileId, kind: fileKind, bytes: fileBytes }
      : null
  const text = await openHelp(c.env, 'help_entries.text', row.key, row.text)
  return { id, kind, unit, at, file, text, who: await whoDid(c, row) }
}

/** All of them with their steps, in the order given. */
export async function openRequests(c: C, requests: HelpDetail[]): Promise<OpenHelp[]> {
  const rows = await helpEntriesOf(
    c.var.db,
    requests.map(({ id }) => id),
  )
  const entries = await Promise.all(
    rows.map(async (row) => ({ of: row.requestId, entry: await openEntry(c, row) })),
  )
  return Promise.all(
    requests.map(async (request) => ({
      ...request,
      text: await openHelp(c.env, 'help_requests.text', request.key, request.text),
      quantity: await openHelp(c.env, 'help_requests.quantity', request.key, request.quantity),
      taker:
        request.taker && request.takenBy
          ? await openName(c.env.FIELD_KEY, request.takenBy, request.taker)
          : null,
      entries: entries.filter(({ of }) => of === request.id).map(({ entry }) => entry),
    })),
  )
}

export async function openRequest(c: C, request: HelpDetail): Promise<OpenHelp> {
  const [open] = await openRequests(c, [request])
  if (!open) throw problem('help.unknown', 404)
  return open
}

/** The same person's tap, sent twice. */
export async function repeated(
  c: C,
  request: HelpDetail,
  { act, version }: { act: HelpAct; version: number },
): Promise<boolean> {
  const { db } = c.var
  const [now, last] = [await helpByNumber(db, request), await lastStep(db, request.id)]
  return (
    now?.version === version + 1 &&
    now.state === HELP_MOVES[act].to &&
    last?.kind === act &&
    last.by === account(c).id
  )
}
