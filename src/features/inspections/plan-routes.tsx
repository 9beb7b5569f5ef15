// The office's lists, and planning from them.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, isoDay } from '../../shared/clock'
import { formValues } from '../../shared/form'
import { newKey } from '../../shared/ids'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import type { Notice } from '../../ui/notice'
import { account, allow, openName, rangesOf, rolesOf, scopesOf } from '../accounts'
import { listAreas } from '../places'
import { foldName } from '../places/rules'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { type InspectionQuery, judgePlan, purposeOf, readQuery } from './form'
import { type Candidate, ListPage } from './list'
import { PLANNERS, READERS } from './record'
import { listCandidates } from './store-candidates'
import { listInspections } from './store-list'
import { planInspections } from './store-plan'

type C = Context<AppEnv>

const plans = (c: C): boolean => scopesOf(account(c), ...PLANNERS).length > 0

/** Who may be sent where places wait; nobody, for whoever may not plan. */
async function candidatesOf(c: C, book: Rulebook, query: InspectionQuery) {
  if (purposeOf(query.show) === null || !plans(c)) return { candidates: [], moreOfficers: '' }
  const { db, ui } = c.var
  const all = book.departments.map((each) => each.id)
  const { people, next } = await listCandidates(db, ui.now, query.officers)
  const candidates: Candidate[] = await Promise.all(
    people.map(async ({ id, name, department, lately }) => ({
      id,
      usual: department !== '' || lately,
      name: await openName(c.env.FIELD_KEY, id, name),
      departments: all.filter((each) => !department || each === department),
    })),
  )
  return { candidates, moreOfficers: next }
}

/** The page of a list and all it takes to plan from it. */
async function readPage(c: C, query: InspectionQuery) {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const areas = await listAreas(db)
  const roles = plans(c) && purposeOf(query.show) !== null ? PLANNERS : READERS
  const filter = {
    ...query,
    q: foldName(query.q),
    areaPath: areas.find((each) => each.id === query.area)?.path ?? '/',
    ranges: rangesOf(account(c), ...roles),
    today: dayOf(ui.now),
  }
  const list = await listInspections(db, filter, book)
  return { query, book, areas, ...list, ...(await candidatesOf(c, book, query)) }
}

type PageRead = Awaited<ReturnType<typeof readPage>>

interface Shown {
  form?: FormState
  key?: string | undefined
  notice?: Notice | null
}

function show(c: C, page: PageRead, { form, key, notice = null }: Shown = {}): Response {
  const { ui, random } = c.var
  const values = { day: isoDay(dayOf(ui.now)) }
  return html(
    c,
    <ListPage
      ui={{ ...ui, here: `/office/inspections?show=${page.query.show}` }}
      roles={rolesOf(c)}
      {...page}
      form={form ?? { values, errors: {} }}
      formKey={key ?? newKey(ui.now, random)}
      notice={notice}
    />,
    form ? 422 : 200,
  )
}

function noticeOf(c: C): Notice | null {
  const [, planned = '', asked = ''] = /^(\d{1,3})~(\d{1,3})$/.exec(c.req.query('done') ?? '') ?? []
  if (!planned) return null
  const all = planned === asked
  const text = c.var.ui.t(all ? 'inspect.plan_done' : 'inspect.plan_some', { n: planned })
  return { text, good: all }
}

async function postPlan(c: C): Promise<Response> {
  const { db, ui } = c.var
  const values = await formValues(c.req.raw)
  const page = await readPage(c, readQuery(values))
  const purpose = purposeOf(page.query.show)
  if (purpose === null) return c.redirect('/office/inspections', 303)
  const { book, rows, candidates: officers } = page
  const ticked = Object.keys(values).flatMap((name) => /^p([1-9]\d{0,14})$/.exec(name)?.[1] ?? [])
  const form = judgePlan(values, {
    today: dayOf(ui.now),
    // A place planned meanwhile is no longer listed; sent again, the form is answered as before.
    places: [...new Set([...rows.map((row) => row.id), ...ticked.slice(0, 50).map(Number)])],
    officers,
    least: book.opening.jointDepartments,
  })
  if (!form.ok) return show(c, page, { form, key: values.key })
  const actor = account(c)
  const ranges = rangesOf(actor, ...PLANNERS)
  const { placeIds, onDay } = form.value
  const n = await planInspections(db, {
    ...form.value,
    purpose,
    actor,
    ranges,
    book,
    now: ui.now,
  })
  const planned = onDay > dayOf(ui.now) ? 'planned' : 'today'
  const list = placeIds.length > n ? page.query.show : planned
  return c.redirect(`/office/inspections?show=${list}&done=${n}~${placeIds.length}`, 303)
}

export const planRoutes = new Hono<AppEnv>()
  .get('/office/inspections', allow.officer(...READERS), async (c) =>
    show(c, await readPage(c, readQuery(c.req.query())), { notice: noticeOf(c) }),
  )
  .post('/office/inspections/plan', allow.officer(...PLANNERS), postPlan)
