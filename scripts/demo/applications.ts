// The applications of the demo town as rows: what was filed, when, and every step since.
import { sealAnswers, sealAppeal, sealEventText } from '../../src/features/applications/fields'
import { newApplicationNumber } from '../../src/features/applications/number'
import { answerBy } from '../../src/features/applications/rules'
import type { ApplicationAct, ApplicationState } from '../../src/features/applications/tables'
import { causeText } from '../../src/features/places/store-life'
import type { ChangeCause, Place, PlaceStatus } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { checklistOf, departmentOf } from '../../src/features/rulebook/rules'
import { dayOf, HOUR, isoDay, MINUTE, minuteOfDay } from '../../src/shared/clock'
import { newKey } from '../../src/shared/ids'
import { idOf, keeperIdOf } from './accounts'
import { APPLICATIONS, filingOf } from './applicants'
import { type Dice, diceOf } from './dice'
import { resident } from './people'

export interface Filing {
  book: Rulebook
  keys: { FIELD_KEY: string }
  now: number
}

const EARLIEST = 7 * 60 + 30
const LATEST = 20 * 60

/** Minutes of the day people hand things in. */
const isDaytime = (at: number): boolean => minuteOfDay(at) >= EARLIEST && minuteOfDay(at) <= LATEST

/** The last instants in daytime at which what was handed in is answered by `until` at the latest. */
function handedInBefore(book: Rulebook, until: number, count: number): number[] {
  const found: number[] = []
  for (let at = until - 10 * MINUTE; found.length < count; at -= 17 * MINUTE)
    if (isDaytime(at) && answerBy(book, at) <= until) found.push(at)
  return found
}

/** Instants in daytime, spread evenly over what is not late yet. */
function inTime(book: Rulebook, now: number, count: number): number[] {
  const all: number[] = []
  for (let at = now - 5 * MINUTE; answerBy(book, at) > now; at -= 7 * MINUTE)
    if (isDaytime(at)) all.push(at)
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)] ?? now)
}

const LATE = 2

/** When each of so many was handed in; two of them are late by now. */
export const handedIn = (book: Rulebook, now: number, count: number): number[] => [
  ...handedInBefore(book, now, Math.min(LATE, count - 1)),
  ...inTime(book, now, Math.max(0, count - LATE)),
]

function answersOf(dice: Dice, book: Rulebook, place: Place, at: number): Record<string, string> {
  const staff = place.kind === 'shop' ? dice.between(2, 9) : dice.between(20, 60)
  const known: Record<string, string> = {
    staff: String(staff),
    local: String(staff - 6),
    province: '4',
    outside: place.kind === 'shop' ? String(dice.between(0, 1)) : '2',
    risk: '0',
    first_batch: String(Math.floor(staff / 2)),
    open_on: isoDay(dayOf(at) + 4),
    duty_leader: resident(place.id).name,
    isolation_rooms: '2',
    masks: String(staff * 12),
    disinfectant: String(dice.between(5, 40)),
    thermometers: '1',
    lives_in: 'no',
    needs: '口罩不好买，想请镇里帮忙联系',
  }
  const questions = book.opening.filing[place.kind]
  return Object.fromEntries(questions.map(({ id }) => [id, known[id] ?? '0']))
}

function selfCheckOf(dice: Dice, book: Rulebook, place: Place): Record<string, string> {
  const items = checklistOf(book, place.kind, place.trade)
  return Object.fromEntries(
    items.map(({ id }) => [id, dice.chance(0.06) ? 'fail' : dice.chance(0.05) ? 'na' : 'pass']),
  )
}

interface Step {
  act: ApplicationAct
  at: number
  officer?: number
  reasons?: string[]
  text?: string
}

/** The steps up to a state; every fourth one under review was sent back before. */
function stepsTo(
  state: ApplicationState,
  at: number,
  now: number,
  n: number,
  officer: number,
): Step[] {
  const start: Step = { act: 'start', at: at - 40 * MINUTE }
  const submit: Step = { act: 'submit', at }
  const decided = Math.min(now - MINUTE, at + (3 + (n % 5)) * HOUR)
  if (state === 'accepted') return [start, submit, { act: 'accept', at: decided, officer }]
  if (state === 'sent_back') {
    const reasons = n % 2 ? ['paper_unclear'] : ['paper_missing', 'supplies_short']
    const text = n % 2 ? '名册第二页看不清，请重拍' : '请补从业人员名册，口罩备足 3 天'
    return [start, submit, { act: 'send_back', at: decided, officer, reasons, text }]
  }
  if (state === 'refused')
    return [start, submit, { act: 'refuse', at: decided, officer, reasons: ['negative_list:ktv'] }]
  if (n % 4 !== 3) return [start, submit]
  return [
    { act: 'start', at: at - 30 * HOUR },
    { act: 'submit', at: at - 28 * HOUR },
    { act: 'send_back', at: at - 20 * HOUR, officer, reasons: ['paper_missing'] },
    submit,
  ]
}

