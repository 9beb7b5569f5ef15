// How the database runs every query behind the pages of workers and pledges, and behind their purges.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { purgePeople } from '../../src/features/people'
import { purgePledges } from '../../src/features/pledges'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY } from '../../src/shared/clock'
import { officer } from '../support/people'
import { notingD1, type Plan, plansOf } from '../support/plans'
import { fillIn, numberIn, signAt, signedForm, somebody, staffed } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, foundTown, openPlace, Phone } from '../support/town'

const TABLES = ['workers', 'employments', 'pledges', 'worker_devices', 'worker_invitations']
// A list in one parameter, a row made up, and the few rows just found by a seek are no tables.
// What one person signed, where one person works, the phones that wait at one door: a handful to sort.
const OF_ONE = /WHERE (?:\w\.)?(worker_id|awaits_place_id) = \?/
const NO_TABLE = /SCAN (json_each|s|j|here|n|CONSTANT ROW)\b.*/g

let book: Rulebook
beforeAll(async () => {
  book = await foundTown(pledgeQuestions())
})

/** Plans behind what a phone does, once it talks to a database that notes. */
async function plans(phone: Phone, work: (noting: Phone) => Promise<unknown>): Promise<Plan[]> {
  const sent: Parameters<typeof notingD1>[0] = []
  const noting = new Phone({ ...env, DB: notingD1(sent) })
  for (const [name, value] of phone.cookies) noting.cookies.set(name, value)
  await work(noting)
  return plansOf(sent, TABLES)
}

/** Statements that read a whole table, or sort a list that grows. */
const slow = (found: Plan[]): string[] =>
  found
    .filter(
      ({ sql, detail, sorted }) =>
        /\bSCAN\b/.test(detail.replaceAll(NO_TABLE, '')) || (sorted && !OF_ONE.test(sql)),
    )
    .map(({ sql, detail }) => `${sql}\n${detail}`)
const indexes = (found: Plan[]): string[] => [
  ...new Set(
    found.flatMap(({ detail }) =>
      [...detail.matchAll(/USING (?:COVERING )?INDEX (\w+)/g)].map(([, name = '']) => name),
    ),
  ),
]

describe('no page of the staff reads more than its own rows', () => {
  test('the lists, each state, further on, and a search', async () => {
    const { place, keeper } = await staffed()
    const path = `/keep/${place.code}/staff`
    const found = await plans(keeper, async (phone) => {
      for (const query of [
        '',
        '?show=waiting',
        '?show=unsigned',
        '?show=watch',
        '?after=9-9',
        '?q=x',
      ])
        expect((await phone.get(`${path}${query}`)).status).toBe(200)
    })
    expect(found.length).toBeGreaterThan(6)
    expect(slow(found)).toEqual([])
    expect(indexes(found)).toEqual(
      expect.arrayContaining(['employments_here', 'pledges_worker', 'worker_devices_awaits']),
    )
  })

  test('a worker, moving, confirming, leaving', async () => {
    const { place, keeper, worker } = await staffed()
    const there = await openPlace()
    const path = `/keep/${place.code}/staff/${worker}`
    const found = await plans(keeper, async (phone) => {
      await phone.get(path)
      await phone.post(`${path}/confirm`, {})
      const page = await (await phone.get(`${path}/move`)).text()
      const [, seen = ''] = /name="seen" value="(\d+)"/.exec(page) ?? []
      expect((await phone.post(`${path}/move`, { seen, code: there.code })).status).toBe(303)
      expect((await phone.post(`${path}/move`, { seen, code: there.code })).status).toBe(303)
      await phone.post(`${path}/leave`, {})
    })
    expect(found.some(({ sql }) => sql.includes('UPDATE employments SET left_on'))).toBe(true)
    expect(slow(found)).toEqual([])
  })

  test('invitations: making, listing, taking back', async () => {
    const { place, keeper } = await staffed()
    const path = `/keep/${place.code}/staff`
    const found = await plans(keeper, async (phone) => {
      await phone.post(`${path}/invite`, {})
      const page = await (await phone.get(`${path}/invitations`)).text()
      const [, invitation = ''] = /name="invitation" value="([^"]+)"/.exec(page) ?? []
      expect(invitation).not.toBe('')
      await phone.post(`${path}/invitations/revoke`, { invitation })
    })
    expect(slow(found)).toEqual([])
    expect(indexes(found)).toContain('worker_invitations_place')
  })
})

