// Cases: recorded in the street by whoever finds them, ended by one outcome.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { encryptField } from '../../shared/fields'
import { type FormErrors, formFiles, judge, parseForm } from '../../shared/form'
import { newKey, newRowId } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, accountNames, allow, covers, rangesOf, rolesOf, scopesOf } from '../accounts'
import { barredOn } from '../applications'
import { fileStatements, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { listAreas, placeByCode } from '../places'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { CasePage, type CaseProps, casePath } from './case'
import { entryForm, newCaseForm, outcomeForm, readCaseQuery } from './case-form'
import { type CaseRow, listCases, readCase } from './case-read-store'
import {
  addEntry,
  type CaseStep,
  endCase,
  entryKeyUsed,
  type NewCase,
  openCase,
} from './case-store'
import { CasesPage, NewCasePage } from './cases'
import { entryField, openWords } from './fields'
import { withoutFile } from './form'
import { nameBook, READERS, WRITERS } from './record'

type C = Context<AppEnv>

const mayWrite = (c: C, areaPath: string): boolean => covers(account(c), [...WRITERS], { areaPath })

const writing = (c: C, book: Rulebook) => ({
  actor: account(c),
  now: c.var.ui.now,
  rulebookVersion: book.version,
})

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readCaseQuery(c.req.query())
  const areas = await listAreas(db)
  const areaPath = areas.find((each) => each.id === query.area)?.path ?? '/'
  const found = await listCases(db, {
    ...query,
    areaPath,
    ranges: rangesOf(account(c), ...READERS),
  })
  const props = { roles: rolesOf(c), query, areas, ...found }
  const book = await rulebookInForce(db, ui.now)
  const writes = scopesOf(account(c), ...WRITERS).length > 0
  return html(c, <CasesPage ui={ui} {...props} book={book} writes={writes} />)
}

async function showNew(c: C, form: FormState | null = null): Promise<Response> {
  const { db, ui, random } = c.var
  const areas = (await listAreas(db)).filter(
    (area) => area.level === 'village' && mayWrite(c, area.path),
  )
  return html(
    c,
    <NewCasePage
      ui={{ ...ui, here: '/office/cases/new' }}
      roles={rolesOf(c)}
      areas={areas}
      book={await rulebookInForce(db, ui.now)}
      form={form ?? { ...EMPTY_FORM, values: { code: c.req.query('code') ?? '' } }}
      formKey={form?.values.key ?? newKey(ui.now, random)}
    />,
    form ? 422 : 200,
  )
}

type Where = Pick<NewCase, 'placeId' | 'name' | 'address' | 'areaId' | 'areaPath'>

/** Where a new case is; an error code under its field where it cannot be. */
async function whereOf(
  c: C,
  typed: { code: string } | { name: string; address: string; area: number },
): Promise<{ where: Where } | { where: null; errors: FormErrors }> {
  const { db } = c.var
  if ('code' in typed) {
    const place = await placeByCode(db, typed.code)
    if (!place) return { where: null, errors: { code: 'place.unknown' } }
    if (!mayWrite(c, place.areaPath)) return { where: null, errors: { code: 'case.no_area' } }
    const { id: placeId, name, address, areaId, areaPath } = place
    return { where: { placeId, name, address, areaId, areaPath } }
  }
  const area = (await listAreas(db)).find((each) => each.id === typed.area)
  if (area?.level !== 'village' || !mayWrite(c, area.path))
    return { where: null, errors: { area: 'case.no_area' } }
  const { name, address } = typed
  return { where: { placeId: null, name, address, areaId: area.id, areaPath: area.path } }
}

/** A photo of a form, taken for a place; `null` where there is none. */
async function photoOf(c: C, sent: File | undefined, placeId: number | null, key: string) {
  if (!sent) return { ok: true as const, file: null }
  if (placeId === null) return { ok: false as const, problem: 'case.photo_needs_place' }
  return takeFile(c, sent, { purpose: 'case', placeId, key, by: account(c), kinds: PHOTOS })
}

