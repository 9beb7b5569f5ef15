// The texts of a language are read once, and a failed reading is not remembered.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { PLACE_KINDS } from '../../src/features/places/values'
import { en, zh } from '../../src/i18n/dictionaries'

/** The files of a build, of which the first `broken` readings fail. */
function filesOf(broken: number) {
  const asked: string[] = []
  const fetch = async (address: string): Promise<Response> => {
    asked.push(new URL(address).pathname)
    if (asked.length <= broken) return new Response('gone', { status: 503 })
    return Response.json(address.includes('texts-en-') ? en : zh)
  }
  return { files: { fetch }, asked }
}

test('what a text calls by its name at a place has a name at every kind of place', () => {
  const called = Object.values({ ...zh, ...en }).flatMap((text) => text.match(/\{@\w+\}/g) ?? [])
  expect(called).toContain('{@guard}')
  for (const word of called) {
    const name = word.slice(2, -1).toLowerCase()
    for (const kind of PLACE_KINDS) expect(Object.keys(zh)).toContain(`here.${name}_${kind}`)
  }
})

describe('the texts of a language', () => {
  beforeEach(() => vi.resetModules())

  test('are read once, however many ask', async () => {
    const { loadTexts, translator } = await import('../../src/i18n')
    const { files, asked } = filesOf(0)
    await loadTexts(files, 'en')
    await loadTexts(files, 'en', 'zh')
    expect(asked).toEqual([
      expect.stringMatching(/^\/assets\/texts-en-[0-9a-f]{8}\.json$/),
      expect.stringMatching(/^\/assets\/texts-zh-[0-9a-f]{8}\.json$/),
    ])
    expect(translator('en')('nav.home')).toBe(en['nav.home'])
    expect(translator('zh')('nav.home')).toBe(zh['nav.home'])
  })

  test('are asked for again after they could not be had', async () => {
    const { loadTexts, translator } = await import('../../src/i18n')
    const { files } = filesOf(1)
    await expect(loadTexts(files, 'zh')).rejects.toThrow('run npm run build')
    expect(() => translator('zh')).toThrow('have not been read')
    await loadTexts(files, 'zh')
    expect(translator('zh')('nav.home')).toBe(zh['nav.home'])
  })
})
