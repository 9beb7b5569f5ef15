// A pasted column finds its people or says why not; a crew's list is in a lasting order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoRulebook } from '../../scripts/demo/rulebook'
import { feverCourses, isSettled } from '../../src/features/board/rules-fever'
import {
  type Course,
  carriedOver,
  crewsOf,
  type Fever,
  type GateDay,
  type GatePerson,
  MOST_ROWS,
  verdictOf,
} from '../../src/features/gate/rules'
import {
  againOf,
  courseWith,
  linesOf,
  withReadings,
  withShifts,
  withWaiting,
} from '../../src/features/gate/rules-again'
import { originOf } from '../../src/features/gate/rules-origin'
import { leftOver, type Named, readColumn } from '../../src/features/gate/rules-paste'
import { DAY, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'

const TODAY = 18_333
const FEVER: Fever = {
  limit: 373,
  orEqual: true,
  min: 340,
  max: 430,
  againMinutes: 5,
  stopAt: 2,
  outOf: 3,
}
const NOT = { am: null, pm: null }
const NONE = { ...NOT, again: NOT, course: NOT }

const person = (id: number, more: Partial<GatePerson> = {}): GatePerson => ({
  id,
  name: `工人${id}`,
  from: '',
  crew: '钢筋班',
  pledged: true,
  mayFrom: null,
  ...NONE,
  ...more,
})
const named = (each: GatePerson, phone = `1380000${1000 + each.id}`): Named => ({
  person: each,
  name: each.name,
  phone,
})

const wang = named(person(1, { name: '王大军' }))
const liu = named(person(2, { name: '刘根生' }))
const watched = named(person(3, { name: '陈小伟', mayFrom: TODAY + 11 }))
const unsigned = named(person(4, { name: '赵四喜', pledged: false }))
const CREW = [wang, liu, watched, unsigned]

const read = (text: string, people: Named[] = CREW) =>
  readColumn(text, { people, fever: FEVER, shift: 'am', day: TODAY })
const problems = (text: string, people?: Named[]) =>
  read(text, people).lines.map(({ problem }) => problem)

describe('a pasted column', () => {
  test.each(['王大军 36.4', '王大军\t364', '王大军，36,4', '王大军 尾号 1001 36.4', '1001 36.4'])(
    'understands “%s”',
    (line) => expect(read(line).lines).toMatchObject([{ named: wang, t: 364, problem: null }]),
  )

  test('goes by the order of the list where it is only numbers', () => {
    expect(read('体温\r\n36.4\r\n37.5\r\n\r\n\r\n').lines).toMatchObject([
      { named: wang, t: 364 },
      { named: liu, t: 375 },
    ])
    expect(problems('36.4\n\n\n36.1\n\n\n')).toEqual([
      null,
      'gate.paste.missing',
      'gate.bad.unsigned',
    ])
  })

  test('with a row missing names nobody rather than the wrong one', () => {
    const { lines, misfit } = read('36.4\n37.5\n36.6')
    expect(misfit).toEqual({ lines: 3, people: 4 })
    expect(lines).toEqual([])
  })

  const bad: [string, string, string][] = [
    ['no temperature', '王大军', 'gate.paste.missing'],
    ['words', '王大军 正常', 'gate.paste.number'],
    ['what nobody alive has', '王大军 50.0', 'gate.paste.number'],
    ['a stranger', '孙国强 36.5', 'gate.paste.unknown'],
    ['somebody on watch', '陈小伟 36.5', 'gate.bad.watch'],
    ['somebody who has not signed', '赵四喜 36.5', 'gate.bad.unsigned'],
  ]
  test.each(bad)('says what is wrong with %s', (_, line, problem) =>
    expect(problems(`${line}\n刘根生 36.5`)).toEqual([problem, null]),
  )

  test('asks which of two of one name, unless the tail says it', () => {
    const two = [wang, named(person(9, { name: '王大军' }))]
    expect(problems('王大军 36.5', two)).toEqual(['gate.paste.two'])
    expect(read('王大军1009 36.5', two).lines).toMatchObject([{ named: two[1], t: 365 }])
  })

  test('takes the first of two lines for one person', () =>
    expect(problems('王大军 36.5\n王大军 36.9')).toEqual([null, 'gate.paste.twice']))

  test('leaves in the box what is wrong, with a name where the order had told it', () => {
    const { lines } = read('36.4\n未测\n36.9\n36.1')
    expect(leftOver(lines)).toBe('刘根生 未测\n陈小伟 36.9\n赵四喜 36.1')
  })

  test('never gives two lines to one person, nor a number to somebody who may not work', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '王大军 36.5',
        '刘根生 37.9',
        '陈小伟 36.5',
        '1001 36.2',
        '36.5',
        '',
        '赵四喜 ',
      ),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (column) => {
        const good = read(column.join('\n')).lines.filter(({ problem }) => problem === null)
        const ids = good.map((each) => each.named?.person.id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => id === 1 || id === 2)).toBe(true)
      }),
    )
  })
})

