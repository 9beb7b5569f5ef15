// A day of the seed, posted round by round: 43 areas four times, every open shop, the negative list; with
// missed, late, doubled, wrong and refused ones. Everything the officers see is held against the plan's own count.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { areaNamed } from '../../scripts/demo/areas'
import { insertStatements } from '../../scripts/demo/found'
import {
  nextOf,
  type PatrolLine,
  patrolCodeNow,
  readPatrolDay,
  sumsOf,
} from '../../src/features/patrols'
import { DAY, HOUR, MINUTE } from '../../src/shared/clock'
import {
  counted,
  type DayPlan,
  type Mark,
  planOf,
  type Sending,
  type Told,
} from '../support/demo-day'
import { type DemoTown, foundDemoTown } from '../support/demo-town'
import { type OwnPhone, officer } from '../support/people'
import { PLAIN } from '../support/photos'
import { clock, db, one } from '../support/town'

const TOWN = JSON.stringify([['/1/', '/10', '']])
const CLERKS = areaNamed('左照沟村')

let town: DemoTown
let plan: DayPlan
let admin: OwnPhone
let second: OwnPhone
let clerk: OwnPhone
let districts: Map<string, OwnPhone>
/** Answers that were not as planned. */
const surprises: string[] = []

const districtOf = (path: string): string => path.split('/').slice(0, 3).join('/')

function phoneOf({ who, place }: Sending): OwnPhone {
  const own = districts.get(districtOf(place.areaPath))
  const phone = { district: own, second, clerk }[who]
  if (!phone) throw new Error(`nobody patrols ${place.areaPath}`)
  return phone
}

async function proofOf({ proof, place, made }: Sending): Promise<string> {
  if (proof === 'photo') return ''
  const other = plan.places.shop.find(({ id }) => id !== place.id)?.id ?? 0
  const [id, at] = [
    proof === 'elsewhere' ? other : place.id,
    proof === 'yesterday' ? made - DAY : made,
  ]
  return (await patrolCodeNow(env.TOWN_SECRET, town.book, id, at)).code
}

const signedIn = new Map<OwnPhone, number>()

/** An officer's session ends when it is not used for two hours. */
async function signedInAt(phone: OwnPhone, now: number): Promise<OwnPhone> {
  if (now - (signedIn.get(phone) ?? 0) < HOUR) return phone
  signedIn.set(phone, now)
  return phone.signIn()
}

async function post(sending: Sending): Promise<void> {
  const { key, place, made, arrives, clock: ahead, offset, fields, answer, again } = sending
  clock.now = arrives
  const form = new FormData()
  const typed: Record<string, string> = {
    key,
    code: place.code,
    proof: await proofOf(sending),
    ...fields,
  }
  if (ahead !== null) {
    typed.phone_at = String(made + ahead)
    typed.offset = String(offset ?? -ahead)
  }
  for (const [name, value] of Object.entries(typed)) form.set(name, value)
  if (sending.proof === 'photo')
    form.set('photo', new File([PLAIN.jpeg], 'door.jpg', { type: 'image/jpeg' }))
  const phone = await signedInAt(phoneOf(sending), arrives)
  const response = await phone.postForm('/office/patrols/rounds/files', form, {
    accept: 'application/json',
  })
  const said = await response.json<{ ok: boolean; again?: boolean }>()
  if (response.status !== answer || (said.ok && said.again !== again))
    surprises.push(
      `${place.kind} ${place.id} ${answer} ${again}: ${response.status} ${JSON.stringify(said)}`,
    )
}

const linesAt = (level: 'town' | 'village'): Promise<PatrolLine[]> =>
  readPatrolDay(db, town.book, { ranges: TOWN, level, now: clock.now })
const told = (...levels: Told['level'][]): Told[] =>
  plan.told.filter(({ level }) => levels.includes(level))

const NOON = '12:10'
let atNoon: { sums: ReturnType<typeof sumsOf>; expected: ReturnType<typeof counted> }

