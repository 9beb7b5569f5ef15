// The duty roster of an enterprise: seven days, one of them, a copy, a sheet.
import type { Context } from 'hono'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from '../../env'
import { isoDay } from '../../shared/clock'
import { type FormErrors, formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { openWorkerField, staffOn } from '../people'
import { StaffNav } from '../visits'
import { type AtEnterprise, ownEnterprise } from './day'
import { openNames, sealNames } from './fields'
import { copyForm, namesField, rosterPage } from './form'
import { type RosterDay, RosterDayPage, RosterSheet, WeekPage } from './roster'
import { cellsOf, filledFrom, gapsIn, type Names, ROSTER_DAYS, rosterDays } from './rules-roster'
import { rostersOf, saveRosters } from './store-roster'

type C = Context<AppEnv>

/** The rosters of some days in a row, opened; nobody where there is none. */
async function openDays(c: C, placeId: number, from: number, count: number): Promise<RosterDay[]> {
  const rows = await rostersOf(c.var.db, placeId, from, from + count - 1)
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const row = rows.find(({ day }) => day === from + i)
      const names = await openNames(c.env, placeId, from + i, row?.names ?? null)
      return { day: from + i, names, version: row?.version ?? 0 }
    }),
  )
}

const keys = (c: C) => () => newKey(c.var.ui.now, c.var.random)
const nav = (c: C, at: AtEnterprise) => (
  <StaffNav ui={c.var.ui} place={at.place} keeper={at.keeper} current="report" />
)

const SAID = { saved: 'roster.saved', copied: 'roster.copied', same: 'roster.same' } as const
const isSaid = (name: string): name is keyof typeof SAID => Object.hasOwn(SAID, name)
function noticeOf(c: C) {
  const done = c.req.query('done') ?? ''
  return isSaid(done) ? { text: c.var.ui.t(SAID[done]), good: done !== 'same' } : null
}

/** The day in the address, if its roster may be changed still. Throws 404. */
function dayOfPath(c: C, today: number): number {
  const day = rosterDays(today).find((each) => isoDay(each) === c.req.param('day'))
  if (day === undefined) throw problem('roster.other_day', 404)
  return day
}

/** Names to choose from; more would weigh more than they help. */
const MOST_NAMES = 200

async function staffOf(c: C, { place, keeper, today }: AtEnterprise): Promise<string[]> {
  if (!keeper) return []
  const sealed = await staffOn(c.var.db, place.id, today)
  return Promise.all(
    sealed
      .slice(0, MOST_NAMES)
      .map(({ workerId, name }) => openWorkerField(c.env.FIELD_KEY, 'name', workerId, name)),
  )
}

interface Shown {
  form: FormState
  status: 200 | 409 | 422
  warning?: string
}

async function showDay(c: C, at: AtEnterprise, shown: Shown | null = null): Promise<Response> {
  const { ui } = c.var
  const day = dayOfPath(c, at.today)
  const [standing] = await openDays(c, at.place.id, day, 1)
  return html(
    c,
    <RosterDayPage
      ui={{ ...ui, here: `/keep/${at.place.code}/roster/${isoDay(day)}` }}
      book={at.book}
      place={at.place}
      day={day}
      version={standing?.version ?? 0}
      form={shown?.form ?? { values: standing?.names ?? {}, errors: {} }}
      newKey={keys(c)}
      staff={await staffOf(c, at)}
      notice={shown?.warning ? { text: shown.warning, good: false } : noticeOf(c)}
    >
      {nav(c, at)}
    </RosterDayPage>,
    shown?.status ?? 200,
  )
}

