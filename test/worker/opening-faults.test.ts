import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { brokenD1 } from '../support/broken'
import { openingRules } from '../support/opening-pages'
import { type OwnPhone, officer } from '../support/people'
import { type AtOffice, applicationAt, seen, standing, written } from '../support/review'
import { foundTown, one, openPlace, Phone } from '../support/town'

let admin: OwnPhone
beforeAll(async () => {
  await foundTown(openingRules())
  admin = await officer({ role: 'admin' })
})

/** The administrator's phone, its Worker losing the database at the n-th call. */
function shaky(n: number, when: 'before' | 'after'): { phone: Phone; calls: () => number } {
  const { d1, calls } = brokenD1(n, when)
  const phone = new Phone({ ...env, DB: d1 })
  for (const [name, value] of admin.cookies) phone.cookies.set(name, value)
  return { phone, calls }
}

const MOST_CALLS = 30

const DECISIONS: [string, 'submitted' | 'accepted', Record<string, string>][] = [
  ['accept', 'submitted', {}],
  ['send_back', 'submitted', { text: '缺名册' }],
  ['refuse', 'accepted', { ground: 'three_in_one', text: '' }],
]

test.each(DECISIONS)(
  '“%s” pressed while the database is lost at any of its calls is done once or not at all, and once when pressed again',
  async (act, state, more) => {
    const whole = { events: 1, moves: 1, audits: 1 }
    const tried = { before: 0, after: 0 }
    for (const when of ['before', 'after'] as const)
      for (let n = 1; n <= MOST_CALLS; n++) {
        const at: AtOffice = await applicationAt(state)
        const form = { ...(await seen(admin, at.path)), ...more }
        const { phone, calls } = shaky(n, when)
        const answer = await phone.post(`${at.path}/${act}`, form)
        if (calls() < n) break
        tried[when] += 1
        const found = await written(at.id, act)
        const moved = (await standing(at.id))?.state !== state
        expect(found, `${when} call ${n}: ${answer.status}`).toEqual(
          moved ? whole : { events: 0, moves: 0, audits: 0 },
        )
        await admin.post(`${at.path}/${act}`, form)
        expect(await written(at.id, act), `again after ${when} call ${n}`).toEqual(whole)
      }
    // The session, the application and the decision itself at the least.
    expect(Math.min(tried.before, tried.after)).toBeGreaterThan(3)
  },
)

test('a place suspended while the database is lost at any call has its step and its audit row, or neither', async () => {
  let tried = 0
  for (const when of ['before', 'after'] as const)
    for (let n = 1; n <= MOST_CALLS; n++) {
      const { id, code } = await openPlace()
      const path = `/office/places/${code}/suspend`
      const form = { ...(await seen(admin, path)), reason: 'fever', text: '请先排查' }
      const { phone, calls } = shaky(n, when)
      await phone.post(path, form)
      if (calls() < n) break
      tried += 1
      const rows = () =>
        one<{ status: string; steps: number; audits: number }>(
          `SELECT p.status, (SELECT count(*) FROM place_changes WHERE place_id = p.id) AS steps,
             (SELECT count(*) FROM audit WHERE act = 'places.suspend' AND subject = 'places:' || p.id) AS audits
           FROM places p WHERE p.id = ?`,
          id,
        )
      const n1 = (await rows())?.status === 'suspended' ? 1 : 0
      expect(await rows()).toMatchObject({ steps: n1, audits: n1 })
      await admin.post(path, form)
      expect(await rows()).toEqual({ status: 'suspended', steps: 1, audits: 1 })
    }
  expect(tried).toBeGreaterThan(6)
})