const MOVED: Partial<Record<ApplicationAct, [from: PlaceStatus, to: PlaceStatus]>> = {
  submit: ['known', 'applied'],
  send_back: ['applied', 'known'],
  accept: ['applied', 'accepted'],
  refuse: ['applied', 'known'],
}

const causeOf = (step: Step, number: string): { cause: ChangeCause; ref: string } =>
  step.act === 'refuse'
    ? { cause: 'negative_list', ref: 'ktv' }
    : { cause: 'application', ref: number }

/** One application with its steps, and what they did to its place. */
export async function applicationOf(filing: Filing, place: Place, at: number, n: number) {
  const { book, keys, now } = filing
  const state = filingOf(place) ?? 'submitted'
  const dice = diceOf(`application|${place.code}`)
  const id = APPLICATIONS + place.id
  const number = newApplicationNumber(dice.bytes)
  const department = departmentOf(book, place.trade)
  const officer = idOf(department === 'market' && state !== 'refused' ? 'reviewer' : 'admin')
  const keeper = keeperIdOf(place)
  const steps = stepsTo(state, at, now, n, officer)
  const last = steps.at(-1)
  const decided = last?.officer ? last : undefined
  const events = await Promise.all(
    steps.map(async (step) => {
      const key = newKey(step.at, dice.bytes)
      return {
        key,
        applicationId: id,
        at: step.at,
        actorKind: step.officer ? 'officer' : 'keeper',
        actorId: step.officer ?? keeper,
        act: step.act,
        reasons: JSON.stringify(step.reasons ?? []),
        text: await sealEventText(keys.FIELD_KEY, key, step.text ?? null),
        rulebookVersion: book.version,
      }
    }),
  )
  const changes = steps.flatMap((step) => {
    const [fromStatus, toStatus] = MOVED[step.act] ?? []
    if (!fromStatus || !toStatus) return []
    const { cause, ref } = causeOf(step, number)
    return [
      {
        key: newKey(step.at, dice.bytes),
        placeId: place.id,
        at: step.at,
        fromStatus,
        toStatus,
        cause,
        ref,
        actorKind: step.officer ? 'officer' : 'keeper',
        actorId: step.officer ?? keeper,
        rulebookVersion: book.version,
      },
    ]
  })
  const moved = steps.findLast((step) => MOVED[step.act])
  return {
    application: {
      id,
      key: newKey(at, dice.bytes),
      number,
      placeId: place.id,
      trade: place.trade,
      areaPath: place.areaPath,
      department,
      state,
      version: steps.length,
      rulebookVersion: book.version,
      answers: await sealAnswers(keys.FIELD_KEY, id, answersOf(dice, book, place, at)),
      selfCheck: JSON.stringify(selfCheckOf(dice, book, place)),
      papers: '{}',
      createdBy: keeper,
      createdAt: steps[0]?.at ?? at,
      updatedAt: last?.at ?? at,
      submittedAt: at,
      answerBy: answerBy(book, at),
      decidedAt: decided?.at ?? null,
      decidedBy: decided?.officer ?? null,
      assignedTo:
        state === 'submitted' && department === 'market' && n % 5 === 1 ? idOf('reviewer') : null,
    },
    events,
    changes,
    statusCause: moved ? causeText(causeOf(moved, number)) : null,
  }
}

export type FiledRows = Awaited<ReturnType<typeof applicationOf>>

/** What the keeper of one that was sent back says against it; nobody has answered yet. */
export async function appealOf(filing: Filing, rows: FiledRows, against: number) {
  const { application } = rows
  const { id, placeId, areaPath, decidedBy, updatedAt, createdBy: by } = application
  const at = Math.min(filing.now - MINUTE, updatedAt + HOUR)
  return {
    id,
    key: newKey(at, diceOf(`appeal|${id}`).bytes),
    placeId,
    applicationId: id,
    against: `application_events:${against}`,
    decidedBy,
    areaPath,
    state: 'open',
    text: await sealAppeal(
      filing.keys.FIELD_KEY,
      'text',
      id,
      '名册和口罩照片都传过了，请再看一遍。店里就两个人，口罩够用一周。',
    ),
    at,
    by,
  }
}
