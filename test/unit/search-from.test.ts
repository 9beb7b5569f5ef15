import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onEverySheet, searchedGrams } from '../../src/features/places/rules-named'
import { readSearchFrom, searchFromText } from '../../src/shared/search-from'

test('where a search goes on comes back out of a link, and nothing else does', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (placeId, id) => {
      expect(readSearchFrom(searchFromText([placeId, id]))).toEqual([placeId, id])
    }),
  )
  for (const typed of [undefined, '', '17', '17.', '17~204', '/1/3/~17', '1.2.3', 'x.y'])
    expect(readSearchFrom(typed)).toBeNull()
})

test('a search asks for its neighbours, a single character for itself, and no more than five', () => {
  expect(searchedGrams('店')).toEqual(['店'])
  expect(searchedGrams(' Ａb 店')).toEqual(['ab', 'b店'])
  expect(searchedGrams('面面面面')).toEqual(['面面'])
  expect(searchedGrams('一二三四五六七八九十')).toHaveLength(5)
  expect(searchedGrams('　')).toEqual([])
})

test('a place is found that stands on all sheets, and where it lies', () => {
  const ids = fc.dictionary(fc.nat(30).map(String), fc.constantFrom('/1/2/', '/1/3/'))
  fc.assert(
    fc.property(ids, ids, (one, other) => {
      const found = onEverySheet([one, other])
      const expected = Object.keys(one).filter((id) => id in other)
      expect(found.map(({ id }) => id)).toEqual(expected.map(Number).sort((a, b) => a - b))
      for (const { id, areaPath } of found) expect([one[id], other[id]]).toContain(areaPath)
    }),
  )
})
