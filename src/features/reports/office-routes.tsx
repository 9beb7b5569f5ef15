// The office's side: a day of all enterprises, one of them, accidents, a file to take along.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { timeOf } from '../../i18n/format'
import { dayOf, isoDay } from '../../shared/clock'
import { csvFile } from '../../shared/csv'
import { formValues } from '../../shared/form'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { account, allow, covers, rolesOf } from '../accounts'
import { CallCard, calleesOf, listAreas } from '../places'
import { rulebookByVersion, rulebookInForce } from '../rulebook'
import { areasOf, coveredEnterprise, coverOf, coversPlace, DOERS, READERS } from './cover'
import { openReports } from './day'
import { openNames } from './fields'
import { readBefore, readOfficeQuery } from './form'
import { AccidentsPage } from './office-accidents'
import { GroupPage } from './office-group'
import { areaNames, DayPage, stateText } from './office-list'
import { OnePage, ReportSheet } from './office-one'
import { openAccidents } from './opened'
import { dueAt } from './rules'
import { auditRead } from './store'
import { ACCIDENT_ROWS, accidentById, listAccidents, seeAccident } from './store-accidents'
import { type DayLine, lineOf, listDay, readOfficeDay, wholeDay } from './store-office'
import { rostersOf } from './store-roster'

type C = Context<AppEnv>

const by = (c: C) => ({ actor: account(c), now: c.var.ui.now })

async function asked(c: C, values: Record<string, string>) {
  const { db, ui } = c.var
  const today = dayOf(ui.now)
  const query = readOfficeQuery(values, today)
  const book = await rulebookInForce(db, ui.now)
  const { areas, area } = await areasOf(c, query.area)
  const of = { day: query.day, areaPath: area.path, cover: coverOf(account(c), book) }
  return { today, query, book, areas, area, of, due: dueAt(book, query.day) }
}

async function showDay(c: C): Promise<Response> {
  const { db, ui } = c.var
  const { of, query, due, today, areas, area } = await asked(c, c.req.query())
  const office = await readOfficeDay(db, of)
  const list = await listDay(
    db,
    { ...of, view: query.view, q: query.q, after: query.after, from: query.from },
    office,
  )
  const here = `/office/reports?day=${isoDay(query.day)}&area=${area.id}&view=${query.view}`
  const props = { query, today, due, areas, area, sums: office.sums, ...list }
  return html(c, <DayPage ui={{ ...ui, here }} roles={rolesOf(c)} {...props} />)
}

/** All who have not reported, for the group: names of enterprises, nobody's name or number. */
async function showGroup(c: C): Promise<Response> {
  const { db, ui } = c.var
  const { of, query, due, area } = await asked(c, c.req.query())
  const missing = await wholeDay(db, of, await readOfficeDay(db, of), 'missing')
  const here = `/office/reports/group?day=${isoDay(query.day)}&area=${area.id}`
  const props = { query, due, area, missing }
  return html(c, <GroupPage ui={{ ...ui, here }} roles={rolesOf(c)} {...props} />)
}

