// What must hold for the dictionaries: every key is used, both languages fill in the same values.
import { type Source, withoutComments } from './sources'

type Dictionary = Record<string, string>

const TEMPLATE = /`([a-z][\w.]*\$\{[^`]*)`/g

/** A key built at run time, such as `result.${look}_text`, as a pattern. */
function builtKeys(text: string): RegExp[] {
  return [...text.matchAll(TEMPLATE)]
    .map(([, inside = '']) => inside.replace(/\$\{[^}]*\}/g, '*'))
    .filter((inside) => /^[\w.*]+$/.test(inside) && inside.includes('.'))
    .map((inside) => new RegExp(`^${inside.replaceAll('.', '\\.').replaceAll('*', '[\\w.-]+')}$`))
}

/** Keys no code asks for. */
export function unusedKeys(keys: string[], sources: Source[]): string[] {
  const code = sources.map(({ text }) => withoutComments(text)).join('\n')
  const written = new Set(
    [...code.matchAll(/['"]([a-z][\w-]*\.[\w.-]+)['"]/g)].map(([, key]) => key),
  )
  // The page of a problem shows `<code>_text` under the title, if there is one.
  for (const [, problem] of code.matchAll(/\bproblem\(\s*'([^']+)'/g))
    written.add(`${problem}_text`)
  const built = builtKeys(code)
  const used = (key: string) => written.has(key) || built.some((pattern) => pattern.test(key))
  return keys.filter((key) => !used(key))
}

/** Codes of problems that have no words. */
export function codesWithoutWords(keys: string[], sources: Source[]): string[] {
  const known = new Set(keys)
  return sources.flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(/\bproblem\(\s*'([^']+)'/g)]
      .filter(([, code = '']) => !known.has(code))
      .map(([, code]) => `${path}: ${code}`),
  )
}

const holes = (text = ''): string => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ')

/** Keys whose two texts do not fill in the same values. */
export const differentHoles = (zh: Dictionary, en: Dictionary): string[] =>
  Object.keys(zh)
    .filter((key) => holes(zh[key]) !== holes(en[key]))
    .map((key) => `${key}: zh ${holes(zh[key]) || 'none'}, en ${holes(en[key]) || 'none'}`)
