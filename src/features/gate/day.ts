// Reads the list of a gate: those who work there as they stand today, named as far as the reader may know them.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { textsUnder } from '../../i18n'
import { dayOf } from '../../shared/clock'
import { decryptField } from '../../shared/fields'
import { accountNames, accountTag, openMaskedName } from '../accounts'
import { type AtPlace, type People, readPeople, type Worker, workerPhone } from '../board'
import { taskOf } from '../board/rules'
import { openWorkerField } from '../people'
import type { Rulebook } from '../rulebook'
import { shiftNote } from './fields'
import type { Course, Fever, GateDay, GatePerson, GateReading, GateShift, Shift } from './rules'
import { againOf } from './rules-again'
import { originOf } from './rules-origin'
import type { Named } from './rules-paste'
import { shiftsAt, vehiclesOn } from './store'

type C = Context<AppEnv>

/** Texts a phone may have to show while it has no network. */
const TEXTS = ['gate.', 'err.', 'form.']

export const feverOf = ({ fever }: Rulebook): Fever => ({
  limit: fever.limit,
  orEqual: fever.comparator === '>=',
  min: fever.plausible.min,
  max: fever.plausible.max,
  againMinutes: fever.remeasureAfterMinutes,
  stopAt: fever.stopAt,
  outOf: fever.outOf,
})

/** The duty a place of this kind logs its vehicles under. */
export const vehicleDuty = ({ duties }: Rulebook, { kind }: Pick<AtPlace['place'], 'kind'>) =>
  duties[kind].find((each) => taskOf(each) === 'vehicle')

async function vehiclesOf(
  c: C,
  { book, place }: AtPlace,
  day: number,
): Promise<GateDay['vehicles']> {
  const duty = vehicleDuty(book, place)
  if (!duty) return null
  const logged = await vehiclesOn(c.var.db, { placeId: place.id, day, duty: duty.id })
  const newest = logged.toSorted((a, b) => b.at - a.at)
  return { n: logged.length, last: newest[0] ?? null }
}

const readingOf = (reading: Worker['am']): GateReading | null =>
  reading && { id: reading.id, t: reading.temperature, at: reading.at }

function courseOf(day: People, workerId: number, shift: Shift): Course | null {
  const course = day.fevers.find((each) => each.workerId === workerId && each.shift === shift)
  if (!course) return null
  const readings = course.readings.map(({ id, temperature, at }) => ({
    ref: String(id),
    t: temperature,
    at,
  }))
  return { readings, told: course.state === 'told' }
}

function personOf(
  day: People,
  fever: Fever,
  worker: Worker,
  shown: Pick<GatePerson, 'name' | 'from'>,
): GatePerson {
  const course = {
    am: courseOf(day, worker.workerId, 'am'),
    pm: courseOf(day, worker.workerId, 'pm'),
  }
  return {
    ...shown,
    id: worker.workerId,
    crew: worker.job,
    pledged: worker.pledged,
    mayFrom: worker.worksFrom,
    am: readingOf(worker.am),
    pm: readingOf(worker.pm),
    course,
    again: { am: againOf(fever, course.am), pm: againOf(fever, course.pm) },
  }
}

const fromOf = async (c: C, { workerId, address }: Worker): Promise<string> =>
  address ? originOf(await openWorkerField(c.env.FIELD_KEY, 'address', workerId, address)) : ''

/** Whose name is not theirs alone: a tail tells them apart. */
function shared(workers: readonly Worker[]): Set<string> {
  const names = Map.groupBy(workers, ({ name }) => name)
  return new Set([...names].flatMap(([name, all]) => (all.length > 1 ? [name] : [])))
}

/** A keeper reads whole names, a helper 李* 尾号 78; two of one name have a tail for everybody. */
async function shownNames(c: C, at: AtPlace, workers: readonly Worker[]) {
  const twice = shared(workers)
  const shown = workers.map(async (worker): Promise<[number, string]> => {
    const { name, workerId } = worker
    if (at.keeper && !twice.has(name)) return [workerId, name]
    const tail = (await workerPhone(c.env, worker)).slice(at.keeper ? -4 : -2)
    return [workerId, `${name} ${c.var.ui.t('staff.tail', { tail })}`]
  })
  return new Map(await Promise.all(shown))
}

/** The list as it was at an instant of today or of a day not long gone. */
export async function gateDay(c: C, at: AtPlace, now: number): Promise<GateDay> {
  const { db, ui } = c.var
  const { book, place, keeper } = at
  const [day, vehicles] = await Promise.all([
    readPeople(db, c.env, { book, place, now, full: keeper }),
    vehiclesOf(c, at, dayOf(now)),
  ])
  const fever = feverOf(book)
  const names = await shownNames(c, at, day.workers)
  return {
    account: await accountTag(c.env, at.actor.id),
    lang: ui.lang,
    big: ui.big,
    now: ui.now,
    day: dayOf(now),
    code: place.code,
    place: place.name,
    kind: place.kind,
    people: await Promise.all(
      day.workers
        .toSorted((a, b) => a.workerId - b.workerId)
        .map(async (each) =>
          personOf(day, fever, each, {
            name: names.get(each.workerId) ?? '',
            from: await fromOf(c, each),
          }),
        ),
    ),
    fever,
    vehicles,
    shifts: [],
    me: '',
    texts: {},
  }
}

/** Who took over lately, opened for reading. */
export async function shownShifts(c: C, at: AtPlace): Promise<GateShift[]> {
  const key = c.env.FIELD_KEY
  const shifts = await shiftsAt(c.var.db, at.place.id)
  return Promise.all(
    shifts.map(async ({ id, at: since, by, byName, note }) => ({
      at: since,
      who: byName ? await openMaskedName(key, by, byName) : '—',
      note: note ? ((await decryptField(key, shiftNote(id), note)) ?? '—') : '',
    })),
  )
}

/** What a phone takes along. */
export async function phoneDay(c: C, at: AtPlace): Promise<GateDay> {
  const { db, ui } = c.var
  const [day, shifts, [me]] = await Promise.all([
    gateDay(c, at, ui.now),
    shownShifts(c, at),
    accountNames(db, [at.actor.id]),
  ])
  const who = me ? await openMaskedName(c.env.FIELD_KEY, me.id, me.name) : ''
  return { ...day, shifts, me: who, texts: phoneTexts(ui.lang) }
}

const phoneTexts = (lang: GateDay['lang']): Record<string, string> => textsUnder(lang, TEXTS)

/** Those of a crew with whole names and phones, to be found by what somebody pasted. */
export async function namedOf(c: C, at: AtPlace, people: readonly GatePerson[]): Promise<Named[]> {
  const { db, ui } = c.var
  const { book, place } = at
  const whole = await readPeople(db, c.env, { book, place, now: ui.now, full: true })
  const workers = new Map(whole.workers.map((each) => [each.workerId, each]))
  return Promise.all(
    people.map(async (person) => {
      const worker = workers.get(person.id)
      const phone = worker ? await workerPhone(c.env, worker) : ''
      return { person, name: worker?.name ?? '', phone }
    }),
  )
}
