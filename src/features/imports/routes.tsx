// Imports of an officer: a file is checked first, then written in the background, then printed for.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, rolesOf, scopesOf } from '../accounts'
import { readAfter } from './form'
import {
  cancelImport,
  download,
  linesShown,
  ownImport,
  readerOf,
  startImport,
  takenBadLines,
} from './import-answer'
import { ImportPage } from './import-page'
import { ImportsPage, TownImportPage } from './pages'
import { rosterRoutes } from './roster-routes'
import { listImports } from './store'
import type { Import } from './tables'
import { type Taken, takeImport } from './take'
import { badLinesFile, badTown, TEMPLATES, template } from './template'
import { areasOf } from './town'

type C = Context<AppEnv>
type Refused = Extract<Taken, { ok: false }>

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

async function showImport(c: C, file: Import): Promise<Response> {
  const areas = await areasOf(c.var.db)
  return html(
    c,
    <ImportPage
      ui={c.var.ui}
      base={`/office/imports/${file.id}`}
      roles={rolesOf(c)}
      file={file}
      {...(await linesShown(c, file))}
      area={areas.all.find(({ path }) => scoped(c, path))?.id ?? 0}
    />,
  )
}

export const importRoutes = new Hono<AppEnv>()
  .route('/', rosterRoutes)
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
    return download(c, name, await template(name, { ...(await readerOf(c)), villages }))
  })
  .get('/office/imports/:id', allow.officer('admin', 'clerk'), async (c) =>
    showImport(c, await ownImport(c)),
  )
  .post('/office/imports/:id/start', allow.officer('admin', 'clerk'), async (c) =>
    c.redirect(`/office/imports/${await startImport(c)}`, 303),
  )
  .post('/office/imports/:id/cancel', allow.officer('admin', 'clerk'), async (c) =>
    c.redirect(`/office/imports/${await cancelImport(c)}`, 303),
  )
  .get('/office/imports/:id/bad', allow.officer('admin', 'clerk'), async (c) => {
    const file = await ownImport(c)
    const lines = await takenBadLines(c, file)
    const mark = `#${file.id}`
    return file.kind === 'places'
      ? download(c, `import-${file.id}-bad.csv`, badLinesFile('places', c.var.ui.t, lines, mark))
      : download(c, `import-${file.id}-bad.xlsx`, await badTown(await readerOf(c), lines, mark))
  })
