import { beforeAll, expect, test } from 'vitest'
import { healthSuite, sealAad, sealInfo } from '../../src/features/visits/contact'
import { dayOf } from '../../src/shared/clock'
import { staffPhone } from '../support/staff'
import { clock, db, foundTown, healthPrivateKey, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

const NAME = '司徒若彤'
const PHONE = '13700005588'
const PLATE = '豫A99X88'

/** Every value of every row of every table, as text and as bytes. */
async function dump(): Promise<string> {
  const tables = await db.$client
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
    )
    .all<{ name: string }>()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  for (const { name } of tables.results) {
    const { results } = await db.$client
      .prepare(`SELECT * FROM "${name}"`)
      .all<Record<string, unknown>>()
    for (const row of results) {
      for (const value of Object.values(row))
        text += Array.isArray(value) ? decoder.decode(Uint8Array.from(value)) : `${value}\n`
    }
  }
  return text
}

test('a dump of the database after check-ins holds no full name, phone or plate of a visitor', async () => {
  const place = await openPlace({ kind: 'site', stage: 'working', opensAt: null, closesAt: null })
  await new Phone().checkIn(place, { name: NAME, phone: PHONE, plate: PLATE })
  const waiter = await staffPhone(place)
  await waiter.post(`/keep/${place.code}/proxy`, {
    key: 'proxy-key-0001',
    name: '皇甫秀英',
    phone: PHONE,
    where: '左照沟村 3 组',
    temperature: '36.2',
    party: '1',
  })

  const text = await dump()
  expect(text.length).toBeGreaterThan(1_000)
  for (const secret of [NAME, '若彤', PHONE, '0000558', PLATE, '皇甫秀英', '秀英', '左照沟村 3 组'])
    expect(text).not.toContain(secret)
  expect(
    await one(
      'SELECT surname, tail FROM visits WHERE place_id = ? AND source = ?',
      place.id,
      'self',
    ),
  ).toEqual({ surname: '司徒', tail: '88' })
})

test('the officers’ key opens a contact, bound to its place and day; nothing else does', async () => {
  const place = await openPlace()
  await new Phone().checkIn(place, { name: NAME, phone: PHONE })
  const row = await one<{ contact: number[]; health_key_id: number }>(
    'SELECT contact, health_key_id FROM visits WHERE place_id = ?',
    place.id,
  )
  const blob = Uint8Array.from(row?.contact ?? [])
  expect(blob[0]).toBe(1)
  const open = async (placeId: number, day: number) => {
    const recipient = await healthSuite().createRecipientContext({
      recipientKey: healthPrivateKey(),
      enc: blob.slice(1, 66).buffer,
      info: sealInfo(row?.health_key_id ?? 0, day),
    })
    return new TextDecoder().decode(await recipient.open(blob.slice(66).buffer, sealAad(placeId)))
  }
  const today = dayOf(clock.now)
  expect(JSON.parse(await open(place.id, today))).toEqual({ name: NAME, phone: PHONE })
  await expect(open(place.id + 1, today)).rejects.toThrow()
  await expect(open(place.id, today + 1)).rejects.toThrow()
})

test('sealed contacts of a short and a long name are equally long', async () => {
  const place = await openPlace()
  await new Phone().checkIn(place, { name: '王五' })
  await new Phone().checkIn(place, { name: '慕容思琪' })
  expect(
    await one(
      'SELECT count(DISTINCT length(contact)) AS n FROM visits WHERE place_id = ?',
      place.id,
    ),
  ).toEqual({ n: 1 })
})

test('the phone’s cookie tells nobody who holds it, and a changed one is as good as none', async () => {
  const place = await openPlace()
  const phone = new Phone()
  await phone.checkIn(place, { name: NAME, phone: PHONE })
  const cookie = phone.cookies.get('__Host-me') ?? ''
  expect(atob(cookie.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain(PHONE)
  phone.cookies.set('__Host-me', `${cookie.slice(0, -2)}AA`)
  expect(await (await phone.get(`/p/${place.code}`)).text()).toContain('name="phone"')
})

test('every answer carries its headers, refusals too', async () => {
  const place = await openPlace()
  for (const path of ['/', `/p/${place.code}`, '/nothing', '/p/7K3M9QZ', `/keep/${place.code}`]) {
    const { headers } = await new Phone().get(path)
    expect(headers.get('content-security-policy')).toMatch(/style-src 'self' 'sha256-[^']+'/)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toContain('max-age')
    expect(headers.get('cache-control')).toBe('no-store')
  }
})
