import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { accountField } from '../../src/features/accounts/seed'
import { officeListStatement, officeSearchStatement } from '../../src/features/places/store-office'
import type { PlaceStatus } from '../../src/features/places/tables'
import { encryptField } from '../../src/shared/fields'
import { helperOf, keeperOf, type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

const ELSEWHERE = { areaId: 5, areaPath: '/1/4/5/' }

beforeAll(async () => {
  await foundTown()
  await db.$client.batch([
    db.$client.prepare(
      "INSERT INTO areas VALUES (4, 1, 'district', '三片区', 'District 3', '/1/4/'), (5, 4, 'village', '观沟村', 'Guangou', '/1/4/5/')",
    ),
  ])
})

const text = async (response: Response | Promise<Response>): Promise<string> =>
  (await response).text()

const calls = () =>
  one<{ n: number; subject: string; detail: string; actor: number }>(
    "SELECT count(*) AS n, subject, detail, actor_id AS actor FROM audit WHERE act = 'places.call'",
  )

describe('the office’s list of places', () => {
  test('an officer finds places of every status, those not open too', async () => {
    const viewer = await officer({ role: 'viewer' })
    const place = await openPlace({
      name: '百姓网吧',
      status: 'suspended',
      statusReason: '负面清单',
    })
    const listed = await text(viewer.get('/office/places?status=suspended'))
    expect(listed).toContain(`/office/places/${place.code}`)
    expect(listed).toContain('负面清单')
    expect(await text(viewer.get('/office/places'))).not.toContain('百姓网吧')
    expect(await text(viewer.get(`/office/places?q=${encodeURIComponent('网吧')}`))).toContain(
      '百姓网吧',
    )
  })

  test('the code on the door leads straight to the place', async () => {
    const viewer = await officer({ role: 'viewer' })
    const place = await openPlace({ status: 'known' })
    const answer = await viewer.get(`/office/places?q=${place.code.toLowerCase()}`)
    expect(answer.headers.get('location')).toBe(`/office/places/${place.code}`)
  })

  test('status, kind, trade and area narrow it together', async () => {
    const viewer = await officer({ role: 'viewer' })
    await openPlace({ name: '甲号理发', status: 'applied', trade: 'hairdresser' })
    await openPlace({ name: '乙号理发', status: 'applied', trade: 'hairdresser', ...ELSEWHERE })
    await openPlace({ name: '丙号饭店', status: 'applied' })
    const page = await text(viewer.get('/office/places?status=applied&trade=hairdresser&area=4'))
    expect(page).toContain('乙号理发')
    expect(page).not.toContain('甲号理发')
    expect(page).not.toContain('丙号饭店')
  })

  test('pages of twenty follow each other without a gap or a repeat', async () => {
    const viewer = await officer({ role: 'viewer' })
    for (let n = 0; n < 45; n++) await openPlace({ kind: 'enterprise', status: 'closed' })
    const seen: string[] = []
    let next: string | null = '/office/places?status=closed&kind=enterprise'
    while (next) {
      const page: string = await text(viewer.get(next))
      seen.push(
        ...[...page.matchAll(/class="row" href="\/office\/places\/(\w+)"/g)].map((m) => m[1] ?? ''),
      )
      next =
        /class="tap" href="([^"]*after=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? null
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })

  test('the numbers on the tabs are the kept counts', async () => {
    const viewer = await officer({ role: 'viewer' })
    const row = await one<{ n: number }>("SELECT count(*) AS n FROM places WHERE status = 'closed'")
    expect(await text(viewer.get('/office/places'))).toMatch(
      new RegExp(`status=closed"[^>]*>已关停 ${row?.n}<`),
    )
  })

  test('every combination of filters is a range of an index, never a scan or a sort', async () => {
    const statuses: (PlaceStatus | null)[] = ['open', null]
    for (const status of statuses)
      for (const kind of ['shop', null] as const)
        for (const trade of ['catering', null])
          for (const q of ['', '面馆']) {
            if (status === null && !q) continue
            const filter = {
              q,
              areaPath: '/1/2/',
              status,
              kind,
              trade,
              after: { areaPath: '/1/2/3/', id: 7 },
            }
            const statement = q
              ? officeSearchStatement(db, filter, '[1,2]', q)
              : officeListStatement(db, filter)
            const plan = await explain(statement, q)
            expect(plan.join('\n'), `${status} ${kind} ${trade} ${q}`).not.toMatch(
              /SCAN (?!g )|TEMP B-TREE/,
            )
            if (trade && !q) expect(plan.join('\n')).toContain('places_by_trade')
          }
  })
})

/** The plan of the list statement with these values. */
async function explain(statement: D1PreparedStatement, q: string): Promise<string[]> {
  const { statement: sql, params } = statement as unknown as {
    statement: string
    params: unknown[]
  }
  const { results } = await db.$client
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...params)
    .all<{ detail: string }>()
  expect(results.length, q).toBeGreaterThan(1)
  return results.map(({ detail }) => detail)
}

