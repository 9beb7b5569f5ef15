// Chance that always falls the same way: a seeded generator, so that the demo town is the same town
// on every machine.
export interface Dice {
  /** 0 <= n < 1 */
  next(): number
  /** 0 to `below` - 1 */
  whole(below: number): number
  /** `from` to `to`, both included. */
  between(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** The index of one of the weights, each as likely as it is heavy. */
  weighted(weights: readonly number[]): number
  bytes(count: number): Uint8Array
}

/** Four 32-bit words out of a text (FNV-1a with four offsets). */
const words = (seed: string): [number, number, number, number] => {
  const hash = (offset: number): number => {
    let sum = 0x811c9dc5 ^ offset
    for (const symbol of seed) sum = Math.imul(sum ^ (symbol.codePointAt(0) ?? 0), 0x01000193)
    return sum >>> 0
  }
  return [hash(0), hash(0x9e3779b9), hash(0x85ebca6b), 1]
}

/** sfc32, warmed up: small, quick, and even enough for a town. */
export function diceOf(seed: string): Dice {
  let [a, b, c, d] = words(seed)
  const step = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) step()

  const next = (): number => step() / 2 ** 32
  const whole = (below: number): number => Math.floor(next() * below)
  return {
    next,
    whole,
    between: (from, to) => from + whole(to - from + 1),
    chance: (probability) => next() < probability,
    pick(list) {
      const found = list[whole(list.length)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    weighted(weights) {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const found = weights.findIndex((weight) => {
        rest -= weight
        return rest < 0
      })
      return found < 0 ? weights.length - 1 : found
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => step() & 255),
  }
}