/** Names of enterprises and figures, nobody's name or number. */
async function exportDay(c: C): Promise<Response> {
  const { db, ui } = c.var
  const { of, query, due, areas, area } = await asked(c, await formValues(c.req.raw))
  const rows = await wholeDay(db, of, await readOfficeDay(db, of))
  const nameOf = areaNames(ui, areas)
  const day = isoDay(query.day)
  await auditRead(db, 'reports.export', `areas:${area.id}:${day}`, by(c))
  const columns: [string, (row: DayLine) => string | number | null][] = [
    [ui.t('desk.csv.code'), ({ code }) => code],
    [ui.t('desk.csv.name'), ({ name }) => name],
    [ui.t('desk.csv.area'), ({ areaPath }) => nameOf(areaPath)],
    [ui.t('desk.csv.state'), (row) => stateText(ui, row, due).text],
    [ui.t('desk.csv.time'), ({ at }) => (at === null ? '' : timeOf(at))],
    [ui.t('daily.figure.staff'), ({ staff }) => staff],
    [ui.t('daily.figure.present'), ({ present }) => present],
    [ui.t('daily.figure.measured'), ({ measured }) => measured],
    [ui.t('daily.figure.abnormal'), ({ abnormal }) => abnormal],
    [ui.t('daily.figure.returned'), ({ returned }) => returned],
    [ui.t('daily.figure.outside'), ({ outside }) => outside],
    [ui.t('daily.figure.watched'), ({ watched }) => watched],
    [ui.t('daily.masks_left'), ({ masks }) => masks],
    [ui.t('desk.csv.gaps'), ({ gaps }) => gaps],
  ]
  const file = csvFile([
    columns.map(([name]) => name),
    ...rows.map((row) => columns.map(([, value]) => String(value(row) ?? ''))),
  ])
  return c.body(file, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="reports-${day}.csv"`,
  })
}

async function showOne(c: C): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const place = await coveredEnterprise(c, book)
  const { day } = readOfficeQuery(c.req.query(), dayOf(ui.now))
  const reports = await openReports(c, place.id, day)
  const [roster] = await rostersOf(db, place.id, day, day)
  await auditRead(db, 'reports.read', `places:${place.id}:${isoDay(day)}`, by(c))
  const row = await lineOf(db, place.id, day)
  const may = covers(account(c), [...DOERS], place)
  const callees = may ? await calleesOf(db, c.env.FIELD_KEY, place) : null
  const props = {
    ...{ book, place, day, reports },
    state: row ? stateText(ui, row, dueAt(book, day)).text : ui.t('desk.state.none'),
    duty: await openNames(c.env, place.id, day, roster?.names ?? null),
  }
  const here = `/office/reports/${place.code}?day=${isoDay(day)}`
  const form = { values: { to: callees?.[0]?.to ?? '', purpose: 'daily' }, errors: {} }
  return html(
    c,
    <OnePage ui={{ ...ui, here }} roles={rolesOf(c)} {...props}>
      {callees ? <CallCard ui={ui} place={place} callees={callees} form={form} /> : null}
    </OnePage>,
  )
}

async function showSheet(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await coveredEnterprise(c, await rulebookInForce(db, ui.now))
  const { day } = readOfficeQuery(c.req.query(), dayOf(ui.now))
  const report = (await openReports(c, place.id, day)).at(-1)
  if (!report) throw problem('daily.none', 404)
  await auditRead(db, 'reports.print', `places:${place.id}:${isoDay(day)}`, by(c))
  const area = (await listAreas(db)).find(({ id }) => id === place.areaId)
  const props = {
    ...{ place, day, report },
    book: await rulebookByVersion(db, report.rulebookVersion),
    area: (ui.lang === 'zh' ? area?.name : area?.nameEn) ?? '',
  }
  const here = `/office/reports/${place.code}/form?day=${isoDay(day)}`
  return html(c, <ReportSheet ui={{ ...ui, here }} {...props} />)
}

async function showAccidents(c: C): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const onlyNew = c.req.query('show') === 'new'
  const before = readBefore(c.req.query('before'))
  const found = await listAccidents(db, { cover: coverOf(account(c), book), onlyNew, before })
  const shown = found.slice(0, ACCIDENT_ROWS)
  if (shown.length > 0)
    await auditRead(db, 'reports.read_accidents', `accidents:${shown[0]?.id}`, by(c))
  const done = c.req.query('done')
  const said = done === '1' ? 'desk.seen' : done === '0' ? 'desk.seen_already' : null
  const props = {
    ...{ book, onlyNew, more: found.length > ACCIDENT_ROWS },
    accidents: await openAccidents(c, shown),
    mine: new Set(
      shown.filter((each) => coversPlace(account(c), book, each, DOERS)).map(({ id }) => id),
    ),
    notice: said ? { text: ui.t(said), good: done === '1' } : null,
  }
  const here = `/office/reports/accidents${onlyNew ? '?show=new' : ''}`
  return html(c, <AccidentsPage ui={{ ...ui, here }} roles={rolesOf(c)} {...props} />)
}

export const officeRoutes = new Hono<AppEnv>()
  .get('/office/reports', allow.officer(...READERS), showDay)
  .post('/office/reports/export', allow.officer(...READERS), exportDay)
  .get('/office/reports/group', allow.officer(...READERS), showGroup)
  .get('/office/reports/accidents', allow.officer(...READERS), showAccidents)
  .post('/office/reports/accidents/:id/seen', allow.officer(...DOERS), async (c) => {
    const { db, ui } = c.var
    const id = readBefore(c.req.param('id'))
    const accident = id === null ? null : await accidentById(db, id)
    if (!accident) throw problem('err.not_found', 404)
    const book = await rulebookInForce(db, ui.now)
    if (!coversPlace(account(c), book, accident, DOERS)) throw problem('err.forbidden', 403)
    const seen = await seeAccident(db, accident.id, by(c))
    return c.redirect(`/office/reports/accidents?done=${seen ? 1 : 0}`, 303)
  })
  .get('/office/reports/:code', allow.officer(...READERS), showOne)
  .get('/office/reports/:code/form', allow.officer(...READERS), showSheet)