describe('the crew list', () => {
  test('holds everybody once, in parts a page can hold', () => {
    const many = Array.from({ length: 300 }, (_, i) => person(i + 1))
    const crews = crewsOf(many)
    expect(crews.map(({ people }) => people.length)).toEqual([MOST_ROWS, MOST_ROWS, 60])
    expect(new Set(crews.map(({ id }) => id)).size).toBe(3)
  })

  test.each([
    ['', 'empty'],
    ['365', 'fine'],
    ['37.2', 'fine'],
    ['37.3', 'over'],
    ['33', 'bad'],
    ['正常', 'bad'],
  ])('judges “%s” as %s', (typed, verdict) => expect(verdictOf(typed, FEVER)).toBe(verdict))

  test('of yesterday keeps the people and none of their readings; an old one is not gone by', () => {
    const day: GateDay = {
      account: 'a',
      lang: 'zh',
      big: false,
      now: startOfDay(TODAY),
      day: TODAY,
      code: 'ABCDEF0',
      place: '金屏苑三期',
      kind: 'site',
      people: [person(1, { am: { id: 1, t: 365, at: 1 } })],
      fever: FEVER,
      vehicles: { n: 2, last: { plate: '豫A·**128', at: 1 } },
      ...{ shifts: [], me: '马*', texts: {} },
    }
    const next = carriedOver(day, startOfDay(TODAY) + DAY)
    expect(next?.people).toEqual([person(1)])
    expect(next?.vehicles).toEqual({ n: 0, last: null })
    expect(next?.day).toBe(TODAY + 1)
    expect(carriedOver(day, startOfDay(TODAY) + 5 * DAY)).toBeNull()
  })
})

