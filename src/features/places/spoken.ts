// What somebody and something is called at a place of a kind: 店员 and 营业 at a shop, 门岗 and 施工 at a site.
import type { Translate } from '../../i18n'
import type { Place } from './tables'

const NAMES = ['guard', 'house', 'guest', 'enter', 'inside', 'visit', 'trading', 'hours'] as const

/** `{@guard}` in a text; `{@Guard}` where a sentence begins. */
const CALLED = /\{@(\w)(\w+)\}/g

/** The same page, its texts as they are said at a place of this kind. */
export function spokenAt<U extends { t: Translate }>(ui: U, { kind }: Pick<Place, 'kind'>): U {
  const called = (whole: string, first: string, rest: string): string => {
    const name = NAMES.find((each) => each === first.toLowerCase() + rest)
    if (!name) return whole
    const word = ui.t(`here.${name}_${kind}`)
    return name.startsWith(first) ? word : word.slice(0, 1).toUpperCase() + word.slice(1)
  }
  return { ...ui, t: (key, params) => ui.t(key, params).replace(CALLED, called) }
}
