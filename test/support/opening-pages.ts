// The same opening over the pages: what people press, and what must stand afterwards.
import { env } from 'cloudflare:workers'
import { type Application, stateAfter } from '../../src/features/applications'
import { sealAnswers } from '../../src/features/applications/fields'
import { newApplicationNumber } from '../../src/features/applications/number'
import { type Place, statusAfter } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { newRowId, systemRandom } from '../../src/shared/ids'
import { freshKey, handIn, hidden, textOf } from './apply'
import {
  atTheDoor,
  finish,
  inspectionOf,
  inspectRules,
  judgeAll,
  type Team,
  TWO_FAIL,
} from './inspect'
import type { OwnPhone } from './people'
import { deskRules } from './review'
import { testRulebook } from './rulebook'
import { clock, db, one } from './town'

/** Two departments, a checklist, grounds to refuse and to suspend. */
export function openingRules(): Partial<Rulebook> {
  const { negativeList, opening } = deskRules()
  const suspensions = [{ id: 'fever', text: { zh: '有人发热', en: 'Fever' }, source: 'test' }]
  const book = testRulebook({ negativeList, opening: { ...opening, suspensions } })
  return { ...inspectRules(book), negativeList }
}

export interface People {
  place: Place
  keeper: OwnPhone
  admin: OwnPhone
  team: Team
}

/** Where place, application and inspection stand. */
export interface Stand {
  status: Place['status']
  application: Application['state'] | null
}

export const standOf = ({ place }: People): Promise<Stand | null> =>
  one<Stand>(
    `SELECT p.status, (SELECT state FROM applications a WHERE a.place_id = p.id ORDER BY a.created_at DESC, a.id DESC LIMIT 1)
       AS application FROM places p WHERE p.id = ?`,
    place.id,
  )

const numberOf = async ({ place }: People): Promise<string> =>
  (
    await one<{ number: string }>(
      'SELECT number FROM applications WHERE place_id = ? ORDER BY created_at DESC, id DESC LIMIT 1',
      place.id,
    )
  )?.number ?? 'none'

/** Filled in but for handing it in; a place has one that is not over at most. */
async function fillIn({ place, keeper }: People): Promise<void> {
  const id = newRowId(systemRandom)
  await db.$client
    .prepare(
      `INSERT INTO applications (id, key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
         self_check, papers, created_by, created_at, updated_at)
       SELECT ?1, ?2, ?3, id, trade, area_path, 'market', 'draft', 1, ?4, ?5, '{}', ?6, ?7, ?7 FROM places
       WHERE id = ?8 AND status = 'known' ON CONFLICT DO NOTHING`,
    )
    .bind(
      id,
      freshKey(),
      newApplicationNumber(systemRandom),
      await sealAnswers(env.FIELD_KEY, id, { staff: '4' }),
      JSON.stringify({ gate: 'pass', staff: 'pass', stock: 'pass', tables: 'pass' }),
      keeper.accountId,
      clock.now,
      place.id,
    )
    .run()
}

async function decide(people: People, act: string, more: Record<string, string>) {
  const path = `/office/applications/${await numberOf(people)}`
  const page = await textOf(people.admin.get(path))
  const form = { key: hidden(page, 'key'), version: hidden(page, 'version'), ...more }
  return people.admin.post(`${path}/${act}`, form)
}

async function withdraw({ keeper, place }: People) {
  const page = await textOf(keeper.get(`/keep/${place.code}/application`))
  const main = page.slice(page.indexOf('/application/withdraw'))
  const form = { key: hidden(main, 'key') || freshKey(), version: hidden(main, 'version') || '0' }
  return keeper.post(`/keep/${place.code}/application/withdraw`, form)
}

async function inspect({ place, team }: People, fails: boolean) {
  const path = await atTheDoor(place, team)
  await judgeAll(path, team, fails ? { ...TWO_FAIL } : undefined)
  return finish(team.market, path, fails ? { 'text-stock': '口罩只够一天' } : {})
}

