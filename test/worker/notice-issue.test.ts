import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countNoticesFor, lateNotices } from '../../src/features/notices'
import { noticesStatement } from '../../src/features/notices/store-list'
import { DAY } from '../../src/shared/clock'
import {
  issued,
  NOTICES,
  newcomer,
  noticeAt,
  noticeForm,
  planOf,
  step,
  today,
  type Village,
  villageWithClerk,
} from '../support/notices'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, one } from '../support/town'

let hq: OwnPhone
let village: Village
let elsewhere: Village
beforeAll(async () => {
  await foundTown({ notices: NOTICES })
  hq = await officer({ role: 'admin' })
  village = await villageWithClerk(60)
  elsewhere = await villageWithClerk(61)
})
beforeEach(() => {
  clock.now += 1000
})

const person = (id: number) =>
  one<{ area_id: number | null; notice_id: number | null }>(
    'SELECT area_id, notice_id FROM arrivals WHERE id = ?',
    id,
  )
const notices = async () => (await one<{ n: number }>('SELECT count(*) AS n FROM notices'))?.n ?? 0
const pathOf = (sent: Response) => (sent.headers.get('location') ?? '').replace(/\?.*/, '')

describe('issuing a notice', () => {
  test('puts the people ticked on the next number of the year', async () => {
    const [first, second] = [await newcomer(village), await newcomer(village)]
    const picked = await (await hq.get(`/office/notices/new?p${first.id}=1&p${second.id}=1`)).text()
    expect(picked).toContain(`name="p${first.id}" value="1" checked`)
    const sent = await hq.post('/office/notices', noticeForm(village, [first.id, second.id]))
    expect(sent.status).toBe(303)
    const row = await noticeAt(pathOf(sent))
    expect(row).toMatchObject({ state: 'issued', due_at: Date.parse('2020-03-13T18:00:00+08:00') })
    expect(await person(first.id)).toEqual({ area_id: null, notice_id: row?.id })
    expect(await person(second.id)).toEqual({ area_id: null, notice_id: row?.id })
  })

  test('sent twice is one notice, even when the second names others', async () => {
    const [first, second] = [await newcomer(village), await newcomer(village)]
    const form = noticeForm(village, [first.id])
    const sent = await hq.post('/office/notices', form)
    const before = await notices()
    const again = await hq.post('/office/notices', { ...form, [`p${second.id}`]: '1' })
    expect(again.headers.get('location')).toBe(sent.headers.get('location'))
    expect(await notices()).toBe(before)
    expect(await person(second.id)).toEqual({ area_id: null, notice_id: null })
  })

  test('names whoever is on another notice, and puts nobody on this one', async () => {
    const taken = await newcomer(village, { name: '谢思雨' })
    const free = await newcomer(village)
    const other = pathOf(await hq.post('/office/notices', noticeForm(village, [taken.id])))
    const before = await notices()
    const sent = await hq.post('/office/notices', noticeForm(village, [taken.id, free.id]))
    expect(sent.status).toBe(409)
    const page = await sent.text()
    const seq = other.replace(/.*-/, '')
    expect(page).toContain(`谢*（峡防指交〔2020〕${seq} 号） 已经交办`)
    expect(page).toContain(`name="p${free.id}" value="1" checked`)
    expect(page).not.toContain(`name="p${taken.id}"`)
    expect(await notices()).toBe(before)
    expect(await person(free.id)).toEqual({ area_id: null, notice_id: null })
  })

  test('of two that name the same person at once, one wins', async () => {
    const { id } = await newcomer(village)
    const answers = await Promise.all([
      hq.post('/office/notices', noticeForm(village, [id])),
      hq.post('/office/notices', noticeForm(elsewhere, [id])),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  })

  test('fifty at once are numbered without a gap and without a double', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, () => newcomer(village)))
    const answers = await Promise.all(
      people.map(({ id }) => hq.post('/office/notices', noticeForm(village, [id]))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const { results } = await db.$client
      .prepare('SELECT seq FROM notices WHERE year = 2020 ORDER BY seq')
      .all<{ seq: number }>()
    expect(results.map(({ seq }) => seq)).toEqual(results.map((_, i) => i + 1))
    expect(new Set(answers.map(pathOf)).size).toBe(50)
  })

  test('begins with number 1 in another year', async () => {
    const then = clock.now
    clock.now = Date.parse('2021-01-04T09:00:00+08:00')
    await hq.signIn()
    expect(await issued(hq, village)).toBe('/office/notices/2021-1')
    clock.now = then
    await hq.signIn()
  })

  test.each([
    [{ due: '2020-03-11' }, '请填写'],
    [{ due: 'soon' }, '请填写'],
    [{ area: '999' }, '请填写'],
    [{ why: 'invented' }, '请填写'],
    [{ task_register: '0' }, '请至少选一项要求'],
    [{ key: '' }, '这张表单已过期'],
  ])(
    'badly filled in, %j, is told at the field and keeps what was ticked',
    async (change, says) => {
      const { id } = await newcomer(village)
      const before = await notices()
      const sent = await hq.post(
        '/office/notices',
        noticeForm(village, [id], { other: '', ...change }),
      )
      expect(sent.status).toBe(422)
      const page = await sent.text()
      expect(page).toContain(says)
      expect(page).toContain(`name="p${id}" value="1" checked`)
      expect(await notices()).toBe(before)
    },
  )

  test('needs somebody, and not more than forty', async () => {
    const nobody = await hq.post('/office/notices', noticeForm(village, []))
    expect(nobody.status).toBe(422)
    expect(await nobody.text()).toContain('还没有选人')
    const many = Array.from({ length: 41 }, (_, i) => 5_000_000 + i)
    const sent = await hq.post('/office/notices', noticeForm(village, many))
    expect(sent.status).toBe(422)
  })

  test('may still be due today before 18:00, not after', async () => {
    const { id } = await newcomer(village)
    const then = clock.now
    clock.now = Date.parse('2020-03-12T18:00:01+08:00')
    await hq.signIn()
    const late = await hq.post('/office/notices', noticeForm(village, [id], { due: today() }))
    expect(late.status).toBe(422)
    clock.now = then
    await hq.signIn()
    const sent = await hq.post('/office/notices', noticeForm(village, [id], { due: today() }))
    expect(sent.status).toBe(303)
  })
})

describe('the list of notices', () => {
  test('has the longest overdue first and in red, and counts them', async () => {
    const own = await villageWithClerk(70)
    const late = await issued(hq, own)
    await db.$client
      .prepare('UPDATE notices SET due_at = ? WHERE id = ?')
      .bind(clock.now - 2 * DAY, (await noticeAt(late))?.id)
      .run()
    await issued(hq, own)
    const page = await (await own.clerk.get('/office/notices')).text()
    const rows = [...page.matchAll(/<a class="row" href="([^"]+)"><b( class="no")?>/g)]
    expect(rows.map(([, href, red]) => [href, Boolean(red)])[0]).toEqual([late, true])
    expect(rows[1]?.[2]).toBeUndefined()
    expect(page).toContain('1 张通知单已逾期')
    expect(page).toContain('逾期 2 天')
    const ranges = JSON.stringify([[own.path, '/1/2/700', '']])
    expect(await countNoticesFor(db, ranges, clock.now)).toEqual({
      issued: { n: 2, late: 1 },
      inHand: { n: 0, late: 0 },
      reported: { n: 0, late: 0 },
      late: 1,
    })
    expect((await lateNotices(db, ranges, clock.now)).map(({ seq }) => seq)).toEqual([
      Number(late.replace(/.*-/, '')),
    ])
  })

  test('stands on the officer’s own page: what to receive for the clerk, what to close for headquarters', async () => {
    const own = await villageWithClerk(72)
    const path = await issued(hq, own)
    const home = async (who: OwnPhone) => (await who.get('/office')).text()
    expect(await home(own.clerk)).toMatch(/<b>1<\/b> 待签收的交办通知单/)
    await step(own.clerk, path, 'receive')
    expect(await home(own.clerk)).toMatch(/<b>1<\/b> 办理中的交办通知单/)
    const toClose = (page: string) => Number(/<b>(\d+)<\/b> 待核销/.exec(page)?.[1] ?? 0)
    const before = toClose(await home(hq))
    await step(own.clerk, path, 'report', { result: 'all' })
    expect(await home(own.clerk)).not.toContain('办理中的交办通知单')
    const after = await home(hq)
    expect(toClose(after)).toBe(before + 1)
    await newcomer(own)
    const nobodys = (page: string) => Number(/<b>(\d+)<\/b> 无村（社区）管理/.exec(page)?.[1] ?? 0)
    expect(nobodys(await home(hq))).toBe(nobodys(after) + 1)
  })

  test('is searched by number, in the own area only', async () => {
    const path = await issued(hq, village)
    const seq = path.replace(/.*-/, '')
    const find = async (who: OwnPhone, q: string) =>
      (await who.get(`/office/notices?q=${encodeURIComponent(q)}`)).text()
    for (const typed of [seq, `2020-${seq}`, `峡防指交〔2020〕${seq} 号`])
      expect(await find(village.clerk, typed)).toContain(`href="${path}"`)
    expect(await find(elsewhere.clerk, seq)).toContain('没有找到这个编号')
    expect(await find(village.clerk, '无')).toContain('没有找到这个编号')
  })

  test('goes on page by page, each notice once, open or closed', async () => {
    const own = await villageWithClerk(71)
    for (let n = 0; n < 23; n++) await issued(hq, own)
    const walk = async (view: string) => {
      const seen: string[] = []
      let next = `/office/notices?view=${view}`
      for (let pages = 0; next && pages < 5; pages++) {
        const page = await (await own.clerk.get(next)).text()
        seen.push(...[...page.matchAll(/class="row" href="([^"]+)"/g)].map(([, href = '']) => href))
        next = (/class="pager"><a class="tap" href="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll(
          '&amp;',
          '&',
        )
      }
      return seen
    }
    const open = await walk('open')
    expect(open).toHaveLength(23)
    expect(new Set(open).size).toBe(23)
    await db.$client.prepare("UPDATE notices SET state = 'closed' WHERE area_id = 71").run()
    expect(new Set(await walk('closed')).size).toBe(23)
    expect(await walk('open')).toEqual([])
  })

  test.each([
    ['/1/2/60/', 'notices_area'],
    [null, 'notices_state'],
  ])('reads an index in order, village %s', async (area, index) => {
    for (const state of ['issued', 'closed'] as const) {
      const filter = { view: state, village: area, ranges: '[]', after: null }
      const plan = await planOf(noticesStatement(db, state, filter))
      expect(plan).toContain(`USING INDEX ${index}`)
      expect(plan).not.toMatch(/SCAN n\b|TEMP B-TREE/)
    }
  })
})
