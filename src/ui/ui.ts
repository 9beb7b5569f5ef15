// What every page is given: its language, its translator, and where it is.
import type { Lang, Translate } from '../i18n'

export interface Ui {
  lang: Lang
  t: Translate
  /** 大字版 */
  big: boolean
  /** The path that shows this page by GET: language and size links lead there. */
  here: string
  /** Name of the town, from the rulebook in force. */
  town: string
  demo: boolean
  plainHttp: boolean
  now: number
}