async function stop({ place, admin }: People, act: string) {
  const path = `/office/places/${place.code}/${act}`
  const page = await textOf(admin.get(path))
  const reason: Record<string, string> = act === 'suspend' ? { reason: 'fever' } : {}
  const form = { key: hidden(page, 'key'), version: hidden(page, 'version'), text: '请先排查' }
  return admin.post(path, { ...form, ...reason })
}

type Act = Parameters<typeof stateAfter>[1]
type Step = Parameters<typeof statusAfter>[1]

/** Both move, or neither does. */
const both =
  (act: Act, step: Step | null) =>
  ({ status, application }: Stand): Stand | null => {
    const state = application && stateAfter(application, act)
    const to = step === null ? status : statusAfter(status, step)
    return state && to ? { status: to, application: state } : null
  }

const alone =
  (step: Step) =>
  ({ status, application }: Stand): Stand | null => {
    const to = statusAfter(status, step)
    const live = application && stateAfter(application, 'refuse') ? 'refused' : application
    return to && { status: to, application: step === 'close' ? live : application }
  }

/** At the door: only what waits for an inspection; a failed one is looked at again. */
const atDoor =
  (to: 'passed' | 'failed') =>
  ({ status, application }: Stand): Stand | null =>
    status === 'accepted' && (application === 'accepted' || application === 'failed')
      ? { status: to === 'passed' ? 'open' : 'accepted', application: to }
      : null

interface Pressed {
  /** What must stand afterwards; null: it may not happen, and nothing changes. */
  leads: (stand: Stand) => Stand | null
  press: (people: People) => Promise<unknown>
}

const over = (state: Stand['application']): boolean =>
  state === null || state === 'passed' || state === 'refused' || state === 'withdrawn'

export const PRESSED: Record<string, Pressed> = {
  fillIn: {
    leads: ({ status, application }) =>
      status === 'known' && over(application) ? { status, application: 'draft' } : null,
    press: fillIn,
  },
  handIn: {
    leads: both('submit', 'apply'),
    press: ({ keeper, place }) => handIn(keeper, place.code),
  },
  accept: { leads: both('accept', 'accept'), press: (people) => decide(people, 'accept', {}) },
  sendBack: {
    leads: both('send_back', 'send_back'),
    press: (people) => decide(people, 'send_back', { text: '缺名册' }),
  },
  refuse: {
    leads: both('refuse', 'refuse'),
    press: (people) => decide(people, 'refuse', { ground: 'three_in_one', text: '' }),
  },
  withdraw: {
    leads: (stand) =>
      both(
        'withdraw',
        stand.application === 'draft' || stand.application === 'sent_back' ? null : 'withdraw',
      )(stand),
    press: withdraw,
  },
  pass: { leads: atDoor('passed'), press: (people) => inspect(people, false) },
  fail: { leads: atDoor('failed'), press: (people) => inspect(people, true) },
  suspend: { leads: alone('suspend'), press: (people) => stop(people, 'suspend') },
  resume: { leads: alone('resume'), press: (people) => stop(people, 'resume') },
  close: { leads: alone('close'), press: (people) => stop(people, 'close') },
}

/** Every page about the place that somebody may be looking at. */
export async function pagesOf(people: People): Promise<[path: string, status: number][]> {
  const { place, keeper, admin } = people
  const inspection = await inspectionOf(place)
  const paths: [OwnPhone, string][] = [
    [keeper, `/p/${place.code}`],
    [keeper, `/keep/${place.code}/application`],
    [keeper, `/keep/${place.code}/today`],
    [keeper, `/keep/${place.code}/findings`],
    [admin, `/office/places/${place.code}`],
    [admin, `/office/applications/${await numberOf(people)}`],
    ...(inspection ? ([[admin, `/office/inspections/${inspection}`]] as [OwnPhone, string][]) : []),
  ]
  return Promise.all(
    paths.map(async ([phone, path]) => [path, (await phone.get(path)).status] as [string, number]),
  )
}
