// Who may import whom: the table of docs/DESIGN.md as code, and the search for cycles.
import type { Import } from './sources'

/** Where a file stands: its room (for features) and its role there. */
interface Place {
  room: string
  role: string
}

const FIXED: [RegExp, string][] = [
  [/^src\/(app|index|env|scheduled)\.tsx?$/, 'app'],
  [/^src\/generated\//, 'generated'],
  [/^src\/shared\//, 'shared'],
  [/^src\/i18n\//, 'i18n'],
  [/^src\/ui\//, 'ui'],
  [/^src\/islands\//, 'islands'],
  [/^src\/middleware\//, 'middleware'],
  [/^src\/db\/(schema|data-map)\.ts$/, 'barrel'],
  [/^src\/db\//, 'db'],
]

// The first that fits. `keeper-routes.tsx` is a routes file, `busy-answer.tsx` a
// part of one, `door.tsx` a page by a better name.
const ROLES: [RegExp, string][] = [
  [/^islands\//, 'islands'],
  [/^index\.ts$/, 'index'],
  [/^data-map\.ts$/, 'data-map'],
  [/(^|-)tables\.ts$/, 'tables'],
  [/^values\.ts$/, 'values'],
  [/(^|-)rules(-\w+)?\.ts$/, 'rules'],
  [/(^|-)form(-\w+)?\.ts$/, 'form'],
  [/(^|-)store(-\w+)?\.ts$/, 'store'],
  [/(^|-)(routes|answer)\.tsx?$/, 'routes'],
  [/\.tsx$/, 'pages'],
  [/\.ts$/, 'inner'],
]

/** The room and role of a file of ours; null when the table has no place for it. */
function placeOf(path: string): Place | null {
  const fixed = FIXED.find(([pattern]) => pattern.test(path))
  if (fixed) return { room: '', role: fixed[1] }
  const [, room = '', rest = ''] = /^src\/features\/([\w-]+)\/(.+)$/.exec(path) ?? []
  const role = ROLES.find(([pattern]) => pattern.test(rest))?.[1]
  return role ? { room, role } : null
}

interface Rule {
  /** Parts outside the features. `x:type`: as a type only. */
  ours: string[]
  /** Roles of the own room. */
  own: string[]
  /** Roles of other rooms. */
  others: string[]
  /** Packages; `*` for any but those in `never`. */
  packages: string[]
  never?: string[]
}

// Tables as types only: a list of values taken from one would bring drizzle into the Worker.
const PURE = ['tables:type', 'values', 'rules', 'form']
const TYPES = ['index:type', 'inner:type', 'store:type']

const TABLE: Record<string, Rule> = {
  shared: { ours: ['shared'], own: [], others: [], packages: ['*'], never: ['preact', 'drizzle'] },
  i18n: { ours: ['i18n', 'shared', 'generated'], own: [], others: [], packages: [] },
  db: { ours: ['db', 'shared'], own: [], others: [], packages: ['*'], never: ['preact', 'hono'] },
  barrel: { ours: ['db'], own: [], others: ['tables', 'data-map'], packages: [] },
  ui: {
    ours: ['ui', 'shared', 'i18n', 'generated'],
    own: [],
    others: [],
    packages: ['preact', 'hono:type', 'preact-render-to-string', 'qrcode'],
  },
  islands: { ours: ['islands', 'shared'], own: [], others: [], packages: ['preact', 'idb-keyval'] },
  middleware: {
    ours: ['middleware', 'db', 'shared', 'i18n', 'ui', 'generated', 'app'],
    own: [],
    others: ['accounts/index'],
    packages: ['hono'],
  },
  tables: { ours: ['db', 'shared'], own: ['values'], others: ['values'], packages: ['drizzle'] },
  values: { ours: ['shared'], own: [], others: ['values'], packages: [] },
  'data-map': { ours: ['db'], own: ['tables:type'], others: [], packages: [] },
  rules: {
    ours: ['shared', 'i18n:type'],
    own: [...PURE, ...TYPES],
    others: [...PURE, 'index:type'],
    packages: ['valibot'],
  },
  form: {
    ours: ['shared', 'i18n:type'],
    own: [...PURE, ...TYPES],
    others: [...PURE, 'index:type'],
    packages: ['valibot'],
  },
  store: {
    ours: ['db', 'shared', 'app:type', 'i18n:type'],
    own: [...PURE, 'store', 'inner'],
    others: [...PURE, 'index'],
    packages: ['valibot'],
  },
  pages: {
    ours: ['ui', 'i18n', 'shared', 'generated', 'islands:type'],
    own: [...PURE, ...TYPES, 'pages', 'inner', 'islands'],
    others: [...PURE, 'index'],
    packages: ['preact'],
  },
  routes: {
    ours: ['ui', 'i18n', 'shared', 'generated', 'app', 'db:type'],
    own: [...PURE, 'store', 'pages', 'inner', 'routes'],
    others: [...PURE, 'index'],
    packages: ['hono', 'valibot', 'preact', 'qrcode'],
  },
  inner: {
    ours: ['db', 'shared', 'i18n', 'app'],
    own: [...PURE, 'store', 'inner'],
    others: [...PURE, 'index'],
    packages: ['*'],
    never: ['preact'],
  },
  index: {
    ours: ['app', 'shared', 'db'],
    own: [...PURE, 'store', 'pages', 'inner', 'routes'],
    others: [...PURE, 'index'],
    packages: ['hono'],
  },
}
// An island is drawn on both sides, so what it may use is what a browser may get.
const ISLAND: Rule = {
  ours: ['islands', 'shared', 'ui', 'i18n'],
  own: [...PURE, 'islands'],
  others: [],
  packages: ['preact', 'signature_pad'],
}

const lists = (allowed: string[], names: string[], typeOnly: boolean): boolean =>
  names.some((name) => allowed.includes(name) || (typeOnly && allowed.includes(`${name}:type`)))

const packageIn = (names: string[], to: string): boolean =>
  names.some((name) => to === name || to.startsWith(`${name}/`) || to.startsWith(`${name}-orm`))

function mayImport(rule: Rule, from: Place, to: Place | null, { to: name, own, typeOnly }: Import) {
  if (!own) {
    if (rule.never && packageIn(rule.never, name)) return false
    const allowed = rule.packages.flatMap((each) =>
      each.endsWith(':type') ? (typeOnly ? [each.slice(0, -5)] : []) : [each],
    )
    return allowed.includes('*') || packageIn(allowed, name)
  }
  if (!to) return false
  if (!to.room) return lists(rule.ours, [to.role], typeOnly)
  if (to.room === from.room) return lists(rule.own, [to.role], typeOnly)
  return lists(rule.others, [to.role, `${to.room}/${to.role}`], typeOnly)
}

/** Imports the table does not allow, and files it has no place for. */
export function forbiddenImports(imports: Import[]): string[] {
  return imports.flatMap((each) => {
    const from = placeOf(each.from)
    if (!from) return [`${each.from}: the table has no place for this file`]
    if (from.role === 'app') return []
    const rule = from.room && from.role === 'islands' ? ISLAND : TABLE[from.role]
    const ok = rule && mayImport(rule, from, each.own ? placeOf(each.to) : null, each)
    return ok ? [] : [`${each.from} (${from.role}) may not import ${each.to}`]
  })
}

const neighbours = (imports: Import[]): Map<string, string[]> => {
  const found = new Map<string, string[]>()
  for (const { from, to, own, typeOnly } of imports)
    if (own && !typeOnly) found.set(from, [...(found.get(from) ?? []), to])
  return found
}

/** Circles of imports that run, each as the path that closes it. */
export function importCycles(imports: Import[]): string[] {
  const next = neighbours(imports)
  const done = new Set<string>()
  const cycles: string[] = []
  const walk = (file: string, path: string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) cycles.push([...path.slice(start), file].join(' → '))
    if (start >= 0 || done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return cycles
}

/** Whatever comes into the bundle with `start`: files of ours and packages. */
export function bundledWith(start: string, imports: Import[]): Set<string> {
  const found = new Set([start])
  // A set hands out what is added while it is walked.
  for (const file of found)
    for (const { from, to, typeOnly } of imports) if (from === file && !typeOnly) found.add(to)
  return found
}

const sameRoom = (place: Place, page: string): boolean => place.room === placeOf(page)?.room

/** Pages that reach a store, the database or hono through files of their own room. */
export function pagesThatReachTheStore(imports: Import[]): string[] {
  const found: string[] = []
  const walk = (page: string, file: string, seen: Set<string>): void => {
    seen.add(file)
    for (const { to, own } of imports.filter((each) => each.from === file && !each.typeOnly)) {
      const place = own ? placeOf(to) : null
      const bad = own ? place && ['store', 'routes', 'db'].includes(place.role) : /^hono\b/.test(to)
      if (bad) found.push(`${page} reaches ${to} through ${file}`)
      else if (place?.room && sameRoom(place, page) && !seen.has(to)) walk(page, to, seen)
    }
  }
  for (const page of new Set(imports.map((each) => each.from)))
    if (placeOf(page)?.role === 'pages') walk(page, page, new Set())
  return found
}
