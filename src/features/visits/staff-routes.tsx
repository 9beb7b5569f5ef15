// The staff's side of the door: the list, one entry and its changes, entering someone.

import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { formValues, judge, parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { fragment, html } from '../../ui/html'
import type { Notice } from '../../ui/notice'
import { account, allow } from '../accounts'
import { countTodo } from '../board'
import { patrolCodeNow } from '../patrols'
import { doorState, spokenAt } from '../places'
import { rulebookJustRead, seenRulebook } from '../rulebook'
import { owedHere } from '../watches'
import { showBusy } from './busy-answer'
import {
  admit,
  correct,
  type ListedVisit,
  leave,
  measure,
  report,
  type Step,
  voidVisit,
} from './changes'
import { checkIn } from './check-in'
import { type EntryAct, EntryPage } from './entry'
import { correctForm, measureForm, proxyForm, tapForm, voidForm } from './form'
import { ProxyPage } from './proxy'
import { remeasureAt } from './rules'
import { entryPath, listVersion, StaffList, StaffPage } from './staff'
import { changeVisit, listEntries, readEntry, readStaffDay } from './staff-store'
import { entryWord } from './word'

type C = Context<AppEnv>

/** The place of `:code` with its day and the rules in force. */
async function staffDay(c: C) {
  const { db, ui } = c.var
  const code = readPlaceCode(c.req.param('code') ?? '') ?? ''
  const today = dayOf(ui.now)
  const seen = await seenRulebook(db, ui.now)
  const door = await readStaffDay(db, code, seen, ui.now, today)
  if (!door) throw problem('place.unknown', 404)
  return {
    ...door,
    code,
    today,
    book: await rulebookJustRead(db, door.rulebookVersion, ui.now),
    state: doorState(door.place, ui.now),
    keeper: account(c).places.some(
      (each) => each.placeId === door.place.id && each.role === 'keeper',
    ),
  }
}

type StaffDay = Awaited<ReturnType<typeof staffDay>>

const NOTICES = { done: 'staff.done', changed: 'staff.changed', not_now: 'staff.not_now' } as const

/** What the last step came to, from the address it led to. */
const noticeOf = (c: C): Notice | null => {
  const name = c.req.query('notice')
  if (name !== 'done' && name !== 'changed' && name !== 'not_now') return null
  return { text: c.var.ui.t(NOTICES[name]), good: name === 'done' }
}

async function listProps(c: C, day: StaffDay) {
  const { db, ui } = c.var
  const before = /^[0-9A-Z]{26}$/.exec(c.req.query('before') ?? '')?.[0] ?? null
  const waitingOnly = c.req.query('show') === 'waiting'
  const list = await listEntries(db, {
    placeId: day.place.id,
    day: day.today,
    before,
    waiting: waitingOnly,
  })
  const { TOWN_SECRET: secret } = c.env
  const word = await entryWord(secret, day.book, ui.lang, day.place.id, ui.now)
  const patrolCode = await patrolCodeNow(secret, day.book, day.place.id, ui.now)
  return { ui, ...day, ...list, waitingOnly, word, patrolCode, notice: noticeOf(c) }
}

/** The entry of `:entry` at this place, e.g. `20782-01JD…`. */
async function entryOf(c: C, day: StaffDay): Promise<ListedVisit> {
  const [, number = '', key = ''] =
    /^(\d{1,6})-([0-9A-Z]{26})$/.exec(c.req.param('entry') ?? '') ?? []
  const visit = key ? await readEntry(c.var.db, day.place.id, Number(number), key) : null
  if (!visit) throw problem('err.not_found', 404)
  return visit
}

const refuse = (
  c: C,
  day: StaffDay,
  visit: ListedVisit,
  act: EntryAct,
  form: FormState,
): Response =>
  html(
    c,
    <EntryPage
      ui={{ ...c.var.ui, here: entryPath(day.place, visit) }}
      {...day}
      visit={visit}
      refused={{ act, form }}
    />,
    422,
  )

interface Act {
  name: string
  reason?: string
  detail?: Record<string, string | number>
}

/** Writes a step if the entry is still as the form showed it, then shows how it stands. */
async function act(
  c: C,
  day: StaffDay,
  visit: ListedVisit,
  version: number,
  step: Step,
  { name, reason, detail }: Act,
): Promise<Response> {
  const { db, ui } = c.var
  const path = entryPath(day.place, visit)
  if (version !== visit.version) return c.redirect(`${path}?notice=changed`, 303)
  if (!step.ok && step.code === 'staff.too_early') {
    const time = timeOf(remeasureAt(day.book, visit.readings))
    return html(
      c,
      <EntryPage
        ui={{ ...ui, here: path }}
        {...day}
        visit={visit}
        notice={{ text: spokenAt(ui, day.place).t(step.code, { time }), good: false }}
      />,
      409,
    )
  }
  if (!step.ok) return c.redirect(`${path}?notice=not_now`, 303)
  const won = await changeVisit(db, day.book, visit, step.after, {
    at: ui.now,
    actor: account(c),
    act: `visits.${name}`,
    subject: `visits:${visit.placeId}/${visit.day}/${visit.key}`,
    reason,
    detail,
    rulebookVersion: day.book.version,
  })
  if (!won) return c.redirect(`${path}?notice=changed`, 303)
  // A finished entry goes back to the list; one that still needs the staff stays.
  const settled =
    step.after.verdict === 'go' || step.after.voidedAt !== null || step.after.reportedAt !== null
  return c.redirect(settled ? `/keep/${day.code}?notice=done` : `${path}?notice=done`, 303)
}

const TAPS = { admit, leave, report } as const

export const staffRoutes = new Hono<AppEnv>()
  .get('/keep/:code', allow.staff, async (c) => {
    const day = await staffDay(c)
    const todo = await countTodo(c.var.db, { ...day, now: c.var.ui.now })
    const watched = await owedHere(c.var.db, day.place.id, c.var.ui.now)
    return html(c, <StaffPage {...(await listProps(c, day))} todo={todo} watched={watched} />)
  })
  .get('/keep/:code/list', allow.staff, async (c) => {
    const day = await staffDay(c)
    if (c.req.query('v') === listVersion(day.counts, c.var.ui.now)) return c.body(null, 204)
    c.header('X-List-Version', listVersion(day.counts, c.var.ui.now))
    return fragment(c, <StaffList {...(await listProps(c, day))} />)
  })
  .get('/keep/:code/proxy', allow.staff, async (c) => {
    const { ui, random } = c.var
    return html(
      c,
      <ProxyPage
        ui={ui}
        {...(await staffDay(c))}
        form={EMPTY_FORM}
        formKey={newKey(ui.now, random)}
      />,
    )
  })
  .post('/keep/:code/proxy', allow.staff, async (c) => {
    const { ui, random } = c.var
    const day = await staffDay(c)
    const values = await formValues(c.req.raw)
    const form = judge(proxyForm(day.book), values)
    if (!form.ok) {
      return html(
        c,
        <ProxyPage
          ui={ui}
          {...day}
          form={form}
          formKey={form.values.key ?? newKey(ui.now, random)}
        />,
        422,
      )
    }
    const { key, name, phone, where, temperature, party } = form.value
    const contact = { name, phone, ...(where ? { where } : {}) }
    const entry = await checkIn(c, day.book, {
      code: day.code,
      key,
      contact,
      temperature,
      party,
      source: 'staff',
      by: account(c).id,
      device: null,
    })
    if (entry.outcome === 'busy') return showBusy(c, c.req.path, values)
    if (entry.outcome === 'written' && entry.verdict === 'go')
      return c.redirect(`/keep/${day.code}?notice=done`, 303)
    return c.redirect(entryPath(day.place, entry), 303)
  })
  .get('/keep/:code/entries/:entry', allow.staff, async (c) => {
    const day = await staffDay(c)
    return html(
      c,
      <EntryPage ui={c.var.ui} {...day} visit={await entryOf(c, day)} notice={noticeOf(c)} />,
    )
  })
  .post('/keep/:code/entries/:entry/measure', allow.staff, async (c) => {
    const day = await staffDay(c)
    const visit = await entryOf(c, day)
    const form = await parseForm(c.req.raw, measureForm(day.book))
    if (!form.ok) return refuse(c, day, visit, 'measure', form)
    const reading = { t: form.value.temperature, at: c.var.ui.now, by: account(c).id }
    const step = measure(day.book, visit, reading, { live: day.live, capacity: day.place.capacity })
    return act(c, day, visit, form.value.version, step, { name: 'measure' })
  })
  .post('/keep/:code/entries/:entry/correct', allow.staff, async (c) => {
    const day = await staffDay(c)
    const visit = await entryOf(c, day)
    const form = await parseForm(c.req.raw, correctForm(day.book))
    if (!form.ok) return refuse(c, day, visit, 'correct', form)
    const { version, reason, ...fix } = form.value
    const step = correct(day.book, visit, { ...fix, by: account(c).id }, c.var.ui.now)
    return act(c, day, visit, version, step, {
      name: 'correct',
      reason,
      detail: { party: visit.party, to: fix.party },
    })
  })
  .post('/keep/:code/entries/:entry/void', allow.staff, async (c) => {
    const day = await staffDay(c)
    const visit = await entryOf(c, day)
    const form = await parseForm(c.req.raw, voidForm)
    if (!form.ok) return refuse(c, day, visit, 'void', form)
    return act(c, day, visit, form.value.version, voidVisit(day.book, visit, c.var.ui.now), {
      name: 'void',
      reason: form.value.reason,
    })
  })
  .post('/keep/:code/entries/:entry/:tap{admit|leave|report}', allow.staff, async (c) => {
    const day = await staffDay(c)
    const visit = await entryOf(c, day)
    const form = await parseForm(c.req.raw, tapForm)
    if (!form.ok) return c.redirect(`${entryPath(day.place, visit)}?notice=changed`, 303)
    const tap = c.req.param('tap') as keyof typeof TAPS
    return act(c, day, visit, form.value.version, TAPS[tap](day.book, visit, c.var.ui.now), {
      name: tap,
    })
  })
