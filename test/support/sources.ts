// The project's own files as text, and what each imports: what the room checks look at.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface Source {
  /** From the root of the repository, with `/`. */
  path: string
  text: string
}

export interface Import {
  from: string
  /** The file it leads to, or the package's name. */
  to: string
  own: boolean
  /** Gone after compilation: it can neither run code nor close a cycle. */
  typeOnly: boolean
}

/** Every file below `folders` with one of the endings, without what the build makes. */
export const readSources = (folders: string[], endings: RegExp): Source[] =>
  folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((name) =>
        join(folder, String(name)).replaceAll('\\', '/'),
      ),
    )
    .filter((path) => endings.test(path) && !path.startsWith('src/generated/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

/** Code without its comments; strings that hold `//` after a colon (addresses) stay whole. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:([\w*\s{},$]+?)\s+from\s+)?'([^']+)'/gm
const DYNAMIC = /\bimport\('([^']+)'\)/g

const onlyTypes = (names: string): boolean => {
  const inside = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1]
  const each = inside?.split(',').filter((name) => name.trim())
  return each !== undefined && each.length > 0 && each.every((name) => /^\s*type\s/.test(name))
}

/** What each source imports. `sources` must hold all files that may be led to. */
export function importsOf(sources: Source[]): Import[] {
  const paths = new Set(sources.map((source) => source.path))
  const target = (from: string, to: string): string => {
    const plain = posix.join(posix.dirname(from), to)
    const candidates = [plain, `${plain}.ts`, `${plain}.tsx`, `${plain}/index.ts`]
    return candidates.find((path) => paths.has(path)) ?? plain
  }
  return sources
    .filter((source) => /\.tsx?$/.test(source.path))
    .flatMap(({ path: from, text }) => {
      const code = withoutComments(text)
      const written = [...code.matchAll(STATEMENT)].map(([, type, names = '', to = '']) => ({
        to,
        typeOnly: type !== undefined || onlyTypes(names),
      }))
      const later = [...code.matchAll(DYNAMIC)].map(([, to = '']) => ({ to, typeOnly: false }))
      return [...written, ...later].map(({ to, typeOnly }) => {
        const own = to.startsWith('.')
        return { from, to: own ? target(from, to) : to, own, typeOnly }
      })
    })
}
