// `t`: a dictionary key and its values in, the text people read out. The dictionaries are no part of the
// Worker: two languages weigh 70 KB of its 300, and grow with every room. They are static files, read once
// an isolate and language, before the first page of that language.
import { texts } from '../generated/assets'
import type { zh } from './dictionaries'

export const LANGS = ['zh', 'en'] as const
export type Lang = (typeof LANGS)[number]
export type Key = keyof typeof zh
export type Params = Record<string, string | number>
type Dictionary = Record<string, string>
/** The assets binding, or whatever else hands out the files of a build. */
interface Files {
  fetch(address: string): Promise<{ ok: boolean; status: number; json(): Promise<unknown> }>
}

const known = new Map<Lang, Dictionary>()

/** Gives a language its texts; for whoever has them at hand. */
export const takeTexts = (lang: Lang, dictionary: Dictionary): void => {
  known.set(lang, dictionary)
}

/** Reads what is not known yet. Throws when the files of this build cannot be had; the next call asks again. */
export async function loadTexts(assets: Files, ...langs: Lang[]): Promise<void> {
  await Promise.all(
    langs
      .filter((lang) => !known.has(lang))
      .map(async (lang) => {
        const answer = await assets.fetch(`https://texts.invalid${texts[lang]}`)
        if (!answer.ok)
          throw new Error(`${texts[lang]} answered ${answer.status}: run npm run build`)
        takeTexts(lang, (await answer.json()) as Dictionary)
      }),
  )
}

const textsOf = (lang: Lang): Dictionary => {
  const dictionary = known.get(lang)
  if (!dictionary) throw new Error(`the texts of ${lang} have not been read`)
  return dictionary
}

export const isKey = (key: string): key is Key =>
  [...known.values()].some((dictionary) => Object.hasOwn(dictionary, key))

export type Translate = (key: Key, params?: Params) => string

/** The translator of one language; `{n}` in a text is replaced by the parameter of that name. */
export const translator = (lang: Lang): Translate => {
  const dictionary = textsOf(lang)
  return (key, params = {}) =>
    (dictionary[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))
}

/** The text of an error code that came as data; an unknown one shows itself. */
export const translateCode = (t: Translate, code: string, params?: Params): string =>
  isKey(code) ? t(code, params) : code

/** The texts whose keys begin with one of these, for a page that has to speak without the town. */
export const textsUnder = (lang: Lang, prefixes: readonly string[]): Dictionary =>
  Object.fromEntries(
    Object.entries(textsOf(lang)).filter(([key]) => prefixes.some((each) => key.startsWith(each))),
  )
