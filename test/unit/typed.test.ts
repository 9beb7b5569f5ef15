import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkInForm, readTemperature } from '../../src/features/visits/form'
import { judge } from '../../src/shared/form'
import { newKey } from '../../src/shared/ids'
import { newPlaceCode, readPlaceCode } from '../../src/shared/place-code'
import { maskName, maskPhone, readPhone } from '../../src/shared/text'
import { testRulebook } from '../support/rulebook'

const bytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))
const KEY = newKey(Date.UTC(2020, 2, 12), bytes)
const filled = { key: KEY, name: '张小燕', phone: '13800001234', temperature: '36.5', party: '1' }
const errorsOf = (change: Record<string, string>) => {
  const parsed = judge(checkInForm(testRulebook(), false), { ...filled, ...change })
  return parsed.ok ? {} : parsed.errors
}

describe('a temperature', () => {
  test.each([
    '36.5',
    '36,5',
    '36，5',
    '３６．５',
    '36.5℃',
    '365',
    ' 36.5 ',
    '36。5',
    '36.5°C',
    '36.5度',
    '３６５',
  ])('typed as %s is 36.5', (typed) => {
    expect(readTemperature(typed)).toBe(365)
  })
  test.each(['3.65', '3650', '三十六度', '', '36.55', '-36.5', '36.5.5', 'NaN', '3e1', '36.5abc'])(
    'typed as “%s” is not understood',
    (typed) => {
      expect(readTemperature(typed)).toBeNull()
    },
  )
  test.each(['3.65', '3650', '43.1', '33.9', '三十六度'])(
    'of %s is refused at its field',
    (temperature) => {
      expect(errorsOf({ temperature })).toEqual({ temperature: 'err.temp' })
    },
  )
  test.each(['34.0', '43.0', '37'])('of %s is taken', (temperature) => {
    expect(errorsOf({ temperature })).toEqual({})
  })
})

describe('a name', () => {
  test.each([
    '张小燕',
    '欧阳娜娜',
    '买买提·吐尔逊',
    '阿卜杜热依木·阿卜杜克热木江',
    '䶮𠅤𬱖',
    'Anna-Maria O’Neill',
    '一二三四五六七八九十一二三四五六七',
  ])('%s is kept whole', (name) => {
    const parsed = judge(checkInForm(testRulebook(), false), { ...filled, name })
    expect(parsed.ok && parsed.value.name).toBe(name)
  })
  test.each(['张\u0000燕', '张\u202e燕', '<script>', '张\n燕', '=1+1'])(
    'with characters no name has is refused: %j',
    (name) => {
      expect(errorsOf({ name })).toEqual({ name: 'form.name_characters' })
    },
  )
  test('left empty is asked for', () => {
    expect(errorsOf({ name: '  ' })).toEqual({ name: 'form.required' })
  })
  test('is shown to others by the family name only', () => {
    expect(maskName('张小燕')).toBe('张*')
    expect(maskName('欧阳娜娜')).toBe('欧阳*')
    expect(maskName('买买提·吐尔逊')).toBe('买*')
    expect(maskPhone('13800001234')).toBe('138****1234')
  })
})

describe('a phone number', () => {
  test.each([
    '13800001234',
    '138 0000 1234',
    '+86 138-0000-1234',
    '8613800001234',
    '１３８００００１２３４',
    '0086 13800001234',
  ])('typed as %s is understood', (typed) => {
    expect(readPhone(typed)).toBe('13800001234')
  })
  test.each(['1380000123', '138000012345', '23800001234', '12800001234', 'abc', ''])(
    'typed as “%s” is refused',
    (typed) => {
      expect(readPhone(typed)).toBeNull()
    },
  )
})

describe('the check-in form', () => {
  test('refuses a field nobody asked for', () => {
    expect(errorsOf({ admin: '1' })).toEqual({ '': 'form.unknown_field' })
  })
  test.each(['0', '11', '-1', '1.5', 'x'])('refuses a party of %s', (party) => {
    expect(Object.keys(errorsOf({ party }))).toEqual(['party'])
  })
  test.each(['', 'short', 'has space in it', '../../etc/passwd', 'x'.repeat(65)])(
    'refuses the key “%s”',
    (key) => {
      expect(errorsOf({ key })).toEqual({ key: 'visit.key' })
    },
  )
  test('lets a remembered visitor leave name and phone out', () => {
    const { name, phone, ...rest } = filled
    expect(judge(checkInForm(testRulebook(), true), rest).ok).toBe(true)
  })
})

describe('the code on a door', () => {
  const codes = fc.constant(null).map(() => newPlaceCode(bytes))
  test('is understood in lower case, with spaces and hyphens, with O for 0 and I for 1', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const spoken = `${code.slice(0, 3)} ${code.slice(3)}`
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'i')
        expect(readPlaceCode(spoken)).toBe(code)
      }),
    )
  })
  test('with any one character mistyped is noticed', () => {
    fc.assert(
      fc.property(codes, fc.nat(6), fc.nat(31), (code, at, symbol) => {
        const wrong =
          code.slice(0, at) + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[symbol] + code.slice(at + 1)
        expect(readPlaceCode(wrong)).toBe(wrong === code ? code : null)
      }),
      { numRuns: 500 },
    )
  })
  test('with any two neighbours swapped is noticed', () => {
    fc.assert(
      fc.property(codes, fc.nat(5), (code, at) => {
        const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)
        expect(readPlaceCode(swapped)).toBe(swapped === code ? code : null)
      }),
      { numRuns: 500 },
    )
  })
  test.each(['', '7K3M9Q', '7K3M9QXX', 'UUUUUUU', '老马烩面馆'])('cannot be “%s”', (typed) => {
    expect(readPlaceCode(typed)).toBeNull()
  })
})

test('keys made later sort later', () => {
  expect(newKey(1_000_000_000_000, bytes) < newKey(1_000_000_000_001, bytes)).toBe(true)
})