/** What the supervisor says of the two rounds without a code. */
async function review(n: number, verdict: 'confirmed' | 'refused'): Promise<void> {
  const place = plan.places.site[n]
  const row = await one<{ id: number }>(
    "SELECT id FROM patrol_rounds WHERE place_id = ? AND proof = 'photo'",
    place?.id,
  )
  const answer = await admin.post(`/office/patrols/rounds/${row?.id}/review`, { verdict })
  if (answer.status !== 303) surprises.push(`review ${n}: ${answer.status}`)
}

beforeAll(async () => {
  town = await foundDemoTown()
  plan = planOf(town.places, clock.now, CLERKS.id)
  clock.now = plan.at('05:00')
  admin = await officer({ role: 'admin' })
  second = await officer({ role: 'patrol' })
  clerk = await officer({ role: 'clerk', areaId: CLERKS.id, areaPath: CLERKS.path })
  const paths = [...new Set(town.places.map(({ areaPath }) => districtOf(areaPath)))]
  const walkers = paths.map(async (path) => {
    const areaPath = `${path}/`
    return [
      path,
      await officer({ role: 'patrol', areaId: Number(path.slice(3)), areaPath }),
    ] as const
  })
  districts = new Map(await Promise.all(walkers))
  const rows = plan.before.map(({ place, at }, i) => ({
    ...{
      key: `before-${i}`,
      placeId: place.id,
      areaPath: place.areaPath,
      day: plan.day,
      level: 'town',
    },
    ...{
      target: 'shop',
      at,
      receivedAt: at,
      by: 1,
      proof: 'code',
      problems: 0,
      rulebookVersion: 1,
    },
  }))
  await db.$client.batch(insertStatements(db, 'patrol_rounds', rows))
  const noon = plan.at(NOON)
  for (const sending of plan.sendings.filter(({ arrives }) => arrives <= noon)) await post(sending)
  clock.now = noon
  atNoon = { sums: sumsOf(await linesAt('town'), noon), expected: counted(told('town'), noon) }
  for (const sending of plan.sendings.filter(({ arrives }) => arrives > noon)) await post(sending)
  clock.now = plan.at('22:30')
  await admin.signIn()
  await review(15, 'refused')
  await review(16, 'confirmed')
}, 90_000)

test('the town of the plan is that of the bulletin', () => {
  const { site, shop, negative, enterprise } = plan.places
  // One of the 289 shops rests that day.
  expect([site.length, shop.length, enterprise.length]).toEqual([43, 288, 203])
  expect(negative.length).toBeGreaterThan(5)
})

test('every round is answered as planned: taken, refused with a reason, or known already', () =>
  expect(surprises).toEqual([]))

test('each that was taken is there once, at its own time, with the phone’s clock and the hour it came', async () => {
  const taken = new Map(
    plan.sendings.filter(({ answer }) => answer === 200).map((each) => [each.key, each]),
  )
  const { results } = await db.$client
    .prepare(
      'SELECT key, at, phone_at AS phone, received_at AS came FROM patrol_rounds WHERE key NOT LIKE ?',
    )
    .bind('before-%')
    .all<{ key: string; at: number; phone: number | null; came: number }>()
  expect(results).toHaveLength(taken.size)
  for (const { key, at, phone, came } of results) {
    const { made, clock: ahead, arrives } = taken.get(key) as Sending
    expect({ at, phone }).toEqual({ at: made, phone: ahead === null ? null : made + ahead })
    // An outbox sent twice: the first time counts.
    expect([arrives, arrives - MINUTE]).toContain(came)
  }
})

test('at noon done, missed and owed are as the plan counts them', () => {
  const { gaps: _gaps, problems: _problems, ...sums } = atNoon.sums
  expect(sums).toEqual(atNoon.expected)
})

