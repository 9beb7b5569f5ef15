// How an application stands, for its keeper; taking it back; appealing.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import type { Key } from '../../i18n'
import { dayFromIso } from '../../shared/clock'
import { formValues, judge, parseForm } from '../../shared/form'
import { newKey, newRowId } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { lifeOf, type Place } from '../places'
import { type Rulebook, rulebookByVersion } from '../rulebook'
import { openAppeal, openEventText, sealAppeal } from './fields'
import { by, placeAndBook } from './flow'
import { appealForm, stepForm } from './form'
import type { Barred } from './rules'
import { appealUntil, type Decided, decisionAgainst, mayAppeal } from './rules-objection'
import { type ShownEvent, StatusPage } from './status'
import { eventsOf, lastApplication } from './store'
import { withdrawApplication } from './store-draft'
import { appealsOf, comingTo, hasAppeal, listedReason, writeAppeal } from './store-keeper'
import type { Application, ApplicationEvent } from './tables'

type C = Context<AppEnv>

const NOTICES: Record<string, { key: Key; good: boolean }> = {
  submitted: { key: 'apply.notice_submitted', good: true },
  withdrawn: { key: 'apply.notice_withdrawn', good: true },
  appealed: { key: 'apply.notice_appealed', good: true },
  changed: { key: 'apply.notice_changed', good: false },
  not_now: { key: 'apply.notice_not_now', good: false },
}

const statusPath = (place: Pick<Place, 'code'>, notice = ''): string =>
  `/keep/${place.code}/application${notice ? `?notice=${notice}` : ''}`

/** A reason in the words of the rulebook it was given under; one it does not name shows itself. */
function reasonText(c: C, book: Rulebook, reason: string): string {
  const { lang, t } = c.var.ui
  const [list = '', id = ''] = reason.split(':')
  if (list === 'listed') return t('apply.place_listed')
  const entry = list === 'negative_list' ? book.negativeList.find((each) => each.id === id) : null
  const named = [...book.opening.sendBack, ...book.opening.refusals].find(({ id }) => id === reason)
  return (entry?.category ?? named?.text)?.[lang] ?? reason
}

async function shownEvent(c: C, event: ApplicationEvent): Promise<ShownEvent> {
  const book = await rulebookByVersion(c.var.db, event.rulebookVersion)
  const reasons = event.reasons.map((id) => ({ id, text: reasonText(c, book, id) }))
  return { ...event, reasons, text: await openEventText(c.env.FIELD_KEY, event) }
}

/** The entry a refusal by the rules speaks of, as it stood then. */
async function refusedFor(c: C, events: ApplicationEvent[]): Promise<Barred | null> {
  const event = events.findLast((each) => each.act === 'refuse')
  const [list, id = ''] = event?.reasons[0]?.split(':') ?? []
  if (!event || !id) return null
  if (list === 'listed') {
    const listed = await listedReason(c.var.db, Number(id))
    return listed && { by: 'listed', id: Number(id), ...listed }
  }
  const book = await rulebookByVersion(c.var.db, event.rulebookVersion)
  const entry = book.negativeList.find((each) => each.id === id)
  if (!entry) return null
  return { by: 'negative_list', entry, until: entry.to === null ? null : dayFromIso(entry.to) }
}

interface Standing {
  place: Place
  book: Rulebook
  application: Application | null
  events: ApplicationEvent[]
  decided: Decided | null
}

async function readStanding(c: C): Promise<Standing> {
  const { db } = c.var
  const { place, book } = await placeAndBook(c)
  const application = await lastApplication(db, place.id)
  const events = application ? await eventsOf(db, application.id) : []
  const shut = place.status === 'suspended' || place.status === 'closed'
  const changes = shut ? await lifeOf(db, place.id) : []
  return {
    place,
    book,
    application,
    events,
    decided: decisionAgainst(place, application, events, changes),
  }
}

async function appealable(c: C, { place, book, decided }: Standing) {
  const days = book.opening.appealWithinDays
  const appeals = await appealsOf(c.var.db, place.id)
  const may = decided && mayAppeal(decided, appeals, { days, now: c.var.ui.now })
  return { appeals, open: may ? { decided, until: appealUntil(decided, days) } : null }
}

async function showStatus(
  c: C,
  standing: Standing,
  form: FormState = EMPTY_FORM,
): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, book, application, events } = standing
  const { appeals, open } = await appealable(c, standing)
  const text = (column: 'text' | 'answer', id: number, stored: string | null) =>
    openAppeal(c.env.FIELD_KEY, column, id, stored)
  const shown = appeals.map(async (each) => ({
    ...each,
    text: (await text('text', each.id, each.text)) ?? '—',
    answer: await text('answer', each.id, each.answer),
  }))
  const notice = NOTICES[c.req.query('notice') ?? '']
  const page = (
    <StatusPage
      ui={{ ...ui, here: statusPath(place) }}
      {...{ book, place, application, form }}
      events={await Promise.all(events.map((each) => shownEvent(c, each)))}
      barred={application?.state === 'refused' ? await refusedFor(c, events) : null}
      coming={await comingTo(db, place.id)}
      appeals={await Promise.all(shown)}
      appealable={open && { against: open.decided.against, until: open.until }}
      notice={notice ? { text: ui.t(notice.key), good: notice.good } : null}
      newKey={() => newKey(ui.now, random)}
    />
  )
  return html(c, page, Object.keys(form.errors).length > 0 ? 422 : 200)
}

async function postWithdraw(c: C): Promise<Response> {
  const { db } = c.var
  const { place, book, application, events } = await readStanding(c)
  const form = await parseForm(c.req.raw, stepForm)
  if (!form.ok || !application) return c.redirect(statusPath(place, 'changed'), 303)
  const { key, version } = form.value
  if (events.some((each) => each.key === key)) return c.redirect(statusPath(place), 303)
  const seen = { ...application, version }
  const done = await withdrawApplication(db, { ...by(c, book), key, place, application: seen })
  return c.redirect(statusPath(place, done ? 'withdrawn' : 'changed'), 303)
}

async function postAppeal(c: C): Promise<Response> {
  const { db, random } = c.var
  const standing = await readStanding(c)
  const { place, book, application } = standing
  const values = await formValues(c.req.raw)
  const form = judge(appealForm, values)
  if (!form.ok) return showStatus(c, standing, form)
  const { key, against, text } = form.value
  if (await hasAppeal(db, key)) return c.redirect(statusPath(place, 'appealed'), 303)
  const { open } = await appealable(c, standing)
  if (open?.decided.against !== against) return c.redirect(statusPath(place, 'not_now'), 303)
  const id = newRowId(random)
  const sealed = await sealAppeal(c.env.FIELD_KEY, 'text', id, text)
  const said = { ...by(c, book), id, key, place, application, text: sealed }
  const written = await writeAppeal(db, { ...said, decided: open.decided })
  return c.redirect(statusPath(place, written ? 'appealed' : 'not_now'), 303)
}

export const statusRoutes = new Hono<AppEnv>()
  .get('/keep/:code/application', allow.keeper, async (c) => showStatus(c, await readStanding(c)))
  .post('/keep/:code/application/withdraw', allow.keeper, postWithdraw)
  .post('/keep/:code/application/appeal', allow.keeper, postAppeal)
