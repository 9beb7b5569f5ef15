// A patrol's phone where there is no network: rounds are made, kept, and sent once when it is back.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keptOn } from '../support/kept'
import { expectNoOverflow, openPhone, shot, signInAfresh } from '../support/page'
import { takePhoto, workersReady } from '../support/patrol-phone'
import { rowsOf } from '../support/town-file'

let phone: Page
let places: { code: string; name: string; spot: { name: string }[] }[] = []
const began = Date.now()

/** What the town's own database holds of the rounds this file makes. */
const rounds = () =>
  rowsOf(
    `SELECT r.key, p.code, r.proof, r.phone_at IS NOT NULL AS stamped, r.received_at > r.at AS later,
       (SELECT count(*) FROM files f WHERE f.subject = 'patrol_rounds:' || r.id) AS photos
     FROM patrol_rounds r JOIN places p ON p.id = r.place_id
     WHERE r.received_at >= ? AND r.phone_at IS NOT NULL ORDER BY r.at`,
    began,
  )

const send = async (page: Page, waiting: number): Promise<void> => {
  await page.click('form.round button[type=submit]')
  await page.waitForSelector(`text=${waiting} 条巡查已存手机`)
}

/** Another page of the same phone; the one before is closed in the middle of whatever it did. */
async function openAgain(path: string): Promise<void> {
  const before = phone
  phone = await before.context().newPage()
  await before.close()
  await phone.goto(path)
}

beforeAll(async () => {
  phone = await openPhone()
  await signInAfresh(phone, 'patrol')
  await phone.goto('/office/patrols?show=all&team=0')
  await workersReady(phone)
  places = await phone.evaluate(
    async () => (await (await fetch('/office/patrols/day')).json()).places,
  )
})
afterAll(() => phone.context().close())

test('three rounds are made while the network is cut, and each waits with its photo', async () => {
  const [first, second, third] = places.map(({ code }) => code)
  await phone.context().setOffline(true)
  await phone.click(`a[href$="/${first}"]`)
  await takePhoto(phone)
  await phone.click('.judged label:has([value=fixed])')
  await takePhoto(phone, undefined, '.judged input[type=file]')
  await shot(phone, 'outbox-form')
  await send(phone, 1)
  await openAgain(`/p/${second?.toLowerCase()}`)
  await phone.fill('#f-note', '卷帘门关着')
  await vi.waitFor(async () => expect((await keptOn(phone)).names).toContain(`draft.${second}`))
  await phone.reload()
  expect(await phone.inputValue('#f-note')).toBe('卷帘门关着')
  await takePhoto(phone)
  await send(phone, 2)
  await openAgain('/office/patrols')
  await phone.click('button:has-text("看全部队")')
  await phone.click('button:has-text("全部")')
  await phone.click(`a[href="#${third}"]`)
  await takePhoto(phone, Buffer.from('no photo at all'))
  await send(phone, 3)
  await phone.click('button:has-text("看全部队")')
  await phone.click('button:has-text("全部")')
  expect(await phone.locator('.visit:has-text("待上报")').count()).toBe(3)
  await expectNoOverflow(phone)
  await shot(phone, 'outbox-waiting')
  expect(rounds()).toEqual([])
})

test('whoever looks into the browser’s storage can read no name and no phone number', async () => {
  const kept = await keptOn(phone)
  expect(kept.names.filter((name) => name.startsWith('out.'))).toHaveLength(4)
  expect(kept.caches).not.toEqual([])
  const secret = [
    ...places.map(({ name }) => name),
    ...places.flatMap(({ spot }) => spot.map(({ name }) => name)),
    '卷帘门关着',
  ]
  expect(secret.length).toBeGreaterThan(places.length + 1)
  expect(secret.filter((each) => kept.text.includes(each))).toEqual([])
  expect(kept.text).not.toMatch(/1[3-9]\d{9}|1[3-9]\d\*{4}\d{4}/)
})

test('with the network each is sent once; what the town refuses stays until it is corrected', async () => {
  await phone.context().setOffline(false)
  await phone.waitForSelector('text=有 1 条巡查被退回')
  const sent = rounds()
  expect(sent.map(({ code }) => code)).toEqual(places.slice(0, 2).map(({ code }) => code))
  for (const round of sent) expect(round).toMatchObject({ proof: 'photo', later: 1 })
  expect(sent.map(({ photos }) => photos)).toEqual([2, 1])
  await phone.goto('/office/patrols?show=all&team=0')
  await shot(phone, 'outbox-refused')
  await phone.click('text=更正后再报')
  await phone.click('text=不要这张')
  await takePhoto(phone)
  await phone.click('form.round button[type=submit]')
  await phone.waitForSelector('text=已上报')
  expect(rounds()).toHaveLength(3)
  expect((await keptOn(phone)).names.filter((name) => /^(out|file|draft)/.test(name))).toEqual([])
  // The town's own list is back, and knows the third one too.
  const third = phone.locator('.visit', { hasText: places[2]?.name })
  await third.getByText('待复核').waitFor()
})

test('a round that went through twice is one round', async () => {
  const [round] = rounds()
  const again = await phone.evaluate(
    async ([key = '', code = '']) => {
      const body = new FormData()
      body.append('key', key)
      body.append('code', code)
      const headers = { accept: 'application/json' }
      return (await fetch('/office/patrols/rounds/files', { method: 'POST', body, headers })).json()
    },
    [String(round?.key), String(round?.code)],
  )
  expect(again).toMatchObject({ ok: true, again: true })
  expect(rounds()).toHaveLength(3)
})

test('signing out names what was not sent, and leaves nothing for the next account', async () => {
  await phone.context().setOffline(true)
  await phone.goto(`/p/${places[0]?.code}`)
  await takePhoto(phone)
  await send(phone, 1)
  const before = phone
  phone = await before.context().newPage()
  await before.close()
  await phone.context().setOffline(false)
  await phone.goto('/office')
  await phone.click('button:has-text("退出登录")')
  await phone.waitForSelector('text=还有 1 条巡查没有上报')
  await phone.click('button:has-text("退出登录")')
  await phone.waitForURL((url) => url.pathname === '/')
  expect(await keptOn(phone)).toMatchObject({ names: [], caches: [], workers: 0 })
  await signInAfresh(phone, 'clerk')
  await phone.goto('/office/patrols?show=all&team=0')
  await workersReady(phone)
  expect((await keptOn(phone)).names).not.toContain(expect.stringMatching(/^out\./))
  await phone.context().setOffline(true)
  await phone.goto('/office/patrols')
  await phone.click('button:has-text("全部")')
  expect(await phone.locator('.visit').count()).toBeGreaterThan(0)
  expect(rounds()).toHaveLength(3)
})
