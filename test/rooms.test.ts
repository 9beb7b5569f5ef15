// The walls between the rooms, and what the house style asks of every file.
import { describe, expect, test } from 'vitest'
import {
  countedChanges,
  countRoutes,
  routesWithoutAccess,
  styleAttributes,
  tooLong,
  unfinished,
} from './support/house-style'
import {
  bundledWith,
  forbiddenImports,
  importCycles,
  pagesThatReachTheStore,
} from './support/rooms'
import { classesOfTwoRooms, keysOfTwoDictionaries } from './support/shared-names'
import { importsOf, readSources, type Source } from './support/sources'
import { codesWithoutWords, differentHoles, unusedKeys } from './support/words'

const everything = readSources(['src', 'test', 'scripts'], /\.(tsx?|mjs|css)$/)
const source = everything.filter(({ path }) => path.startsWith('src/'))
const imports = importsOf(source)

interface Dictionary {
  zh?: Record<string, string>
  en?: Record<string, string>
}
const held: Record<string, string[]> = {}
const zh: Record<string, string> = {}
const en: Record<string, string> = {}
for (const { path } of source) {
  const [, name] = /^src\/i18n\/([\w-]+)\.ts$/.exec(path) ?? []
  // `dictionaries` holds them all once more, put together.
  if (!name || name === 'dictionaries') continue
  const dictionary: Dictionary = await import(`../src/i18n/${name}.ts`)
  if (dictionary.zh) held[name] = Object.keys(dictionary.zh)
  Object.assign(zh, dictionary.zh)
  Object.assign(en, dictionary.en)
}
const code = source.filter(({ path }) => !path.startsWith('src/i18n/'))

/** Made-up files: path and text in turn. */
const files = (made: Record<string, string>): Source[] =>
  Object.entries(made).map(([path, text]) => ({ path, text }))

describe('the project', () => {
  test('keeps to the import table', () => expect(forbiddenImports(imports)).toEqual([]))
  test('has no circle of imports', () => expect(importCycles(imports)).toEqual([]))
  test('keeps the table builders out of the Worker', () => {
    const bundled = [...bundledWith('src/index.ts', imports)]
    expect(bundled.filter((each) => /^drizzle|tables\.ts$/.test(each))).toEqual([])
    expect(bundled).toContain('src/features/places/values.ts')
  })
  test('draws its pages without reaching for the database', () =>
    expect(pagesThatReachTheStore(imports)).toEqual([]))
  test('has no file over 300 lines', () => expect(tooLong(everything)).toEqual([]))
  test('has no style attribute', () => expect(styleAttributes(source)).toEqual([]))
  test('asks whether a statement wrote, not how many rows', () =>
    expect(countedChanges(source)).toEqual([]))
  test('has nothing marked unfinished', () => expect(unfinished(everything)).toEqual([]))
  test('states who may use each route', () => {
    expect(countRoutes(source)).toBeGreaterThan(10)
    expect(routesWithoutAccess(source)).toEqual([])
  })
  test('uses every word of its dictionaries', () =>
    expect(unusedKeys(Object.keys(zh), code)).toEqual([]))
  test('has words for every problem', () =>
    expect(codesWithoutWords(Object.keys(zh), code)).toEqual([]))
  test('gives every key to one dictionary', () => expect(keysOfTwoDictionaries(held)).toEqual([]))
  test('lets only one room dress a class', () => expect(classesOfTwoRooms(everything)).toEqual([]))
  test('fills in the same values in both languages', () =>
    expect(differentHoles(zh, en)).toEqual([]))
})

describe('names', () => {
  test('of one class in the sheets of two rooms are found, a class inside another is not', () => {
    const found = classesOfTwoRooms(
      files({
        'src/ui/sheet/a.css': '.steps { color: red }\n.a .inner { color: red }',
        'src/ui/sheet/b.css': '@media print { .steps li { color: red } }\n.b .inner { color: red }',
        'src/ui/sheet/print.css': '.steps { color: red }',
      }),
    )
    expect(found).toEqual(['.steps: a.css, b.css'])
  })
  test('of one key in two dictionaries are found', () => {
    expect(keysOfTwoDictionaries({ a: ['x.y', 'x.z'], b: ['x.z'] })).toEqual(['x.z: a, b'])
  })
})

