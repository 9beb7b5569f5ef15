// Names that two rooms must not both take: a class of the one sheet, a key of the one dictionary.
import type { Source } from './sources'

/** Sheets that dress what every room uses, or dress it again for paper. */
const COMMON = ['lists.css', 'print.css']

const leadingClasses = (css: string): Set<string> =>
  new Set(
    [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{/g)].flatMap(
      ([, selectors = '']) =>
        selectors
          .split(',')
          .flatMap(
            (selector) => /^\s*\.([a-z][\w-]*)\s*(?:$|[>+~:]|\s[^.])/.exec(selector)?.[1] ?? [],
          ),
    ),
  )

/** Classes dressed on their own by the sheets of two rooms: the later one wins everywhere. */
export function classesOfTwoRooms(sources: Source[]): string[] {
  const owners = new Map<string, string[]>()
  for (const { path, text } of sources) {
    const name = /^src\/ui\/sheet\/(.+)$/.exec(path)?.[1]
    if (!name || COMMON.includes(name)) continue
    for (const each of leadingClasses(text)) owners.set(each, [...(owners.get(each) ?? []), name])
  }
  return [...owners]
    .filter(([, names]) => names.length > 1)
    .map(([name, names]) => `.${name}: ${names.join(', ')}`)
}

/** Keys that two dictionaries hold: the later one wins everywhere. */
export function keysOfTwoDictionaries(dictionaries: Record<string, string[]>): string[] {
  const owners = new Map<string, string>()
  return Object.entries(dictionaries).flatMap(([name, keys]) =>
    keys.flatMap((key) => {
      const other = owners.get(key)
      owners.set(key, name)
      return other ? [`${key}: ${other}, ${name}`] : []
    }),
  )
}
