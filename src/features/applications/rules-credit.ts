// 统一社会信用代码, GB 32100-2015: 18 symbols, the last one checks the others.

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18

/** The code a person meant, upper case without spaces; null when a symbol is wrong or missing. */
export function readCreditCode(typed: string): string | null {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  if (code.length !== LENGTH || [...code].some((symbol) => !SYMBOLS.includes(symbol))) return null
  let weight = 1
  let sum = 0
  for (const symbol of code.slice(0, -1)) {
    sum += SYMBOLS.indexOf(symbol) * weight
    weight = (weight * 3) % 31
  }
  return SYMBOLS[(31 - (sum % 31)) % 31] === code.at(-1) ? code : null
}
