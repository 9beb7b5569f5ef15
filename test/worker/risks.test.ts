// The village's list of declared risks: whose, where, still on watch, and page by page.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { DAY, HOUR } from '../../src/shared/clock'
import { type OwnPhone, officer } from '../support/people'
import { numberIn, signAt, somebody } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, MORNING, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeQuestions())
  await db.$client
    .prepare(
      "INSERT INTO areas VALUES (7, 2, 'village', '右照沟村', 'Youzhaogou', '/1/2/7/'), (8, 2, 'village', '大村', 'Dacun', '/1/2/8/')",
    )
    .run()
})

let admin: OwnPhone
beforeEach(async () => {
  clock.now = MORNING + HOUR
  admin = await officer({ role: 'admin' })
})

const yes = { contact: { answer: 'yes' } }
const declare = async (place: Place, name = '王小梅', phone = new Phone()): Promise<string> =>
  numberIn(await signAt(phone, place, { who: somebody(name), answers: yes }))
const list = async (query = '', reader = admin): Promise<string> =>
  (await reader.get(`/office/workers${query}`)).text()
const search = (text: string) => `?q=${encodeURIComponent(text)}`

describe('declared risks', () => {
  test('are found by part of a place’s name and by village', async () => {
    const left = await openPlace({ name: '顺风砖厂' })
    const right = await openPlace({ name: '逆风瓦厂', areaId: 7, areaPath: '/1/2/7/' })
    const [a, b] = [await declare(left), await declare(right)]
    expect(await list(search('砖'))).toContain(a)
    expect(await list(search('砖'))).not.toContain(b)
    expect(await list('?area=7')).toContain(b)
    expect(await list('?area=7')).not.toContain(a)
    expect(await list(search('没有这家'))).toContain('没有找到')
  })

  test('can be narrowed to those whose watch is not over', async () => {
    const number = await declare(await openPlace())
    expect(await list('?watch=1')).toContain(number)
    clock.now += 15 * DAY
    const later = await officer({ role: 'admin' })
    expect(await list('?watch=1', later)).not.toContain(number)
    expect(await list('', later)).toContain(number)
  })

  test('of somebody at two places are one line with both', async () => {
    const phone = new Phone()
    const [first, second] = [
      await openPlace({ name: '甲一店' }),
      await openPlace({ name: '甲二店', areaId: 7, areaPath: '/1/2/7/' }),
    ]
    const number = await declare(first, '王小梅', phone)
    await phone.post(`/p/${second.code}/pledge/carry`, { job: '收银' })
    const page = await list(search('甲'))
    expect(page.split(number)).toHaveLength(2)
    expect(page).toContain('甲一店')
    expect(page).toContain('甲二店')
    const clerk = await officer({ role: 'clerk', areaId: 7, areaPath: '/1/2/7/' })
    const own = await list(search('甲'), clerk)
    expect(own).toContain('甲二店')
    expect(own).not.toContain('甲一店')
  })

  test('a clerk who asks for another village gets their own', async () => {
    const elsewhere = await declare(await openPlace())
    const clerk = await officer({ role: 'clerk', areaId: 8, areaPath: '/1/2/8/' })
    expect(await list('?area=3', clerk)).not.toContain(elsewhere)
    expect(await list('', clerk)).toContain('有员工在承诺书里填了')
  })

  test('go from the list when the worker leaves', async () => {
    const phone = new Phone()
    const place = await openPlace()
    const number = await declare(place, '王小梅', phone)
    await phone.post('/pledges/leave', { code: place.code })
    expect(await list()).not.toContain(number)
  })

  test('are read eight at a time, each once, also of one second', async () => {
    const place = await openPlace({ name: '百人厂', areaId: 8, areaPath: '/1/2/8/' })
    const walk = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45)'
    await db.$client.batch([
      db.$client.prepare(
        `${walk} INSERT INTO workers (id, name, phone, phone_index, created_at) SELECT 700000 + i, '', '', 'r' || i, 0 FROM n`,
      ),
      db.$client
        .prepare(
          `${walk} INSERT INTO employments (place_id, worker_id, job, since) SELECT ?, 700000 + i, '工人', 1 FROM n`,
        )
        .bind(place.id),
      db.$client.prepare(
        `${walk} INSERT INTO pledges (id, key, number, kind, worker_id, rulebook_version, answers, text_hash, signed_at, risk)
         SELECT 700000 + i, 'r' || i, 'R-' || (1000 + i), 'personal', 700000 + i, 1, '', '', 5 + i / 30, 1 FROM n`,
      ),
    ])
    const seen: string[] = []
    for (let query = '?area=8', pages = 0; query && pages < 8; pages++) {
      const page = await list(query)
      seen.push(...[...page.matchAll(/R-1\d{3}/g)].map(([number]) => number))
      const [, next = ''] = /class="tap" href="\/office\/workers(\?[^"]+)"/.exec(page) ?? []
      query = next.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })
})