describe('in the evening', () => {
  test.each(['town', 'village'] as const)(
    'the rounds of the %s are as the plan counts them',
    async (level) => {
      const { gaps, problems, ...sums } = sumsOf(await linesAt(level), clock.now)
      expect(sums).toEqual(counted(told(level), clock.now))
      expect(problems).toBe(told(level).filter(({ problem }) => problem).length)
      expect(gaps).toBe(0)
    },
  )

  test('so is every single place', async () => {
    const marks = (line: PatrolLine | undefined): Mark[] =>
      (line?.slots ?? []).map(({ state, lateBy }) =>
        state === 'done' ? (lateBy > 0 ? 'made_up' : 'done') : 'missed',
      )
    for (const level of ['town', 'village'] as const) {
      const lines = new Map((await linesAt(level)).map((line) => [line.place.id, line]))
      for (const each of told(level)) {
        const line = lines.get(each.place.id)
        expect(marks(line), each.place.name).toEqual(each.marks)
        expect(line?.slots.map(({ doneAt }) => doneAt)).toEqual(each.at)
        expect(line && nextOf(line) !== null).toBe(each.marks.includes('missed'))
      }
      expect(lines.size).toBe(told(level).length)
    }
  })

  test('two failing items made two orders, each at its place', async () => {
    const { results } = await db.$client
      .prepare('SELECT place_id AS id FROM orders ORDER BY id')
      .all<{ id: number }>()
    const [site, shop] = [plan.places.site[18], plan.places.shop[31]]
    expect(results.map(({ id }) => id).sort()).toEqual([site?.id, shop?.id].sort())
  })
})

describe('the supervisor’s pages in the evening', () => {
  const page = async (path: string): Promise<string> => {
    const response = await admin.get(path)
    expect(response.status).toBe(200)
    return response.text()
  }
  /** All leaves of a page for paper. */
  const leaves = async (path: string): Promise<string> => {
    const first = await page(path)
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    return next ? first + (await leaves(next)) : first
  }
  const times = (text: string, part: string): number => text.split(part).length - 1
  const ofKind = (...kinds: (keyof DayPlan['places'])[]): Told[] => {
    const ids = new Set(kinds.flatMap((kind) => plan.places[kind]).map(({ id }) => id))
    return told('town').filter(({ place }) => ids.has(place.id))
  }

  test.each([
    ['site', ['site']],
    ['shop', ['shop']],
    ['shut', ['negative', 'shut']],
    ['enterprise', ['enterprise']],
  ] as const)(
    'the grid of %s has the plan’s sums and a cell for each round',
    async (kind, kinds) => {
      const expected = counted(ofKind(...kinds), clock.now)
      const grid = await leaves(`/office/patrols/grid?kind=${kind}&all=1`)
      expect(grid).toContain(`<b>${expected.done} / ${expected.dueByNow}</b>`)
      expect(times(grid, 'class="n"')).toBe(expected.missed)
      expect(times(grid, 'class="y"') + times(grid, 'class="o"')).toBe(expected.done)
      expect(times(grid, 'class="o"')).toBe(
        ofKind(...kinds).filter(({ problem }) => problem).length,
      )
      const csv = await page(`/office/patrols/grid.csv?kind=${kind}`)
      expect(times(csv, '✗ 漏查')).toBe(expected.missed)
    },
  )

  test('what is to be urged is what the plan has missed, of both levels', async () => {
    const { missed } = counted(told('town', 'village'), clock.now)
    expect(await page('/office/patrols/urge')).toContain(`催办：漏查 ${missed} 次`)
    expect(await page('/office')).toContain(`<b>${missed}</b> 漏查的巡查`)
  })

  test('the leader’s page and its text say the same', async () => {
    const { done, owed, missed } = counted(told('town', 'village'), clock.now)
    const leader = (await page('/office/leader')).replace(/\s+/g, ' ')
    expect(leader).toMatch(new RegExp(`<b> ?${done} / ${owed} ?</b>`))
    expect(leader).toContain(`漏查 ${missed} 次`)
    expect(leader).toContain(`应巡查 ${owed} 次，已查 ${done} 次，漏查 ${missed} 次`)
  })
})
