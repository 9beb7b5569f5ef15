// The keeper's roster: a template, a file or a pasted list that is checked, then written in the background.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { type Place, placeOfCode } from '../places'
import {
  cancelImport,
  download,
  linesShown,
  ownImport,
  readerOf,
  startImport,
  takenBadLines,
} from './import-answer'
import { placeOfKey } from './roster'
import { RosterFormPage, RosterPage } from './roster-pages'
import { listImports } from './store'
import { type Taken, takeRoster } from './take'
import { badLinesFile, rosterTemplate } from './template'

type C = Context<AppEnv>

/** The place of `:code`; access has been asked already. */
async function ownPlace(c: C): Promise<Place> {
  const place = await placeOfCode(c.var.db, c.req.param('code'))
  return place
}

async function showForm(c: C, place: Place, refused?: Extract<Taken, { ok: false }>) {
  const { db, ui, random } = c.var
  const { book } = await readerOf(c)
  const { imports } = await listImports(db, account(c).id, 0)
  return html(
    c,
    <RosterFormPage
      ui={{ ...ui, here: `/keep/${place.code}/staff/import` }}
      place={place}
      rules={book.returnRules}
      imports={imports.filter(({ key }) => placeOfKey(key) === place.id)}
      newKey={newKey(ui.now, random)}
      form={
        refused ? { values: refused.values ?? {}, errors: { file: refused.error } } : EMPTY_FORM
      }
      params={refused?.params ?? {}}
    />,
    refused ? 422 : 200,
  )
}

const FORMATS = ['csv', 'xlsx'] as const

const addressOf = (place: Place, id: number): string => `/keep/${place.code}/staff/import/${id}`

export const rosterRoutes = new Hono<AppEnv>()
  .get('/keep/:code/staff/import', allow.keeper, async (c) => showForm(c, await ownPlace(c)))
  .post('/keep/:code/staff/import/files', allow.keeper, async (c) => {
    const place = await ownPlace(c)
    const taken = await takeRoster(c, place)
    return taken.ok ? c.redirect(addressOf(place, taken.id), 303) : showForm(c, place, taken)
  })
  .get('/keep/:code/staff/import/template/:file', allow.keeper, async (c) => {
    const format = FORMATS.find((each) => c.req.param('file') === `workers.${each}`)
    if (!format) throw problem('imports.unknown', 404)
    return download(c, `workers.${format}`, await rosterTemplate(c.var.ui, format))
  })
  .get('/keep/:code/staff/import/:id', allow.keeper, async (c) => {
    const place = await ownPlace(c)
    const file = await ownImport(c, place.id)
    const shown = { base: addressOf(place, file.id), place, file, ...(await linesShown(c, file)) }
    return html(c, <RosterPage ui={c.var.ui} {...shown} />)
  })
  .post('/keep/:code/staff/import/:id/start', allow.keeper, async (c) => {
    const place = await ownPlace(c)
    return c.redirect(addressOf(place, await startImport(c, place.id)), 303)
  })
  .post('/keep/:code/staff/import/:id/cancel', allow.keeper, async (c) => {
    const place = await ownPlace(c)
    return c.redirect(addressOf(place, await cancelImport(c, place.id)), 303)
  })
  .get('/keep/:code/staff/import/:id/bad', allow.keeper, async (c) => {
    const place = await ownPlace(c)
    const file = await ownImport(c, place.id)
    const lines = await takenBadLines(c, file)
    const body = badLinesFile('roster', c.var.ui.t, lines, `#${file.id}`)
    return download(c, `import-${file.id}-bad.csv`, body)
  })
