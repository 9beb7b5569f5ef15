// Measuring the staff, one save for all boxes.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, minuteOfDay } from '../../shared/clock'
import { type FormValues, formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { StaffNav } from '../visits'
import { type AtPlace, atPlace, madeAt } from './at-place'
import { isAway } from './day'
import { staffForm } from './form'
import { readPeople, type Worker, workerPhone } from './people'
import type { Shift } from './rules'
import { type BoxesAsked, boxesPage } from './rules-staff'
import { AWAY, boxesPath, StaffCheckPage } from './staff-check'
import { recordTemperatures, type StaffReading } from './store-taps'
import { showToday, todayPath } from './today-answer'

type C = Context<AppEnv>

const NOON = 12 * 60

async function workersOf(c: C, at: AtPlace): Promise<Worker[]> {
  const { db, ui } = c.var
  const { book, place, keeper } = at
  return (await readPeople(db, c.env, { book, place, now: ui.now, full: keeper })).workers
}

/** A helper knows them by surname and the tail of the phone. */
async function withTails(c: C, at: AtPlace, workers: Worker[]): Promise<Worker[]> {
  if (at.keeper) return workers
  return Promise.all(
    workers.map(async (each) => {
      const phone = await workerPhone(c.env, each)
      return {
        ...each,
        name: `${each.name} ${c.var.ui.t('staff.tail', { tail: phone.slice(-2) })}`,
      }
    }),
  )
}

/** What the address, or the hidden fields of the form, ask for. */
const readAsked = (values: Record<string, string | undefined>, shift: Shift): BoxesAsked => ({
  shift,
  left: values.left === '1',
  q: (values.q ?? '').trim().slice(0, 20),
  after: Number(/^\d{1,15}$/.exec(values.after ?? '')?.[0] ?? 0),
})

interface Shown {
  asked: BoxesAsked
  workers: Worker[]
  /** The boxes that were sent, when a form is shown again. */
  sent?: Worker[]
  form?: FormState
  key?: string | undefined
  /** Something of this save is stored. */
  saved?: boolean
}

async function showBoxes(c: C, at: AtPlace, shown: Shown): Promise<Response> {
  const { ui, random } = c.var
  const { asked, workers, sent, form, key, saved } = shown
  const today = dayOf(ui.now)
  const page = boxesPage(
    workers.filter((each) => !isAway(each, today)),
    asked,
  )
  const boxes = await withTails(c, at, sent && sent.length > 0 ? sent : page.boxes)
  const away = await withTails(
    c,
    at,
    workers.filter((each) => isAway(each, today) && !boxes.some(isSame(each))),
  )
  const here = boxesPath(at.place, asked)
  return html(
    c,
    <StaffCheckPage
      ui={{ ...ui, here }}
      book={at.book}
      place={at.place}
      asked={asked}
      page={{ ...page, boxes }}
      away={away}
      form={form ?? EMPTY_FORM}
      formKey={key ?? newKey(ui.now, random)}
      saved={saved ?? c.req.query('notice') === 'done'}
    >
      <StaffNav ui={ui} place={at.place} keeper={at.keeper} current="today" />
    </StaffCheckPage>,
    form ? 422 : 200,
  )
}

const isSame =
  ({ workerId }: Pick<Worker, 'workerId'>) =>
  (other: Pick<Worker, 'workerId'>): boolean =>
    other.workerId === workerId

/** Whether a box belongs to somebody who is not (or no longer) on the list. */
const strangers = (values: Record<string, string>, workers: Worker[]): boolean =>
  Object.keys(values).some(
    (name) => /^t\d+$/.test(name) && !workers.some((each) => name === `t${each.workerId}`),
  )

/** On to the boxes that follow; after the last to the day's page. */
function onward(at: AtPlace, workers: Worker[], asked: BoxesAsked): string {
  const { boxes, more } = boxesPage(workers, asked)
  const last = boxes.at(-1)
  if (!more || !last) return todayPath(at, 'done')
  return `${boxesPath(at.place, { ...asked, after: last.workerId })}&notice=done`
}

/** A box left as it was shown is no new reading. */
function changedOf(readings: StaffReading[], workers: Worker[], shift: Shift): StaffReading[] {
  const standing = new Map(workers.map((each) => [each.workerId, each[shift]]))
  return readings.filter(({ workerId, temperature, seen }) => {
    const reading = standing.get(workerId)
    return !(reading && reading.id === seen && reading.temperature === temperature)
  })
}

/** The others of this save are stored; whoever may not work yet stands with an error at the box. */
async function refuseAway(
  c: C,
  at: AtPlace,
  refused: { asked: BoxesAsked; away: Worker[]; values: FormValues; saved: boolean },
): Promise<Response> {
  const { asked, away, values, saved } = refused
  const typed = away.filter(({ workerId }) => values[`t${workerId}`]?.trim())
  const names = typed.map(({ workerId }) => `t${workerId}`)
  const form = {
    values: Object.fromEntries(names.map((name) => [name, values[name] ?? ''])),
    errors: Object.fromEntries(names.map((name) => [name, AWAY])),
  }
  return showBoxes(c, at, { asked, workers: await workersOf(c, at), sent: typed, form, saved })
}

async function postBoxes(c: C): Promise<Response> {
  const at = await atPlace(c)
  const { db, ui } = c.var
  const values = await formValues(c.req.raw)
  const { left: _, q: __, after: ___, ...typed } = values
  const workers = await workersOf(c, at)
  const shift: Shift = values.shift === 'pm' ? 'pm' : 'am'
  const asked = readAsked(values, shift)
  const sent = workers.filter((each) => `t${each.workerId}` in values)
  const again = { asked, workers, sent, key: values.key }
  if (strangers(values, workers))
    return showBoxes(c, at, { ...again, form: { values, errors: { '': 'board.worker_gone' } } })
  const ids = sent.map((each) => each.workerId)
  const form = judge(staffForm(at.book, ids), typed)
  if (!form.ok) return showBoxes(c, at, { ...again, form })
  const { key } = form.value
  if (dayOf(madeAt(key)) !== dayOf(ui.now)) {
    const errors = { '': 'keep.notice.old_page' }
    return showBoxes(c, at, { asked, workers, sent, form: { values, errors } })
  }
  const changed = changedOf(form.value.readings, workers, shift)
  const away = sent.filter((each) => isAway(each, dayOf(ui.now)))
  const present = changed.filter((each) => !away.some(isSame(each)))
  const tap = { key, placeId: at.place.id, day: dayOf(ui.now), at: ui.now, actor: at.actor }
  const stored = await recordTemperatures(db, { ...tap, shift, readings: present })
  if (present.length < changed.length)
    return refuseAway(c, at, { asked, away, values, saved: stored > 0 })
  const refused = changed.length - stored
  if (refused <= 0) return c.redirect(onward(at, workers, asked), 303)
  return showToday(c, at, { status: 409, notice: ui.t('keep.notice.part', { n: refused }) })
}

export const staffCheckRoutes = new Hono<AppEnv>()
  .get('/keep/:code/staff-check', allow.staff, async (c) => {
    const at = await atPlace(c)
    const query = c.req.query()
    const byClock = minuteOfDay(c.var.ui.now) < NOON ? 'am' : 'pm'
    const shift = query.shift === 'am' || query.shift === 'pm' ? query.shift : byClock
    const asked = readAsked(query, shift)
    return showBoxes(c, at, { asked, workers: await workersOf(c, at) })
  })
  .post('/keep/:code/staff-check', allow.staff, postBoxes)
