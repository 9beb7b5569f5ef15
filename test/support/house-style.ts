// What the house style asks of every file: its length, its markup, its routes, its words.
import { type Source, withoutComments } from './sources'

const LONGEST = 300

/** Files over the hard limit of lines. */
export const tooLong = (sources: Source[]): string[] =>
  sources
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ path, lines }) => `${path} has ${lines} lines, the limit is ${LONGEST}`)

const matches = (sources: Source[], pattern: RegExp, says: string): string[] =>
  sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${says}`] : [])),
  )

/** Our own markup with a `style` attribute, which the CSP would refuse. */
export const styleAttributes = (sources: Source[]): string[] =>
  matches(
    sources.map(({ path, text }) => ({ path, text: withoutComments(text) })),
    /\sstyle=/,
    'has a style attribute',
  )

/** Marks of unfinished work. */
export const unfinished = (sources: Source[]): string[] =>
  matches(sources, new RegExp(`\\b(${['TO', 'FIX'].join('DO|')}ME)\\b`), 'is marked unfinished')

/** Triggers write too: what D1 counts says whether a statement changed anything, not how many rows. */
export const countedChanges = (sources: Source[]): string[] =>
  matches(sources, /\.changes\s*[=!<>]/, 'asks how many rows changed instead of `wrote`')

const ROUTE =
  /(?:^\s*|new Hono(?:<\w+>)?\(\)\s*)\.(get|post|put|patch|delete|all|on)\(\s*('[^']*'|"[^"]*"|`[^`]*`|[\w.[\]]+)\s*,\s*([^\s,(]*)/gm

/** Routes whose second argument is not an `allow.…`. */
export const routesWithoutAccess = (sources: Source[]): string[] =>
  sources
    .filter(({ text }) => text.includes('new Hono'))
    .flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(ROUTE)]
        .filter(([, , , access = '']) => !access.startsWith('allow.'))
        .map(
          ([, verb = '', address]) => `${path}: ${verb.toUpperCase()} ${address} states no access`,
        ),
    )

/** How many routes the check above can see: it must never look at none. */
export const countRoutes = (sources: Source[]): number =>
  sources
    .filter(({ text }) => text.includes('new Hono'))
    .reduce((sum, { text }) => sum + [...withoutComments(text).matchAll(ROUTE)].length, 0)
