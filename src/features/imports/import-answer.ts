// What an import's pages answer with, whoever sent it: an officer's list, or the roster of a place.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { formValues } from '../../shared/form'
import { problem } from '../../shared/problem'
import { account } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { readAfter } from './form'
import type { Reader } from './reason'
import { placeOfKey } from './roster'
import { runImport } from './run'
import { badLines, shownLines } from './shown'
import { auditExport, changeImport, importOf, linesOf } from './store'
import type { Import } from './tables'

type C = Context<AppEnv>

/** No place: the lists of officers. */
const OFFICE = 0

export async function ownImport(c: C, placeId = OFFICE): Promise<Import> {
  const id = readAfter(c.req.param('id'))
  const file = id ? await importOf(c.var.db, id, account(c).id) : null
  if (!file || placeOfKey(file.key) !== placeId) throw problem('imports.unknown', 404)
  return file
}

export const readerOf = async (c: C): Promise<Reader> => {
  const { db, ui } = c.var
  return { t: ui.t, lang: ui.lang, book: await rulebookInForce(db, ui.now) }
}

const GOOD_SHOWN = 10
const BAD_SHOWN = 50

/** A few good lines of an import and a page of the bad ones. */
export async function linesShown(c: C, file: Import) {
  const { db } = c.var
  const at = { id: file.id, after: readAfter(c.req.query('after')) }
  const bad = await linesOf(db, { ...at, bad: true, limit: BAD_SHOWN + 1 })
  const good = await linesOf(db, { ...at, after: 0, bad: false, limit: GOOD_SHOWN })
  const reader = await readerOf(c)
  const page = bad.slice(0, BAD_SHOWN)
  return {
    good: await shownLines(reader, c.env, file, good),
    bad: await shownLines(reader, c.env, file, page),
    nextBad: bad.length > BAD_SHOWN ? (page.at(-1)?.line ?? null) : null,
  }
}

async function change(c: C, act: 'start' | 'cancel', placeId: number): Promise<Import> {
  const { db, ui } = c.var
  const actor = account(c)
  const file = await ownImport(c, placeId)
  const { version = '' } = await formValues(c.req.raw)
  const step = { id: file.id, by: actor.id, version: readAfter(version) }
  const done = await changeImport(db, act, step, { at: ui.now, actor })
  // Pressed twice is once; anything else has been overtaken.
  const wanted = act === 'start' ? ['running', 'done'] : ['cancelled']
  if (!done && !wanted.includes(file.state)) throw problem('imports.changed', 409)
  return file
}

/** Begins the writing, which goes on after the answer; the id of the import. */
export async function startImport(c: C, placeId = OFFICE): Promise<number> {
  const { db, random, ui } = c.var
  const { id } = await change(c, 'start', placeId)
  c.executionCtx.waitUntil(runImport({ db, keys: c.env, random, now: ui.now }, id))
  return id
}

export const cancelImport = async (c: C, placeId = OFFICE): Promise<number> =>
  (await change(c, 'cancel', placeId)).id

export const download = (c: C, name: string, body: string | Uint8Array<ArrayBuffer>): Response =>
  c.body(body, 200, {
    'Content-Type': name.endsWith('.csv')
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename="${name}"`,
  })

const MOST_LINES = 10_000

/** The bad lines of an import as typed; that they left is on the record. */
export async function takenBadLines(c: C, { id }: Import) {
  const { db, ui } = c.var
  const bad = await linesOf(db, { id, bad: true, after: 0, limit: MOST_LINES })
  const lines = await badLines(await readerOf(c), c.env, id, bad)
  await auditExport(db, id, account(c), ui.now)
  return lines
}
