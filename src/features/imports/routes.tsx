// Imports of an officer: a file is checked first, then written in the background, then printed for.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, scopesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { readAfter } from './form'
import { ImportPage } from './import-page'
import { ImportsPage, TownImportPage } from './pages'
import type { Reader } from './reason'
import { runImport } from './run'
import { badLines, shownLines } from './shown'
import { auditExport, changeImport, importOf, linesOf, listImports } from './store'
import type { Import } from './tables'
import { type Taken, takeImport } from './take'
import { badPlaces, badTown, TEMPLATES, template } from './template'
import { areasOf } from './town'

type C = Context<AppEnv>
type Refused = Extract<Taken, { ok: false }>

const rolesOf = (c: C) => scopesOf(account(c)).map(({ role }) => role)
const scoped = (c: C, path: string): boolean =>
  scopesOf(account(c), 'admin', 'clerk').some(({ areaPath }) => path.startsWith(areaPath))

const uploadProps = (c: C, refused?: Refused) => ({
  ui: { ...c.var.ui, here: c.req.path.replace(/\/files$/, '') },
  roles: rolesOf(c),
  newKey: newKey(c.var.ui.now, c.var.random),
  form: refused ? { ...EMPTY_FORM, errors: { file: refused.error } } : EMPTY_FORM,
  params: refused?.params ?? {},
})

async function showList(c: C, refused?: Refused): Promise<Response> {
  const after = readAfter(c.req.query('after'))
  const list = await listImports(c.var.db, account(c).id, after)
  const props = uploadProps(c, refused)
  const admin = props.roles.includes('admin')
  return html(
    c,
    <ImportsPage {...props} {...list} admin={admin} first={after === 0} />,
    refused ? 422 : 200,
  )
}

const showTown = (c: C, refused?: Refused): Response =>
  html(c, <TownImportPage {...uploadProps(c, refused)} />, refused ? 422 : 200)

async function ownImport(c: C): Promise<Import> {
  const id = readAfter(c.req.param('id'))
  const file = id ? await importOf(c.var.db, id, account(c).id) : null
  if (!file) throw problem('imports.unknown', 404)
  return file
}

const readerOf = async (c: C): Promise<Reader> => {
  const { db, ui } = c.var
  return { t: ui.t, lang: ui.lang, book: await rulebookInForce(db, ui.now) }
}

const GOOD_SHOWN = 10
const BAD_SHOWN = 50

async function showImport(c: C, file: Import): Promise<Response> {
  const { db, ui } = c.var
  const after = readAfter(c.req.query('after'))
  const at = { id: file.id, after }
  const bad = await linesOf(db, { ...at, bad: true, limit: BAD_SHOWN + 1 })
  const good = await linesOf(db, { ...at, after: 0, bad: false, limit: GOOD_SHOWN })
  const reader = await readerOf(c)
  const page = bad.slice(0, BAD_SHOWN)
  const areas = await areasOf(db)
  return html(
    c,
    <ImportPage
      ui={ui}
      roles={rolesOf(c)}
      file={file}
      good={await shownLines(reader, c.env, file, good)}
      bad={await shownLines(reader, c.env, file, page)}
      nextBad={bad.length > BAD_SHOWN ? (page.at(-1)?.line ?? null) : null}
      area={areas.all.find(({ path }) => scoped(c, path))?.id ?? 0}
    />,
  )
}

async function change(c: C, act: 'start' | 'cancel'): Promise<Import> {
  const { db, ui } = c.var
  const actor = account(c)
  const file = await ownImport(c)
  const { version = '' } = await formValues(c.req.raw)
  const step = { id: file.id, by: actor.id, version: readAfter(version) }
  const done = await changeImport(db, act, step, { at: ui.now, actor })
  // Pressed twice is once; anything else has been overtaken.
  const wanted = act === 'start' ? ['running', 'done'] : ['cancelled']
  if (!done && !wanted.includes(file.state)) throw problem('imports.changed', 409)
  return file
}

const download = (c: C, name: string, body: string | Uint8Array<ArrayBuffer>): Response =>
  c.body(body, 200, {
    'Content-Type': name.endsWith('.csv')
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename="${name}"`,
  })

const MOST_LINES = 10_000

export const importRoutes = new Hono<AppEnv>()
  .get('/office/imports', allow.officer('admin', 'clerk'), (c) => showList(c))
  .post('/office/imports/files', allow.officer('admin', 'clerk'), async (c) => {
    const taken = await takeImport(c, 'places')
    return taken.ok ? c.redirect(`/office/imports/${taken.id}`, 303) : showList(c, taken)
  })
  .get('/office/imports/town', allow.officer('admin'), (c) => showTown(c))
  .post('/office/imports/town/files', allow.officer('admin'), async (c) => {
    const taken = await takeImport(c, 'town')
    return taken.ok ? c.redirect(`/office/imports/${taken.id}`, 303) : showTown(c, taken)
  })
  .get('/office/imports/template/:file', allow.officer('admin', 'clerk'), async (c) => {
    const name = TEMPLATES.find((each) => each === c.req.param('file'))
    if (!name) throw problem('imports.unknown', 404)
    const areas = await areasOf(c.var.db)
    const villages = areas.all.filter((area) => area.level === 'village' && scoped(c, area.path))
    return download(c, name, template(name, { ...(await readerOf(c)), villages }))
  })
  .get('/office/imports/:id', allow.officer('admin', 'clerk'), async (c) =>
    showImport(c, await ownImport(c)),
  )
  .post('/office/imports/:id/start', allow.officer('admin', 'clerk'), async (c) => {
    const { db, random, ui } = c.var
    const { id } = await change(c, 'start')
    c.executionCtx.waitUntil(runImport({ db, keys: c.env, random, now: ui.now }, id))
    return c.redirect(`/office/imports/${id}`, 303)
  })
  .post('/office/imports/:id/cancel', allow.officer('admin', 'clerk'), async (c) => {
    const { id } = await change(c, 'cancel')
    return c.redirect(`/office/imports/${id}`, 303)
  })
  .get('/office/imports/:id/bad', allow.officer('admin', 'clerk'), async (c) => {
    const { db, ui } = c.var
    const file = await ownImport(c)
    const bad = await linesOf(db, { id: file.id, bad: true, after: 0, limit: MOST_LINES })
    const reader = await readerOf(c)
    const lines = await badLines(reader, c.env, file.id, bad)
    await auditExport(db, file.id, account(c), ui.now)
    const mark = `#${file.id}`
    return file.kind === 'places'
      ? download(c, `import-${file.id}-bad.csv`, badPlaces(ui.t, lines, mark))
      : download(c, `import-${file.id}-bad.xlsx`, badTown(reader, lines, mark))
  })
