import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { team } from '../support/inspect'
import {
  openingRules,
  type People,
  PRESSED,
  pagesOf,
  type Stand,
  standOf,
} from '../support/opening-pages'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, openPlace } from '../support/town'

const [WALKS, LENGTH] = env.LONG ? [60, 14] : [5, 10]

let admin: OwnPhone
let sent: People['team']
beforeAll(async () => {
  await foundTown(openingRules())
  admin = await officer({ role: 'admin' })
  sent = await team()
})

async function newPlace(): Promise<People> {
  const place = await openPlace({ status: 'known' })
  await db.$client
    .prepare(
      "INSERT INTO pledges (id, key, number, kind, place_id, rulebook_version, answers, text_hash, signed_at) VALUES (?1, ?2, ?2, 'place', ?1, 1, '{}', '', 0)",
    )
    .bind(place.id, `pages-${place.id}`)
    .run()
  return { place, keeper: await keeperOf(place), admin, team: sent }
}

const NAMES = Object.keys(PRESSED)
const picks = fc.array(fc.record({ any: fc.nat(3), n: fc.nat(1000) }), {
  minLength: LENGTH,
  maxLength: LENGTH,
})

let happened = 0

test('whatever keeper, office and team press in whatever order, the pages do what the rules say and never break', async () => {
  await fc.assert(
    fc.asyncProperty(picks, async (walk) => {
      const people = await newPlace()
      let stand: Stand = { status: 'known', application: null }
      const pressed: string[] = []
      for (const { any, n } of walk) {
        clock.now += 60_000
        // Sessions of a walk end like any other; everybody is there all day.
        for (const phone of [people.keeper, admin, sent.market, sent.health]) await phone.signIn()
        const may = NAMES.filter((name) => name !== 'close' && PRESSED[name]?.leads(stand))
        const from = any === 0 ? NAMES : may
        const name = from[n % from.length] ?? 'fillIn'
        const then = PRESSED[name]?.leads(stand) ?? null
        await PRESSED[name]?.press(people)
        pressed.push(name)
        if (then) happened += 1
        stand = then ?? stand
        expect(await standOf(people), pressed.join(' → ')).toEqual(stand)
        if (stand.status === 'closed') break
      }
      const broken = (await pagesOf(people)).filter(([, status]) => status >= 500)
      expect(broken, pressed.join(' → ')).toEqual([])
    }),
    { numRuns: WALKS, seed: 20_200_311, endOnFailure: true },
  )
  expect(happened).toBeGreaterThan(WALKS * 4)
}, 600_000)