async function saveDay(c: C): Promise<Response> {
  const at = await ownEnterprise(c)
  const day = dayOfPath(c, at.today)
  const values = await formValues(c.req.raw)
  const page = judge(rosterPage, values)
  const errors: FormErrors = page.ok ? {} : page.errors
  const names: Names = {}
  for (const { id } of cellsOf(at.book.reports)) {
    const read = v.safeParse(namesField, values[id] ?? '')
    if (!read.success) errors[id] = read.issues[0].message
    else if (read.output) names[id] = read.output
  }
  if (!page.ok || Object.keys(errors).length > 0)
    return showDay(c, at, { form: { values, errors }, status: 422 })
  const { key, version } = page.value
  const saved = await save(c, at, [{ day, names, version, key }])
  const [row] = saved > 0 ? [] : await rostersOf(c.var.db, at.place.id, day, day)
  if (saved > 0 || row?.key === key)
    return c.redirect(`/keep/${at.place.code}/roster?done=saved`, 303)
  const warning = c.var.ui.t('roster.taken')
  return showDay(c, at, { form: { values, errors: {} }, status: 409, warning })
}

/** Saves rosters as they are given. */
async function save(c: C, at: AtEnterprise, days: (RosterDay & { key: string })[]) {
  const { place, book, actor } = at
  const rows = await Promise.all(
    days.map(async ({ day, names, version, key }) => ({
      ...{ day, version, key, placeId: place.id, rulebookVersion: book.version },
      names: await sealNames(c.env, place.id, day, names),
      gaps: gapsIn(book.reports, names).length,
    })),
  )
  return saveRosters(c.var.db, rows, { actor, now: c.var.ui.now })
}

/** Fills what is empty from the day, or the week, before; nothing that is filled changes. */
async function copy(c: C, first: (at: AtEnterprise) => number): Promise<Response> {
  const at = await ownEnterprise(c)
  const day = first(at)
  const form = judge(copyForm, await formValues(c.req.raw))
  if (!form.ok) throw problem('daily.key', 422)
  const { key, from } = form.value
  const back = from === 'week' ? ROSTER_DAYS : 1
  const count = from === 'week' ? ROSTER_DAYS : 1
  const all = await openDays(c, at.place.id, day - back, back + count)
  const filled = all.slice(back).flatMap((each, i) => {
    const names = filledFrom(at.book.reports, each.names, all[i]?.names ?? {})
    const more = Object.keys(names).length > Object.keys(each.names).length
    return more ? [{ ...each, names, key: `${key}:${each.day}` }] : []
  })
  const done = (await save(c, at, filled)) > 0 ? 'copied' : 'same'
  const to = from === 'week' ? '' : `/${isoDay(day)}`
  return c.redirect(`/keep/${at.place.code}/roster${to}?done=${done}`, 303)
}

export const rosterRoutes = new Hono<AppEnv>()
  .get('/keep/:code/roster', allow.staff, async (c) => {
    const at = await ownEnterprise(c)
    const ui = { ...c.var.ui, here: `/keep/${at.place.code}/roster` }
    const days = await openDays(c, at.place.id, at.today, ROSTER_DAYS)
    const props = { ui, book: at.book, place: at.place, days, notice: noticeOf(c) }
    return html(
      c,
      <WeekPage {...props} newKey={keys(c)}>
        {nav(c, at)}
      </WeekPage>,
    )
  })
  .get('/keep/:code/roster/sheet', allow.staff, async (c) => {
    const at = await ownEnterprise(c)
    const ui = { ...c.var.ui, here: `/keep/${at.place.code}/roster/sheet` }
    const days = await openDays(c, at.place.id, at.today, ROSTER_DAYS)
    return html(c, <RosterSheet ui={ui} book={at.book} place={at.place} days={days} />)
  })
  .post('/keep/:code/roster/copy', allow.staff, (c) => copy(c, ({ today }) => today))
  .get('/keep/:code/roster/:day', allow.staff, async (c) => showDay(c, await ownEnterprise(c)))
  .post('/keep/:code/roster/:day', allow.staff, saveDay)
  .post('/keep/:code/roster/:day/copy', allow.staff, (c) =>
    copy(c, ({ today }) => dayOfPath(c, today)),
  )
