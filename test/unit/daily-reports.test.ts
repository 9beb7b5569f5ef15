import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accidentForm,
  readOfficeQuery,
  reportForm,
  stopForm,
} from '../../src/features/reports/form'
import {
  changedByHand,
  dueAt,
  type Figures,
  isStopped,
  lastsStill,
  reportState,
  zeroHindered,
} from '../../src/features/reports/rules'
import { cellsOf, filledFrom, gapsIn, readNames } from '../../src/features/reports/rules-roster'
import { dayFromIso } from '../../src/shared/clock'
import { judge } from '../../src/shared/form'
import { testRulebook } from '../support/rulebook'

const book = testRulebook()
const NOON = Date.parse('2020-03-12T12:00:00+08:00')
const today = dayFromIso('2020-03-12')
const calm: Figures = {
  staff: 8,
  present: 8,
  measured: 8,
  abnormal: 0,
  returned: 0,
  outside: 0,
  watched: 0,
}

describe('nothing to report', () => {
  test('takes a day like yesterday, with nobody over the limit', () =>
    expect(zeroHindered(calm, calm, 0)).toEqual([]))

  test.each([
    ['there was no report yesterday', calm, null, 0, 'first'],
    ['somebody is over the limit', { ...calm, abnormal: 1 }, calm, 0, 'abnormal'],
    ['somebody is newly back', { ...calm, returned: 1 }, calm, 0, 'returned'],
    ['not as many came', { ...calm, present: 7 }, calm, 0, 'present'],
    ['more are under observation', { ...calm, watched: 1 }, calm, 0, 'watched'],
    ['there was an accident', calm, calm, 1, 'accident'],
  ] as const)('is refused when %s', (_, now, before, accidents, reason) =>
    expect(zeroHindered(now, before, accidents)).toEqual([reason]),
  )
})

describe('a report', () => {
  test('is due at the time of the rulebook and late a millisecond after it', () => {
    const due = dueAt(book, today)
    expect(due).toBe(Date.parse('2020-03-12T10:00:00+08:00'))
    expect(reportState('missing', due, due)).toBe('due')
    expect(reportState('missing', due, due + 1)).toBe('missing')
    expect(reportState('stopped', due, due + 1)).toBe('stopped')
    expect(reportState('late', due, due)).toBe('late')
  })

  test('keeps what the records said only of the figures that were changed', () =>
    expect(changedByHand(calm, { ...calm, present: 7 })).toEqual({ present: 8 }))

  const typed = {
    key: '01E36TQB8GZZZZZZZZZZZZZZZZ',
    day: '2020-03-12',
    seen: '0',
    present: '８',
    abnormal: '0',
    returned: '2',
    outside: '1',
    masks: '',
    needs: '',
  }
  test('reads figures of full width, and an empty box of masks as not known', () =>
    expect(judge(reportForm, typed)).toMatchObject({
      ok: true,
      value: { present: 8, masks: null },
    }))
  test.each([
    ['more from outside than newly back', { outside: '3' }, 'outside'],
    ['a figure in words', { present: '八' }, 'present'],
    ['a negative figure', { abnormal: '-1' }, 'abnormal'],
    ['masks for half a day', { masks: '0.5' }, 'masks'],
  ])('refuses %s', (_, change, field) => {
    const form = judge(reportForm, { ...typed, ...change })
    expect(form.ok ? [] : Object.keys(form.errors)).toEqual([field])
  })
})

describe('a stop', () => {
  const stop = {
    key: '01E36TQB8GZZZZZZZZZZZZZZZZ',
    from: '2020-03-13',
    until: '',
    reason: 'orders',
  }
  test('without an end goes on until it is ended', () => {
    expect(judge(stopForm(book, today), stop)).toMatchObject({ ok: true, value: { until: null } })
    expect(isStopped({ pausedFrom: today, pausedUntil: null }, today + 400)).toBe(true)
    expect(isStopped({ pausedFrom: today, pausedUntil: today }, today + 1)).toBe(false)
  })
  test('cannot end before it begins', () =>
    expect(judge(stopForm(book, today), { ...stop, until: '2020-03-12' })).toMatchObject({
      errors: { until: 'halt.reversed' },
    }))
})

test('an accident of the future is a slip', () => {
  const told = {
    key: '01E36TQB8GZZZZZZZZZZZZZZZZ',
    kind: 'transport',
    on: '2020-03-12',
    time: '12：30',
    where: '北门',
    what: '倒车碰坏围挡',
    hurt: '0',
    done: '已设警戒',
  }
  expect(judge(accidentForm(book, NOON), told)).toMatchObject({
    errors: { time: 'accident.future' },
  })
  expect(judge(accidentForm(book, NOON), { ...told, time: '11：30' }).ok).toBe(true)
})

describe('a duty roster', () => {
  const names = fc.dictionary(
    fc.constantFrom(...cellsOf(book.reports).map(({ id }) => id)),
    fc.constantFrom('李卫东', '张小燕、王强'),
  )
  test('copied from another day fills gaps, changes nobody, and copied again changes nothing', () => {
    fc.assert(
      fc.property(names, names, (own, other) => {
        const filled = filledFrom(book.reports, own, other)
        for (const [cell, name] of Object.entries(own)) expect(filled[cell]).toBe(name)
        const lacking = cellsOf(book.reports).filter(({ id }) => !own[id] && !other[id])
        expect(gapsIn(book.reports, filled)).toEqual(lacking)
        expect(filledFrom(book.reports, filled, other)).toEqual(filled)
      }),
    )
  })
  test('reads what was stored, and nobody where nothing was', () => {
    expect(readNames('{"day_duty":"李卫东"}')).toEqual({ day_duty: '李卫东' })
    expect(readNames(null)).toEqual({})
  })
})

test('masks counted three days ago last three days less', () => {
  expect(lastsStill(5, today - 3, today)).toBe(2)
  expect(lastsStill(1, today - 3, today)).toBe(0)
})

test('an unknown day, area or view of the office is none', () =>
  expect(readOfficeQuery({ day: '2019-01-01', area: 'x', view: 'y', after: 'z' }, today)).toEqual({
    ...{ day: today, q: '', area: null, view: 'missing', after: null, from: null },
  }))