describe('the import table', () => {
  const refused: [string, string, string][] = [
    ['a shared file that knows a room', 'src/shared/x.ts', "import { a } from '../features/a'"],
    ['a dictionary that knows a room', 'src/i18n/x.ts', "import { a } from '../features/a'"],
    ['the look reading the database', 'src/ui/x.tsx', "import { openDb } from '../db/client'"],
    ['pure rules that query', 'src/features/b/rules.ts', "import { eq } from 'drizzle-orm'"],
    ['a form that knows hono', 'src/features/b/form.ts', "import { Hono } from 'hono'"],
    ['a store that draws', 'src/features/b/store.ts', "import { h } from 'preact'"],
    ['a store that answers', 'src/features/b/store.ts', "import type { Context } from 'hono'"],
    ['a page that queries', 'src/features/b/door.tsx', "import { find } from './store'"],
    ['a page that answers', 'src/features/b/pages.tsx', "import { html } from 'hono/html'"],
    ['routes in a foreign store', 'src/features/b/routes.tsx', "import { x } from '../a/store'"],
    ['a foreign inner file', 'src/features/b/routes.tsx', "import { x } from '../a/gate'"],
    ['a foreign inner type', 'src/features/b/inner.ts', "import type { X } from '../a/gate'"],
    [
      'an island that queries',
      'src/features/b/islands/x.client.ts',
      "import { f } from '../store'",
    ],
    ['a middleware in a room', 'src/middleware/x.ts', "import { a } from '../features/a'"],
    ['the schema in a room', 'src/features/b/store.ts', "import { a } from '../../db/schema'"],
    ['a table that runs', 'src/features/b/form.ts', "import { A } from './tables'"],
    ['a table that runs in a store', 'src/features/b/store.ts', "import { a } from '../a/tables'"],
    ['a list that knows drizzle', 'src/features/b/values.ts', "import { sql } from 'drizzle-orm'"],
    ['a file without a place', 'src/odd/x.ts', "import { a } from '../shared/x'"],
  ]
  const known = files({
    'src/shared/x.ts': '',
    'src/db/client.ts': '',
    'src/db/schema.ts': '',
    'src/features/a/index.ts': '',
    'src/features/a/store.ts': '',
    'src/features/a/gate.ts': '',
    'src/features/a/rules.ts': '',
    'src/features/a/tables.ts': '',
    'src/features/a/values.ts': '',
    'src/features/b/store.ts': '',
    'src/features/b/tables.ts': '',
  })
  test.each(refused)('refuses %s', (_, path, text) =>
    expect(forbiddenImports(importsOf([...known, { path, text }]))).toHaveLength(1),
  )

  const allowed: [string, string, string][] = [
    ['the door of another room', 'src/features/b/routes.tsx', "import { a } from '../a'"],
    ['pure rules of another room', 'src/features/b/form.ts', "import { a } from '../a/rules'"],
    ['a row type of a table', 'src/features/b/store.ts', "import type { A } from '../a/tables'"],
    ['a list of values', 'src/features/b/tables.ts', "import { A } from '../a/values'"],
    ['a row type of the own store', 'src/features/b/pages.tsx', "import type { R } from './store'"],
    [
      'the accounts in a middleware',
      'src/middleware/x.ts',
      "import { a } from '../features/accounts'",
    ],
  ]
  const accounts = files({ 'src/features/accounts/index.ts': '' })
  test.each(allowed)('allows %s', (_, path, text) =>
    expect(forbiddenImports(importsOf([...known, ...accounts, { path, text }]))).toEqual([]),
  )
})

describe('the checks can fail', () => {
  test('a circle is told by its path; one closed by a type only is none', () => {
    const circle = files({
      'src/shared/a.ts': "import { b } from './b'",
      'src/shared/b.ts': "export {\n  c,\n  type D,\n} from './c'",
      'src/shared/c.ts': "import { a } from './a'",
      'src/shared/d.ts': "import type { E } from './e'",
      'src/shared/e.ts': "import { d } from './d'",
    })
    expect(importCycles(importsOf(circle))).toEqual([
      'src/shared/a.ts → src/shared/b.ts → src/shared/c.ts → src/shared/a.ts',
    ])
  })

  test('a page that reaches the store through a helper of its room is found', () => {
    const room = files({
      'src/features/a/pages.tsx': "import { t } from './texts'",
      'src/features/a/texts.ts': "import { find } from './store'",
      'src/features/a/store.ts': '',
    })
    expect(pagesThatReachTheStore(importsOf(room))).toEqual([
      'src/features/a/pages.tsx reaches src/features/a/store.ts through src/features/a/texts.ts',
    ])
  })

  test('line 301 is one too many', () => {
    const lines = (n: number) => files({ 'src/ui/a.css': 'a{}\n'.repeat(n) })
    expect(tooLong(lines(300))).toEqual([])
    expect(tooLong(lines(301))).toHaveLength(1)
  })

  test('a style attribute, an unfinished mark and a count of rows that changed are found', () => {
    expect(styleAttributes(files({ 'src/ui/a.tsx': '<p\n  style={{}}>' }))).toEqual([
      'src/ui/a.tsx:2 has a style attribute',
    ])
    const marks = ['TO', 'FIX'].map((start, i) => `// ${start}${['DO', 'ME'][i]}: later`)
    expect(unfinished(files({ 'src/a.ts': marks.join('\n') }))).toHaveLength(2)
    expect(countedChanges(files({ 'src/a.ts': 'made?.meta.changes === 1' }))).toHaveLength(1)
  })

  test('a route without access is found, whatever its form', () => {
    const routes = [
      'export const r = new Hono<AppEnv>().get("/a", (c) => c.text(""))',
      "  .post('/b', allow.everyone, post)",
      "  .get('/c', allow.officer('patrol'), page)",
      '  .post(PATH, save)',
      "  .put(\n    '/d',\n    save,\n  )",
    ].join('\n')
    const found = routesWithoutAccess(files({ 'src/features/a/routes.tsx': routes }))
    expect(found.map((each) => each.replace(/^.*: /, ''))).toEqual([
      'GET "/a" states no access',
      'POST PATH states no access',
      "PUT '/d' states no access",
    ])
  })

  test('a word nobody says, a problem without words and a lost value are found', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: made-up source with a built key
    const used = files({ 'src/a.tsx': "t('a.one'); t(`a.${x}_text`); problem('a.lost', 404)" })
    expect(unusedKeys(['a.one', 'a.two_text', 'a.three'], used)).toEqual(['a.three'])
    expect(codesWithoutWords(['a.one'], used)).toEqual(['src/a.tsx: a.lost'])
    expect(differentHoles({ 'a.one': '{n} 人' }, { 'a.one': 'people' })).toEqual([
      'a.one: zh {n}, en none',
    ])
  })
})
