import { describe, expect, test } from 'vitest'
import { readNext } from '../../src/features/accounts/form'
import { hashPassword, ITERATIONS, verifyPassword } from '../../src/features/accounts/password'
import { accountField, accountRow, DEMO_ACCOUNTS } from '../../src/features/accounts/seed'
import { toBase64url } from '../../src/shared/bytes'
import { randomDigits } from '../../src/shared/digits'
import { blindIndexOf, decryptField, encryptField } from '../../src/shared/fields'
import { newRowId, systemRandom } from '../../src/shared/ids'

const secret = (): string => toBase64url(systemRandom(32))

describe('passwords', () => {
  const pepper = secret()

  test('a hash names its scheme, 100,000 iterations and a salt of 16 bytes', async () => {
    const stored = await hashPassword(pepper, '258036', systemRandom)
    expect(stored).toMatch(/^pbkdf2-sha256\$100000\$[\w-]{22}\$[\w-]{43}$/)
    expect(await hashPassword(pepper, '258036', systemRandom)).not.toBe(stored)
  })

  test('only the right password under the right pepper matches', async () => {
    const stored = await hashPassword(pepper, '258036', systemRandom)
    expect(await verifyPassword(pepper, '258036', stored)).toBe(true)
    expect(await verifyPassword(pepper, '２５８０３６', stored)).toBe(true)
    expect(await verifyPassword(pepper, '258037', stored)).toBe(false)
    expect(await verifyPassword(secret(), '258036', stored)).toBe(false)
    expect(await verifyPassword(pepper, '258036', 'md5$1$x$y')).toBe(false)
  })

  test('more iterations than production allows are refused here too', async () => {
    expect(ITERATIONS).toBe(100_000)
    await expect(hashPassword(pepper, 'x', systemRandom, 100_001)).rejects.toThrow(RangeError)
    await expect(
      verifyPassword(pepper, 'x', `pbkdf2-sha256$600000$${'A'.repeat(22)}$${'A'.repeat(43)}`),
    ).rejects.toThrow(RangeError)
  })

  test('an unknown name costs the same work and never matches', async () => {
    const time = async (stored: string | null) => {
      const start = performance.now()
      for (let i = 0; i < 5; i++) await verifyPassword(pepper, '258036', stored)
      return performance.now() - start
    }
    const known = await hashPassword(pepper, 'other', systemRandom)
    const [one, other] = [await time(known), await time(null)]
    expect(await verifyPassword(pepper, '258036', null)).toBe(false)
    expect(other).toBeGreaterThan(one / 3)
  })
})

describe('encrypted fields', () => {
  const key = secret()
  const place = { table: 'accounts', column: 'phone', row: 7 }

  test('open where they were written', async () => {
    const stored = await encryptField(key, place, '13800001234')
    expect(stored).toMatch(/^1\.[\w-]+$/)
    expect(await decryptField(key, place, stored)).toBe('13800001234')
    expect(await encryptField(key, place, '13800001234')).not.toBe(stored)
  })

  test.each([
    ['another row', { row: 8 }],
    ['another column', { column: 'display_name' }],
    ['another table', { table: 'workers' }],
  ])('do not open in %s', async (_, change) => {
    const stored = await encryptField(key, place, '13800001234')
    expect(await decryptField(key, { ...place, ...change }, stored)).toBeNull()
  })

  test('do not open under another key, another key id, or changed', async () => {
    const stored = await encryptField(key, place, '13800001234')
    const changed = stored.slice(0, -2) + (stored.endsWith('AA') ? 'BB' : 'AA')
    for (const wrong of [stored.replace('1.', '2.'), changed, stored.slice(2), '', '1.!'])
      expect(await decryptField(key, place, wrong)).toBeNull()
    expect(await decryptField(secret(), place, stored)).toBeNull()
  })

  test('a blind index is the same for the same value and purpose only', async () => {
    const index = await blindIndexOf(key, 'accounts.phone', '13800001234')
    expect(await blindIndexOf(key, 'accounts.phone', '13800001234')).toBe(index)
    expect(await blindIndexOf(key, 'workers.phone', '13800001234')).not.toBe(index)
    expect(await blindIndexOf(secret(), 'accounts.phone', '13800001234')).not.toBe(index)
  })
})

describe('rows for the demo town', () => {
  test('hold the name encrypted and are marked as demo', async () => {
    const keys = { FIELD_KEY: secret(), INDEX_KEY: secret(), PEPPER: secret() }
    const demo = DEMO_ACCOUNTS.map(({ name }) => name)
    expect(demo.join(' ')).toBe(
      'admin reviewer patrol clerk health1 health2 viewer keeper helper admin2 foreman factory',
    )

    const row = await accountRow(
      {
        id: 9,
        kind: 'keeper',
        name: 'keeper',
        displayName: '马长顺',
        phone: '13800001234',
        password: '258036',
        demo: true,
      },
      keys,
      0,
      systemRandom,
    )
    expect(row.demo).toBe(1)
    expect(
      await decryptField(keys.FIELD_KEY, accountField('display_name', 9), row.display_name),
    ).toBe('马长顺')
    expect(await verifyPassword(keys.PEPPER, '258036', row.password_hash)).toBe(true)
  })
})

describe('where to go after signing in', () => {
  test.each(['/office', '/keep/7K3M9QX/team', '/places?q=%E9%9D%A2&kind=shop', '/p/7K3M9QX'])(
    '%s is a path of this site',
    (next) => expect(readNext(next)).toBe(next),
  )
  test.each([
    '',
    'office',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/a b',
    '/sign-in?next=/sign-in',
    '/sign-out',
  ])('%j is not', (next) => expect(readNext(next)).toBeNull())
})

test('codes keep their leading zeros and ids fit a number', () => {
  const zero = (bytes: number) => new Uint8Array(bytes)
  const full = (bytes: number) => new Uint8Array(bytes).fill(255)
  expect(randomDigits(6, zero)).toBe('000000')
  expect(randomDigits(6, full)).toMatch(/^\d{6}$/)
  expect(newRowId(zero)).toBe(1)
  expect(Number.isSafeInteger(newRowId(full))).toBe(true)
})
