// `t`: a dictionary key and its values in, the text people read out.
import * as accounts from './accounts'
import * as arrivals from './arrivals'
import * as audit from './audit'
import * as board from './board'
import * as common from './common'
import * as duties from './duties'
import * as files from './files'
import * as guide from './guide'
import * as imports from './imports'
import * as kept from './kept'
import * as moves from './moves'
import * as notices from './notices'
import * as papers from './papers'
import * as people from './people'
import * as places from './places'
import * as pledges from './pledges'
import * as print from './print'
import * as progress from './progress'
import * as rulebook from './rulebook'
import * as rulebookSections from './rulebook-sections'
import * as staff from './staff'
import * as verify from './verify'
import * as visits from './visits'

export const LANGS = ['zh', 'en'] as const
export type Lang = (typeof LANGS)[number]

const zh = {
  ...board.zh,
  ...duties.zh,
  ...guide.zh,
  ...imports.zh,
  ...common.zh,
  ...files.zh,
  ...notices.zh,
  ...arrivals.zh,
  ...kept.zh,
  ...moves.zh,
  ...papers.zh,
  ...places.zh,
  ...print.zh,
  ...people.zh,
  ...pledges.zh,
  ...verify.zh,
  ...visits.zh,
  ...staff.zh,
  ...accounts.zh,
  ...audit.zh,
  ...rulebook.zh,
  ...rulebookSections.zh,
  ...progress.zh,
}
export type Key = keyof typeof zh
export type Params = Record<string, string | number>

const dictionaries: Record<Lang, Record<Key, string>> = {
  zh,
  en: {
    ...board.en,
    ...duties.en,
    ...guide.en,
    ...imports.en,
    ...common.en,
    ...files.en,
    ...notices.en,
    ...arrivals.en,
    ...kept.en,
    ...moves.en,
    ...papers.en,
    ...places.en,
    ...print.en,
    ...people.en,
    ...pledges.en,
    ...verify.en,
    ...visits.en,
    ...staff.en,
    ...accounts.en,
    ...audit.en,
    ...rulebook.en,
    ...rulebookSections.en,
    ...progress.en,
  },
}

export const isKey = (key: string): key is Key => Object.hasOwn(zh, key)

export type Translate = (key: Key, params?: Params) => string

/** The translator of one language; `{n}` in a text is replaced by the parameter of that name. */
export const translator =
  (lang: Lang): Translate =>
  (key, params = {}) =>
    dictionaries[lang][key].replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))

/** The text of an error code that came as data; an unknown one shows itself. */
export const translateCode = (t: Translate, code: string, params?: Params): string =>
  isKey(code) ? t(code, params) : code