describe('one place', () => {
  test('its page says how it stands, why, and what happened', async () => {
    const viewer = await officer({ role: 'viewer' })
    const place = await openPlace({ status: 'suspended', statusReason: '厨房无人测温' })
    await db.$client
      .prepare(
        "INSERT INTO place_changes (key, place_id, at, from_status, to_status, cause, reason, actor_kind, actor_id, rulebook_version) VALUES (?, ?, ?, 'open', 'suspended', 'order', '厨房无人测温', 'officer', ?, 1)",
      )
      .bind(`step-${place.id}`, place.id, clock.now, viewer.accountId)
      .run()
    const page = await text(viewer.get(`/office/places/${place.code}`))
    for (const words of ['暂停营业', '厨房无人测温', '整改', '李卫东'])
      expect(page).toContain(words)
  })

  test('an unknown code is a page that says so', async () => {
    const viewer = await officer({ role: 'viewer' })
    expect((await viewer.get('/office/places/ZZZZZZZ')).status).toBe(404)
  })
})

describe('calling the keeper', () => {
  const numberOf = (phone: OwnPhone) => phone.number

  test('the number shows only after the call is on the record, with who called and why', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const hub = await text(clerk.get(`/office/places/${place.code}`))
    expect(hub).not.toContain(numberOf(keeper))
    expect(hub).not.toContain('马长顺')
    const answer = await clerk.post(`/office/places/${place.code}/call`, {
      to: String(keeper.accountId),
      purpose: 'daily',
    })
    expect(await text(answer)).toContain(`tel:${numberOf(keeper)}`)
    const row = await calls()
    expect(row).toMatchObject({ n: 1, subject: `places:${place.id}`, actor: clerk.accountId })
    expect(row?.detail).not.toContain(numberOf(keeper))
  })

  test('a clerk of another village may not, and nothing is shown or noted', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const clerk = await officer({ role: 'clerk', ...ELSEWHERE })
    const before = (await calls())?.n
    const answer = await clerk.post(`/office/places/${place.code}/call`, {
      to: String(keeper.accountId),
      purpose: 'daily',
    })
    expect(answer.status).toBe(403)
    expect(await text(answer)).not.toContain(numberOf(keeper))
    expect(await text(clerk.get(`/office/places/${place.code}`))).not.toContain('/call')
    expect((await calls())?.n).toBe(before)
  })

  test('a viewer sees no way to call', async () => {
    const place = await openPlace()
    await keeperOf(place)
    const viewer = await officer({ role: 'viewer' })
    expect(await text(viewer.get(`/office/places/${place.code}`))).not.toContain('/call')
  })

  test('without a purpose, or for somebody else’s keeper, the form comes back', async () => {
    const place = await openPlace()
    const [keeper, other] = [await keeperOf(place), await keeperOf(await openPlace())]
    const admin = await officer({ role: 'admin' })
    const path = `/office/places/${place.code}/call`
    const missing = await admin.post(path, { to: String(keeper.accountId), purpose: 'gossip' })
    expect(missing.status).toBe(422)
    expect(await text(missing)).toContain('请选择为了什么打电话')
    const foreign = await admin.post(path, { to: String(other.accountId), purpose: 'daily' })
    expect(foreign.status).toBe(409)
    expect(await text(foreign)).not.toContain(numberOf(other))
  })
})

