// One round trip for what several rooms ask at once.
import type { Db } from './client'

interface Question {
  statement: D1PreparedStatement
  /** The words and what is bound to them; null: it writes, or cannot be told apart. */
  key: string | null
}

interface Asked {
  questions: Question[]
  answer(results: D1Result[]): void
  fail(cause: unknown): void
}

const isPlain = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'number'

const keyOf = (sql: string, bound: readonly unknown[]): string | null =>
  /^\s*SELECT/.test(sql) && bound.every(isPlain) ? JSON.stringify([sql, ...bound]) : null

/** Whoever writes among what is asked wants all of it, and in its order. */
const readsOnly = ({ questions }: Asked): boolean => questions.every(({ key }) => key !== null)

/** The statements to send, and where the answer of each question will be. */
function sendingOf(asked: readonly Asked[]) {
  const statements: D1PreparedStatement[] = []
  const known = new Map<string | null, number>()
  const places = asked.map((one) =>
    one.questions.map(({ statement, key }) => {
      const at = (readsOnly(one) ? known.get(key) : undefined) ?? statements.push(statement) - 1
      if (readsOnly(one)) known.set(key, at)
      return at
    }),
  )
  return { statements, places }
}

/**
 * A handle for reading, and for what a reading brings up to date: what is asked of it before anything has been
 * answered goes to the database as one batch, so a page that asks many rooms waits once. Who asks again after an
 * answer makes a second one. What two rooms ask in the same words is read once.
 */
export function gathering({ $client }: Db): Db {
  const questions = new WeakMap<D1PreparedStatement, Question>()
  let waiting: Asked[] = []

  async function send(): Promise<void> {
    const asked = waiting
    waiting = []
    try {
      const { statements, places } = sendingOf(asked)
      const results = await $client.batch(statements)
      for (const [i, { answer }] of asked.entries())
        answer((places[i] ?? []).flatMap((at) => results[at] ?? []))
    } catch (cause) {
      for (const { fail } of asked) fail(cause)
    }
  }

  const ask = (asked: Question[]): Promise<D1Result[]> =>
    new Promise((answer, fail) => {
      // After every promise that is settled already: rooms look at what they know before they ask.
      if (waiting.length === 0) setTimeout(send, 0)
      waiting.push({ questions: asked, answer, fail })
    })

  function wrap(sql: string, statement: D1PreparedStatement, bound: unknown[]) {
    const question = { statement, key: keyOf(sql, bound) }
    const all = async () => (await ask([question]))[0]
    const wrapped: D1PreparedStatement = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind')
          return (...values: unknown[]) => wrap(sql, target.bind(...values), values)
        if (name === 'all' || name === 'run') return all
        if (name === 'first') return async () => (await all())?.results[0] ?? null
        return undefined
      },
    })
    questions.set(wrapped, question)
    return wrapped
  }

  return {
    $client: new Proxy($client, {
      get(target, name) {
        if (name === 'prepare') return (sql: string) => wrap(sql, target.prepare(sql), [])
        if (name === 'batch')
          return (statements: D1PreparedStatement[]) =>
            ask(statements.map((each) => questions.get(each) ?? { statement: each, key: null }))
        return undefined
      },
    }),
  }
}
