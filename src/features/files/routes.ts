import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { problem } from '../../shared/problem'
import { account, allow } from '../accounts'
import { HARMLESS, MIME, mayReadFile } from './rules'
import { fileById, noteReading } from './store'

export const fileRoutes = new Hono<AppEnv>().get('/files/:id', allow.signedIn, async (c) => {
  const { db, ui } = c.var
  const actor = account(c)
  const id = Number(c.req.param('id'))
  const file = Number.isSafeInteger(id) ? await fileById(db, id) : null
  if (!file || !mayReadFile(actor, file)) throw problem('file.unknown', 404)
  const object = await c.env.FILES.get(file.object)
  if (!object) throw problem('file.unknown', 404)
  if (actor.kind === 'officer') await noteReading(db, file, actor, ui.now)
  return c.body(object.body, 200, {
    ...HARMLESS,
    'Content-Type': MIME[file.kind],
    'Content-Length': String(object.size),
    'Content-Disposition': `attachment; filename="${file.id}.${file.kind}"`,
  })
})