describe('the officer who looks after a place', () => {
  const withNumber = async (phone: OwnPhone, number: string) =>
    db.$client
      .prepare('UPDATE accounts SET phone = ? WHERE id = ?')
      .bind(
        await encryptField(env.FIELD_KEY, accountField('phone', phone.accountId), number),
        phone.accountId,
      )
      .run()
  const liaisonOf = async (id: number) =>
    (await one<{ id: number | null }>('SELECT liaison_id AS id FROM places WHERE id = ?', id))?.id

  test('the clerk names one, and keeper and helper find the name and number on their pages', async () => {
    const place = await openPlace()
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const liaison = await officer({ role: 'patrol' })
    await withNumber(liaison, '13900004444')
    const form = { officer: String(liaison.accountId), was: '' }
    const answer = await clerk.post(`/office/places/${place.code}/liaison`, form)
    expect(answer.status).toBe(303)
    expect(await liaisonOf(place.id)).toBe(liaison.accountId)
    for (const staff of [await keeperOf(place), await helperOf(place)])
      expect(await text(staff.get(`/keep/${place.code}/today`))).toContain('tel:13900004444')
    expect(await text(new Phone().get(`/p/${place.code}`))).not.toContain('13900004444')
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'places.liaison' AND subject = ?",
        `places:${place.id}`,
      ),
    ).toEqual({ n: 1 })
  })

  test('of two who choose at once the second is told who was chosen', async () => {
    const place = await openPlace()
    const admin = await officer({ role: 'admin' })
    const [first, second] = [await officer({ role: 'patrol' }), await officer({ role: 'patrol' })]
    const path = `/office/places/${place.code}/liaison`
    await admin.post(path, { officer: String(first.accountId), was: '' })
    const late = await admin.post(path, { officer: String(second.accountId), was: '' })
    expect(late.status).toBe(409)
    expect(await text(late)).toContain('刚才已有人改为“李卫东”')
    expect(await liaisonOf(place.id)).toBe(first.accountId)
    const again = await admin.post(path, { officer: String(first.accountId), was: '' })
    expect(again.status).toBe(303)
  })

  test('a keeper, a wrong number and another village’s clerk are refused', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const admin = await officer({ role: 'admin' })
    const stranger = await officer({ role: 'clerk', ...ELSEWHERE })
    const path = `/office/places/${place.code}/liaison`
    expect((await admin.post(path, { officer: String(keeper.accountId), was: '' })).status).toBe(
      409,
    )
    expect((await admin.post(path, { officer: 'me', was: '' })).status).toBe(422)
    expect((await stranger.post(path, { officer: '', was: '' })).status).toBe(403)
    expect(await liaisonOf(place.id)).toBeNull()
  })

  test('a whole village is given one at a time, leaving those who have theirs', async () => {
    const [kept, open, closed] = [
      await openPlace(ELSEWHERE),
      await openPlace(ELSEWHERE),
      await openPlace({ ...ELSEWHERE, status: 'closed' }),
    ]
    const admin = await officer({ role: 'admin' })
    const [one1, all] = [await officer({ role: 'patrol' }), await officer({ role: 'patrol' })]
    const path = `/office/places/${kept.code}/liaison`
    await admin.post(path, { officer: String(one1.accountId), was: '' })
    const form = { area: '5', officer: String(all.accountId), which: 'without' }
    expect((await admin.post('/office/liaisons', form)).status).toBe(303)
    expect(await liaisonOf(kept.id)).toBe(one1.accountId)
    expect(await liaisonOf(open.id)).toBe(all.accountId)
    expect(await liaisonOf(closed.id)).toBeNull()
    await admin.post('/office/liaisons', { ...form, which: 'all' })
    expect(await liaisonOf(kept.id)).toBe(all.accountId)
  })

  test('a clerk gives only the own village, and an empty form comes back with what is missing', async () => {
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const liaison = await officer({ role: 'patrol' })
    const form = { area: '5', officer: String(liaison.accountId), which: 'all' }
    expect((await clerk.post('/office/liaisons', form)).status).toBe(403)
    const empty = await clerk.post('/office/liaisons', {})
    expect(empty.status).toBe(422)
    expect(await text(clerk.get('/office/liaisons'))).not.toContain('观沟村')
  })
})