describe('somebody over the limit', () => {
  const reading = (t: number, n: number) => ({ ref: String(n), t, at: n * MINUTE })
  const book = { fever: { ...demoRulebook.fever, stopAt: 2, outOf: 3 } }

  test('stands at the gate as on the page of today, whatever was read', () => {
    const warm = fc.array(fc.integer({ min: 360, max: 385 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(warm, (ts) => {
        const course = ts.reduce<Course | null>(
          (before, t, n) => courseWith(feverOf, before, reading(t, n)),
          null,
        )
        const readings = ts.map((temperature, n) => ({
          ...{ id: n, workerId: 1, shift: 'am' as const, temperature },
          ...{ at: n * MINUTE, reportedAt: null },
        }))
        const [theirs] = feverCourses({ ...demoRulebook, ...book }, readings)
        const open = theirs && !isSettled(theirs)
        const again = open ? (theirs.state === 'wait' ? theirs.again : 0) : null
        expect(againOf(feverOf, course)).toBe(again)
      }),
    )
  })

  const feverOf: Fever = {
    ...FEVER,
    limit: book.fever.limit,
    orEqual: book.fever.comparator === '>=',
    againMinutes: book.fever.remeasureAfterMinutes,
  }
  const phone = { phone_at: String(startOfDay(TODAY) + 8 * HOUR), offset: '0', shift: 'am' }
  const saved = (key: string, fields: Record<string, string>, url = '/keep/A/gate') => ({
    key,
    url,
    fields: { ...phone, ...fields },
  })
  const list: GateDay = {
    ...{ account: 'a', lang: 'zh', big: false, now: startOfDay(TODAY), day: TODAY },
    ...{ code: 'A', place: '金屏苑三期', people: [person(7)], fever: FEVER, texts: {} },
    ...{ shifts: [{ at: startOfDay(TODAY), who: '周*', note: '' }], me: '马*' },
    vehicles: { n: 1, last: null },
    kind: 'site',
  }

  test('is to be measured again while the phone has told nobody yet, and is cleared or stopped there', () => {
    const first = saved('K1', { t7: '37.8' })
    const [waits] = withWaiting(list, [first]).people
    expect(waits?.again.am).toBe(Number(phone.phone_at) + 5 * MINUTE)
    const after = waits?.course.am?.readings.at(-1)?.ref
    expect(after).toBe('K1-7')
    const second = (typed: string) => saved('K2', { a7: typed }, '/keep/A/gate/again')
    expect(withWaiting(list, [first, second('38')]).people[0]?.again.am).toBe(0)
    const fine = withWaiting(list, [first, second('36.4'), second('36.5')])
    expect(fine.people[0]?.again.am).toBeNull()
    const corrected = saved('K3', { t7: '36.8', s7: '3' })
    const sent = withReadings(list, first, [{ worker: 7, id: 3, t: 378, at: 0 }])
    expect(sent.people[0]?.again.am).toBe(5 * MINUTE)
    expect(withWaiting(sent, [corrected]).people[0]?.again.am).toBeNull()
  })

  test('is one line that waits, as a vehicle is, which shows only what is kept of its plate', () => {
    const car = saved('K4', { plate: '豫A12128' }, '/keep/A/gate/vehicle')
    expect(withWaiting(list, [car]).vehicles).toMatchObject({ n: 2, last: { plate: '豫A·**128' } })
    const marks = saved('K5', { all: '1', t7: '', t8: '36.5' })
    expect([car, marks].map(linesOf)).toEqual([1, 2])
  })

  test('is handed over there too: who took over last stands there, whoever the town hears of first', () => {
    const over = saved('K6', { note: ' 2 号门没电 ' }, '/keep/A/gate/shift')
    expect(linesOf(over)).toBe(1)
    const [now, before] = withWaiting(list, [over]).shifts
    expect(now).toMatchObject({ who: '马*', note: '2 号门没电', kept: true })
    expect(before?.who).toBe('周*')
    const later = { at: Number(phone.phone_at) + HOUR, who: '李*', note: '' }
    const known = { ...list, shifts: [later, ...list.shifts] }
    expect(withShifts(known, [over], false).shifts.map(({ who }) => who)).toEqual([
      '李*',
      '马*',
      '周*',
    ])
    const heard = withShifts(list, [over], false)
    expect(withWaiting(heard, [over]).shifts).toEqual(heard.shifts)
    const many = [1, 2, 3].map((n) =>
      saved(`K${n}`, { phone_at: String(HOUR * n) }, '/keep/A/gate/shift'),
    )
    expect(withShifts(known, many, true).shifts).toHaveLength(3)
  })
})

test.each([
  ['左照沟村 5 组 12 号', '左照沟村'],
  ['河南省信阳市固始县城关镇 3 号', '信阳市'],
  ['荥阳市峡窝镇魏岗村', '荥阳市'],
  ['峡窝镇魏岗村 2 组', '魏岗村'],
  ['唐河县少拜寺镇', '唐河县'],
  ['峡窝镇 12 号', '峡窝镇'],
  ['南阳', '南阳'],
  ['汝南路 31 号', ''],
  ['锦绣花园 3 号楼', ''],
  ['Zuozhaogou 5', ''],
  ['', ''],
])('of the address “%s” the gate sees “%s”', (address, from) =>
  expect(originOf(address)).toBe(from),
)