describe('no page of a worker reads more than their own rows', () => {
  test('signing, the card, the text, checking, correcting, withdrawing', async () => {
    const place = await openPlace()
    const found = await plans(new Phone(), async (phone) => {
      const number = numberIn(await signAt(phone, place, { who: somebody() }))
      for (const page of ['', '/text', '/withdraw']) await phone.get(`/pledges/${number}${page}`)
      await phone.get(`/verify/${number}`)
      await phone.get(`/p/${place.code}/pledge`)
      await phone.post(`/pledges/${number}/correct`, {})
      await phone.post(`/p/${place.code}/pledge/check`, {
        ...(await signedForm(phone, `/p/${place.code}/pledge`)),
        signed_name: '王小梅',
      })
      await phone.post(`/pledges/${number}/withdraw`, {})
    })
    expect(found.some(({ sql }) => sql.includes('UPDATE pledges SET superseded_by'))).toBe(true)
    expect(slow(found)).toEqual([])
    expect(indexes(found)).toEqual(
      expect.arrayContaining(['workers_phone', 'pledges_worker', 'pledges_number_unique']),
    )
  })

  test('the own page, another place, moving, leaving, a lost card and the keeper’s answer', async () => {
    const { place, phone: own, keeper, number, who } = await staffed()
    const there = await openPlace()
    const found = await plans(own, async (phone) => {
      await phone.get('/pledges')
      await phone.post(`/p/${there.code}/pledge/carry`, { job: '收银' })
      await phone.post('/pledges/leave', { code: there.code })
      await phone.get('/pledges/move')
      expect((await phone.post('/pledges/recover', { number, phone: who.phone })).status).toBe(303)
    })
    const page = await (await keeper.get(`/keep/${place.code}/staff`)).text()
    const [, token = ''] = /name="phone" value="([^"]+)"/.exec(page) ?? []
    expect(token).not.toBe('')
    const answered = await plans(keeper, (phone) =>
      phone.post(`/keep/${place.code}/staff/phones`, { phone: token, same: '1' }),
    )
    expect(slow([...found, ...answered])).toEqual([])
    expect(answered.some(({ sql }) => sql.includes('UPDATE pledges SET superseded_by'))).toBe(true)
  })

  test('an invitation by QR and by code', async () => {
    const { place } = await staffed()
    const found = await plans(new Phone(), async (phone) => {
      for (const invitation of ['A'.repeat(22), 'ABCD1234'])
        await fillIn(phone, place, { who: { ...somebody(), invitation } })
    })
    expect(slow(found)).toEqual([])
    expect(indexes(found)).toContain('worker_invitations_code_hash_unique')
  })
})

test('the villages’ list walks the declared risks, not the workers', async () => {
  const admin = await officer({ role: 'admin' })
  await signAt(new Phone(), await openPlace(), {
    who: somebody(),
    answers: { contact: { answer: 'yes' } },
  })
  const found = await plans(admin, async (phone) => {
    for (const query of ['', '?q=x', '?area=3&watch=1', '?after=9-9'])
      expect((await phone.get(`/office/workers${query}`)).status).toBe(200)
  })
  const lists = found.filter(({ sql }) => sql.includes('risk_posts'))
  expect(slow(found.filter((each) => !lists.includes(each)))).toEqual([])
  const plansOf = (part: string) =>
    lists.flatMap(({ sql, detail }) => (sql.includes(part) ? detail : []))
  // Whoever is kept away is few: they are sorted. The lines of a page are put together from its keys.
  const away = plansOf('risk_posts_away')
  expect(away[0]).toContain('risk_posts_away (area_id=? AND away_until>?)')
  const all = plansOf('risk_posts').filter((detail) => !away.includes(detail))
  expect(all[0]).toContain('PRIMARY KEY (area_id=? AND (signed_at,pledge_id)<(?,?))')
  expect(all.join().replaceAll('SCAN page', '')).not.toMatch(/SCAN (?!s VIRTUAL)|TEMP B-TREE/)
})

test('the purges seek what is due', async () => {
  await staffed()
  const sent: Parameters<typeof notingD1>[0] = []
  const noting = openDb(notingD1(sent))
  const later = clock.now + 300 * DAY
  await purgePledges(noting, book, env, later)
  await purgePeople(noting, book, later)
  const found = await plansOf(sent, TABLES)
  expect(slow(found)).toEqual([])
  expect(indexes(found)).toEqual(
    expect.arrayContaining([
      'pledges_answers_due',
      'pledges_over',
      'worker_devices_used',
      'worker_invitations_expires',
    ]),
  )
})

test('a scan is noticed', async () => {
  const sent = [{ sql: 'SELECT * FROM workers WHERE created_at > ?', values: [1] }]
  expect(slow(await plansOf(sent, TABLES))).toHaveLength(1)
  const sorted = [{ sql: 'SELECT id FROM pledges WHERE place_id = ? ORDER BY number', values: [1] }]
  expect(slow(await plansOf(sorted, TABLES))).toHaveLength(1)
})