async function postNew(c: C): Promise<Response> {
  const { db, ui, random } = c.var
  const { values, files } = await formFiles(c.req.raw)
  const book = await rulebookInForce(db, ui.now)
  const form = judge(newCaseForm(book, (values.code ?? '').trim() !== ''), values)
  if (!form.ok) return showNew(c, form)
  const { key, kind, text } = form.value
  const found = await whereOf(c, form.value)
  if (!found.where) return showNew(c, { values, errors: found.errors })
  const { where } = found
  const photo = await photoOf(c, files.photo, where.placeId, key)
  if (!photo.ok) return showNew(c, { values, errors: { photo: photo.problem } })
  const { file } = photo
  const by = writing(c, book)
  const id = newRowId(random)
  const sealed = await encryptField(c.env.FIELD_KEY, entryField(id), text)
  const finding = { id, text: sealed, fileId: file?.id ?? null }
  const kept = file ? fileStatements(db, { file, subject: `cases:${key}`, ...by }) : []
  const number = await openCase(db, { key, kind, ...where, ...by, finding }, kept)
  return c.redirect(`${casePath(number)}?done=1`, 303)
}

async function ownCase(c: C) {
  const typed = c.req.param('id') ?? ''
  const found = /^[1-9]\d{0,14}$/.test(typed) ? await readCase(c.var.db, Number(typed)) : null
  if (!found) throw problem('case.unknown', 404)
  if (!covers(account(c), [...READERS], { areaPath: found.row.areaPath }))
    throw problem('err.forbidden', 403)
  return found
}

async function show(
  c: C,
  { row, entries }: Awaited<ReturnType<typeof ownCase>>,
  wrong: CaseProps['wrong'] = null,
  status: 200 | 409 | 422 = wrong ? 422 : 200,
): Promise<Response> {
  const { db, ui, random } = c.var
  const { FIELD_KEY } = c.env
  const ids = entries.map((each) => each.by)
  const name = await nameBook(FIELD_KEY, await accountNames(db, ids))
  const shown = entries.map(async (each) => ({
    ...each,
    by: name(each.by),
    text: await openWords(FIELD_KEY, entryField(each.id), each.text),
  }))
  const saved = c.req.query('done') === '1' && !wrong
  return html(
    c,
    <CasePage
      ui={{ ...ui, here: casePath(row.id) }}
      roles={rolesOf(c)}
      book={await rulebookInForce(db, ui.now)}
      row={row}
      entries={await Promise.all(shown)}
      writes={mayWrite(c, row.areaPath)}
      wrong={wrong}
      formKey={newKey(ui.now, random)}
      notice={saved ? { text: ui.t('case.saved'), good: true } : null}
    />,
    status,
  )
}

/** The case to write to. Throws 403 outside the writer's area. */
async function writtenCase(c: C) {
  const found = await ownCase(c)
  if (!mayWrite(c, found.row.areaPath)) throw problem('err.forbidden', 403)
  return found
}

const reasonOf = (c: C, book: Rulebook, row: CaseRow, how: 'suspend' | 'close'): string => {
  const kind = book.opening.cases.find((each) => each.id === row.kind)?.text[c.var.ui.lang]
  return c.var.ui.t(`case.${how}_reason`, { kind: kind ?? row.kind })
}

async function postEntry(c: C): Promise<Response> {
  const { db, ui, random } = c.var
  const found = await writtenCase(c)
  const { row } = found
  const { values, files } = await formFiles(c.req.raw)
  const { due, ...rest } = withoutFile(values, 'photo')
  const form = judge(entryForm(dayOf(ui.now)), due ? { ...rest, due } : rest)
  if (!form.ok) return show(c, found, { which: 'add', form: { values, errors: form.errors } })
  const { key, kind, text, suspend } = form.value
  const photo = await photoOf(c, files.photo, row.placeId, key)
  if (!photo.ok)
    return show(c, found, { which: 'add', form: { values, errors: { photo: photo.problem } } })
  const book = await rulebookInForce(db, ui.now)
  const by = writing(c, book)
  const id = newRowId(random)
  const step: CaseStep | null =
    suspend && row.placeId !== null
      ? { placeId: row.placeId, act: 'suspend', reason: reasonOf(c, book, row, 'suspend') }
      : null
  const entry = {
    id,
    kind,
    text: await encryptField(c.env.FIELD_KEY, entryField(id), text),
    dueOn: kind === 'order' ? (form.value.due ?? null) : null,
    fileId: photo.file?.id ?? null,
  }
  const kept = photo.file
    ? fileStatements(db, { file: photo.file, subject: `cases:${row.id}`, ...by })
    : []
  const added = await addEntry(db, { caseId: row.id, key, entry, step, ...by }, kept)
  if (added || (await entryKeyUsed(db, row.id, key)))
    return c.redirect(`${casePath(row.id)}?done=1`, 303)
  const changed = { values, errors: { '': 'case.changed' } }
  return show(c, await ownCase(c), { which: 'add', form: changed }, 409)
}

