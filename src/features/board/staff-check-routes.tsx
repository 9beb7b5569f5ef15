// Measuring the staff, one save for all boxes.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, minuteOfDay } from '../../shared/clock'
import { decryptField } from '../../shared/fields'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { StaffNav } from '../visits'
import { type AtPlace, atPlace, madeAt } from './at-place'
import { readDay, type Worker } from './day'
import { staffForm } from './form'
import type { Shift } from './rules'
import { StaffCheckPage } from './staff-check'
import { workerPhones } from './store'
import { recordTemperatures } from './store-taps'
import { showToday, todayPath } from './today-answer'

type C = Context<AppEnv>

const NOON = 12 * 60

const workersOf = async (c: C, at: AtPlace): Promise<Worker[]> => {
  const { db, ui } = c.var
  const { book, place, keeper } = at
  const { workers } = await readDay(db, c.env, { book, place, now: ui.now, full: keeper })
  if (keeper) return workers
  // A helper knows them by surname and the tail of the phone.
  const phones = await workerPhones(db, place.id)
  return Promise.all(
    workers.map(async (each) => {
      const where = { table: 'workers', column: 'phone', row: each.workerId }
      const phone = await decryptField(c.env.FIELD_KEY, where, phones.get(each.workerId) ?? '')
      return {
        ...each,
        name: `${each.name} ${ui.t('staff.tail', { tail: phone?.slice(-2) ?? '' })}`,
      }
    }),
  )
}

interface Shown {
  shift: Shift
  workers: Worker[]
  form?: FormState
  key?: string | undefined
}

function showBoxes(c: C, at: AtPlace, { shift, workers, form, key }: Shown): Response {
  const { ui, random } = c.var
  const here = `/keep/${at.place.code}/staff-check?shift=${shift}`
  return html(
    c,
    <StaffCheckPage
      ui={{ ...ui, here }}
      book={at.book}
      place={at.place}
      shift={shift}
      workers={workers}
      form={form ?? EMPTY_FORM}
      formKey={key ?? newKey(ui.now, random)}
    >
      <StaffNav ui={ui} place={at.place} keeper={at.keeper} current="today" />
    </StaffCheckPage>,
    form ? 422 : 200,
  )
}

/** Whether a box belongs to somebody who is not (or no longer) on the list. */
const strangers = (values: Record<string, string>, workers: Worker[]): boolean =>
  Object.keys(values).some(
    (name) => /^t\d+$/.test(name) && !workers.some((each) => name === `t${each.workerId}`),
  )

async function postBoxes(c: C): Promise<Response> {
  const at = await atPlace(c)
  const { db, ui } = c.var
  const values = await formValues(c.req.raw)
  const workers = await workersOf(c, at)
  const shift: Shift = values.shift === 'pm' ? 'pm' : 'am'
  const again = { shift, workers, key: values.key }
  if (strangers(values, workers))
    return showBoxes(c, at, { ...again, form: { values, errors: { '': 'board.worker_gone' } } })
  const form = judge(
    staffForm(
      at.book,
      workers.map((each) => each.workerId),
    ),
    values,
  )
  if (!form.ok) return showBoxes(c, at, { ...again, form })
  const { key } = form.value
  if (dayOf(madeAt(key)) !== dayOf(ui.now)) {
    const errors = { '': 'keep.notice.old_page' }
    return showBoxes(c, at, { shift, workers, form: { values, errors } })
  }
  // A box left as it was shown is no new reading.
  const standing = new Map(workers.map((each) => [each.workerId, each[shift]]))
  const changed = form.value.readings.filter(({ workerId, temperature, seen }) => {
    const reading = standing.get(workerId)
    return !(reading && reading.id === seen && reading.temperature === temperature)
  })
  const tap = { key, placeId: at.place.id, day: dayOf(ui.now), at: ui.now, actor: at.actor }
  const stored = await recordTemperatures(db, { ...tap, shift, readings: changed })
  const refused = changed.length - stored
  if (refused <= 0) return c.redirect(todayPath(at, 'done'), 303)
  return showToday(c, at, { status: 409, notice: ui.t('keep.notice.part', { n: refused }) })
}

export const staffCheckRoutes = new Hono<AppEnv>()
  .get('/keep/:code/staff-check', allow.staff, async (c) => {
    const at = await atPlace(c)
    const asked = c.req.query('shift')
    const byClock = minuteOfDay(c.var.ui.now) < NOON ? 'am' : 'pm'
    const shift = asked === 'am' || asked === 'pm' ? asked : byClock
    return showBoxes(c, at, { shift, workers: await workersOf(c, at) })
  })
  .post('/keep/:code/staff-check', allow.staff, postBoxes)
