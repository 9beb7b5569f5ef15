import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeFile, MEGABYTE, mayReadFile, PHOTOS } from '../../src/features/files/rules'
import type { AccountActor } from '../../src/shared/actor'
import {
  bytesOf,
  dressedPng,
  dressedWebp,
  PLAIN,
  pdf,
  phonePhoto,
  SECRETS_OF_A_PHOTO,
  textOf,
} from '../support/photos'

const kept = (sent: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const judged = judgeFile(sent)
  if (!judged.ok) throw new Error(judged.problem)
  return judged.bytes
}
const problem = (sent: Uint8Array<ArrayBuffer>, allowed = {}): string => {
  const judged = judgeFile(sent, allowed)
  return judged.ok ? '' : judged.problem
}

describe('a photo', () => {
  test.each([
    ['of a phone', phonePhoto()],
    ['as PNG', dressedPng()],
    ['as WebP', dressedWebp()],
  ])('%s loses where, with what and by whom it was taken', (_, sent) => {
    const told = (text: string) => SECRETS_OF_A_PHOTO.filter((secret) => text.includes(secret))
    expect(told(textOf(sent))).not.toEqual([])
    expect(told(textOf(kept(sent)))).toEqual([])
  })

  test('keeps the picture as it was, dot for dot', () => {
    const picture = textOf(PLAIN.jpeg.subarray(20))
    expect(textOf(kept(phonePhoto()))).toContain(picture)
    expect(kept(phonePhoto(1))).toEqual(PLAIN.jpeg)
    expect(kept(dressedPng())).toEqual(PLAIN.png)
  })

  test('stays upright: of its EXIF the orientation is kept, in either order of bytes', () => {
    for (const little of [true, false])
      for (const orientation of [2, 3, 6, 8]) {
        const head = kept(phonePhoto(orientation, little)).subarray(0, 60)
        const exif = bytesOf('Exif\0\0MM\0*', [0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1])
        expect(textOf(head)).toContain(textOf(bytesOf(exif, [0, orientation])))
      }
    expect(textOf(kept(phonePhoto(9)))).not.toContain('Exif')
  })

  test('that was cleaned once is not changed again', () => {
    for (const sent of [phonePhoto(), dressedPng(), dressedWebp()])
      expect(kept(kept(sent))).toEqual(kept(sent))
  })

  test('as WebP no longer announces what was taken out, and its size is right', () => {
    const cleaned = kept(dressedWebp(0x2c))
    expect(cleaned[20]).toBe(0x20)
    const size = new DataView(cleaned.buffer).getUint32(4, true)
    expect(size).toBe(cleaned.length - 8)
  })
})

describe('a file is refused', () => {
  test.each([
    ['of nothing', new Uint8Array(), 'file.empty'],
    ['of 20 bytes that claim to be a PDF', bytesOf('%PDF-1.7\n0123456789\n'), 'file.wrong_type'],
    ['of HTML', bytesOf('<!doctype html><script>alert(1)</script>'), 'file.wrong_type'],
    ['of HTML behind a PDF’s first line', bytesOf('%PDF-1.7\n<script>'), 'file.wrong_type'],
    ['with a PDF’s head further in', bytesOf('<html>', pdf()), 'file.wrong_type'],
    ['of SVG', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file.wrong_type'],
    ['of GIF', bytesOf('GIF89a', new Uint8Array(60)), 'file.wrong_type'],
    ['that broke off (JPEG)', PLAIN.jpeg.slice(0, -20), 'file.wrong_type'],
    ['that broke off (PNG)', PLAIN.png.slice(0, -20), 'file.wrong_type'],
    ['that broke off (WebP)', dressedWebp().slice(0, -20), 'file.wrong_type'],
    ['of a JPEG’s frame without a picture', bytesOf([0xff, 0xd8, 0xff, 0xd9]), 'file.wrong_type'],
    ['that moves (WebP)', dressedWebp(0x02), 'file.wrong_type'],
    ['of 6 MB', bytesOf(pdf('x'.repeat(6 * MEGABYTE))), 'file.too_big'],
  ])('%s', (_, sent, says) => {
    expect(problem(sent)).toBe(says)
  })

  test('when a photo is asked for and it is a PDF, or when it is over the caller’s size', () => {
    expect(problem(pdf())).toBe('')
    expect(problem(pdf(), { kinds: PHOTOS })).toBe('file.wrong_type')
    expect(problem(PLAIN.png, { kinds: PHOTOS })).toBe('')
    expect(problem(PLAIN.png, { cap: 100 })).toBe('file.too_big')
  })

  test('or cleaned, whatever its bytes: nothing makes the rules fall over', () => {
    const heads = [PLAIN.jpeg, PLAIN.png, dressedWebp(), phonePhoto(), pdf()]
    const edits = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom(...heads), edits, fc.nat(400), (head, changes, length) => {
        const sent = head.slice(0, head.length - (length % head.length))
        for (const [at, value] of changes) if (at < sent.length) sent[at] = value
        const judged = judgeFile(sent)
        if (judged.ok && judged.kind !== 'pdf')
          expect(judgeFile(judged.bytes)).toEqual({ ...judged, ok: true })
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a stored file is read', () => {
  const actor = (change: Partial<AccountActor>): AccountActor => ({
    kind: 'officer',
    id: 1,
    name: '李卫东',
    scopes: [],
    places: [],
    ...change,
  })
  const of = { placeId: 7, areaPath: '/1/2/3/' }
  const scope = (areaPath: string) => ({ role: 'patrol' as const, department: null, areaPath })

  test('by the staff of its place and officers of its area, and by nobody else', () => {
    const staff = (placeId: number) =>
      actor({ kind: 'helper', places: [{ placeId, role: 'helper' }] })
    expect(mayReadFile(staff(7), of)).toBe(true)
    expect(mayReadFile(staff(8), of)).toBe(false)
    expect(mayReadFile(actor({ scopes: [scope('/1/2/')] }), of)).toBe(true)
    expect(mayReadFile(actor({ scopes: [scope('/1/4/'), scope('/1/2/30/')] }), of)).toBe(false)
  })
})