/** What the outcome does to the place: closed with its case, or opened again if this case suspended it. */
function stepOf(c: C, book: Rulebook, row: CaseRow, outcome: string): CaseStep | null {
  const { placeId, placeStatus } = row
  if (placeId === null) return null
  if (outcome === 'closed_down' && placeStatus !== 'closed')
    return { placeId, act: 'close', reason: reasonOf(c, book, row, 'close') }
  const own = placeStatus === 'suspended' && row.statusCause === `case:${row.id}`
  return outcome === 'corrected' && own ? { placeId, act: 'resume', reason: null } : null
}

/** A place on the negative list does not open again. */
async function refuseBarred(c: C, book: Rulebook, row: CaseRow, step: CaseStep | null) {
  if (step?.act !== 'resume') return
  const { db, ui } = c.var
  const place = { id: step.placeId, trade: row.trade ?? '' }
  const barred = await barredOn(db, book, place, dayOf(ui.now))
  if (!barred) return
  const reason = barred.by === 'listed' ? barred.reason : barred.entry.reason[ui.lang]
  throw problem('inspect.barred', 409, { reason })
}

/** Tells whoever comes second who was first, and what came of it. */
async function refuseSecond(c: C, { row, entries }: Awaited<ReturnType<typeof ownCase>>) {
  const by = entries.at(-1)?.by ?? null
  const names = await accountNames(c.var.db, by === null ? [] : [by])
  const name = (await nameBook(c.env.FIELD_KEY, names))(by)
  throw problem('case.over', 409, { name, state: c.var.ui.t(`case.state.${row.state}`) })
}

async function postOutcome(c: C): Promise<Response> {
  const { db, ui, random } = c.var
  const found = await writtenCase(c)
  const { row } = found
  const book = await rulebookInForce(db, ui.now)
  const form = await parseForm(c.req.raw, outcomeForm(book, dayOf(ui.now)))
  if (!form.ok) return show(c, found, { which: 'end', form })
  const { version, outcome, department, day, text } = form.value
  const done = `${casePath(row.id)}?done=1`
  const same = row.state === outcome && row.version === version + 1
  if (row.state !== 'open') {
    if (same && found.entries.at(-1)?.by === account(c).id) return c.redirect(done, 303)
    await refuseSecond(c, found)
  }
  const step = stepOf(c, book, row, outcome)
  await refuseBarred(c, book, row, step)
  const id = newRowId(random)
  const entry = { id, text: await encryptField(c.env.FIELD_KEY, entryField(id), text) }
  const ending = { caseId: row.id, version, outcome, department, endedOn: day, entry, step }
  if (await endCase(db, { ...ending, ...writing(c, book) })) return c.redirect(done, 303)
  const now = await ownCase(c)
  if (now.row.state !== 'open') await refuseSecond(c, now)
  const values = { outcome, department: department ?? '', text }
  const changed = { values, errors: { '': 'case.changed' } }
  return show(c, now, { which: 'end', form: changed }, 409)
}

export const caseRoutes = new Hono<AppEnv>()
  .get('/office/cases', allow.officer(...READERS), list)
  .get('/office/cases/new', allow.officer(...WRITERS), (c) => showNew(c))
  .post('/office/cases/new/files', allow.officer(...WRITERS), postNew)
  .get('/office/cases/:id', allow.officer(...READERS), async (c) => show(c, await ownCase(c)))
  .post('/office/cases/:id/entries/files', allow.officer(...WRITERS), postEntry)
  .post('/office/cases/:id/outcome', allow.officer(...WRITERS), postOutcome)
