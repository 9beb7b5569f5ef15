// Files as phones send them: real pictures, dressed with what cameras write into them.

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0))
const ascii = (text: string): number[] => Array.from(text, (symbol) => symbol.charCodeAt(0))

export const bytesOf = (...parts: (string | Iterable<number>)[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : [...part])))

// 24 by 16 dots each, red to blue.
const JPEG = fromBase64(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAFhABAQEAAAAAAAAAAAAAAAAAABNh/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAX/xAAWEQADAAAAAAAAAAAAAAAAAAAAFWH/2gAMAwEAAhEDEQA/AMxbS2oLFlhDC+6pfbRBYEMDqn//2Q==',
)
const WEBP_PICTURE = fromBase64(
  'VlA4IFYAAADwAwCdASoYABAAPpE6l0eloyIhMAgAsBIJbDuAG9Yir+gAC1ay8J6AAP7sF40Z8avX/7S//4oad9+1H//UJuf/5CbgkES5bxwZz2ZEqLwNEiNFk3VwAA==',
)
const PNG = fromBase64(
  'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAAANElEQVR4AezSwQkAAAhC0U/7j9ZONYJ46JSBt0B4WA3jBHqcFMeXAgkcohBJAfmQFT0gWgAAAP//FZpapwAAAAZJREFUAwAbIyspP7MmTAAAAABJRU5ErkJggg==',
)

export const PLAIN = { jpeg: JPEG, png: PNG }

/** What must never be found in a kept file: where, with what and by whom it was taken. */
export const SECRETS_OF_A_PHOTO = ['GPS-34.8531N', 'Xiaomi-M2', 'Photo of Wang', 'thumb-of-face']

const be32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const le32 = (n: number): number[] => be32(n).reverse()
const be16 = (n: number): number[] => [n >> 8, n & 255]

/** EXIF as a camera writes it: orientation, maker, place. `little` is how most phones order bytes. */
function exif(orientation: number, little: boolean): Uint8Array<ArrayBuffer> {
  const order = (bytes: number[]) => (little ? bytes.toReversed() : bytes)
  const n16 = (n: number) => order(be16(n))
  const n32 = (n: number) => order(be32(n))
  const make = 'Xiaomi-M2\0'
  const place = 'GPS-34.8531N\0'
  const after = 8 + 2 + 3 * 12 + 4
  return bytesOf(
    little ? 'II' : 'MM',
    [...n16(42), ...n32(8), ...n16(3)],
    [...n16(0x010f), ...n16(2), ...n32(make.length), ...n32(after)],
    [...n16(0x0112), ...n16(3), ...n32(1), ...n16(orientation), 0, 0],
    [...n16(0x8825), ...n16(2), ...n32(place.length), ...n32(after + make.length)],
    n32(0),
    make,
    place,
  )
}

const segment = (marker: number, payload: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  bytesOf([0xff, marker], be16(payload.length + 2), payload)

/** A photo of a phone held as `orientation` says (6: upright), with all a camera adds. */
export const phonePhoto = (orientation = 6, little = true): Uint8Array<ArrayBuffer> =>
  bytesOf(
    JPEG.subarray(0, 2),
    segment(0xe1, bytesOf('Exif\0\0', exif(orientation, little))),
    segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0<x>Photo of Wang</x>')),
    segment(0xed, bytesOf('Photoshop 3.0\0Photo of Wang')),
    segment(0xe2, bytesOf('MPF\0thumb-of-face')),
    segment(0xfe, bytesOf('Photo of Wang')),
    JPEG.subarray(2),
    'motion video: thumb-of-face',
  )

const pngChunk = (type: string, payload: string): Uint8Array<ArrayBuffer> =>
  bytesOf(be32(payload.length), type, payload, [0, 0, 0, 0])

/** A PNG with text, time and EXIF in it and HTML behind it. */
export const dressedPng = (): Uint8Array<ArrayBuffer> =>
  bytesOf(
    PNG.subarray(0, 33),
    pngChunk('tEXt', 'Author\0Photo of Wang'),
    pngChunk('iTXt', 'XML:com.adobe.xmp\0GPS-34.8531N'),
    pngChunk('eXIf', 'Xiaomi-M2'),
    PNG.subarray(33),
    '<script>alert("Photo of Wang")</script>',
  )

const riff = (...chunks: [string, Iterable<number>][]): Uint8Array<ArrayBuffer> => {
  const body = chunks.flatMap(([type, payload]) => {
    const held = [...payload]
    return [...ascii(type), ...le32(held.length), ...held, ...(held.length % 2 ? [0] : [])]
  })
  return bytesOf('RIFF', le32(body.length + 4), 'WEBP', body)
}

/** A WebP whose head announces `flags`: by default EXIF and XMP, which follow the picture. */
export const dressedWebp = (flags = 0x0c): Uint8Array<ArrayBuffer> =>
  riff(
    ['VP8X', [flags, 0, 0, 0, 23, 0, 0, 15, 0, 0]],
    ['VP8 ', WEBP_PICTURE.subarray(8)],
    ['EXIF', exif(1, true)],
    ['XMP ', ascii('<x>Photo of Wang</x>')],
  )

/** A small PDF with one empty page; `more` stands in it as a comment. */
export const pdf = (more = ''): Uint8Array<ArrayBuffer> =>
  bytesOf(
    '%PDF-1.4\n',
    more ? `%${more}\n` : '',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n',
    'trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n',
  )

export const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)
