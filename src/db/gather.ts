// One round trip for what several rooms ask at once.
import type { Db } from './client'

interface Asked {
  statements: D1PreparedStatement[]
  answer(results: D1Result[]): void
  fail(cause: unknown): void
}

/**
 * A handle for reading, and for what a reading brings up to date: what is asked of it before anything has been answered goes to the database as one
 * batch, so a page that asks many rooms waits once. Who asks again after an answer makes a second one.
 */
export function gathering({ $client }: Db): Db {
  const plain = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  let waiting: Asked[] = []

  async function send(): Promise<void> {
    const asked = waiting
    waiting = []
    try {
      const results = await $client.batch(asked.flatMap(({ statements }) => statements))
      let from = 0
      for (const { statements, answer } of asked) {
        answer(results.slice(from, from + statements.length))
        from += statements.length
      }
    } catch (cause) {
      for (const { fail } of asked) fail(cause)
    }
  }

  const ask = (statements: D1PreparedStatement[]): Promise<D1Result[]> =>
    new Promise((answer, fail) => {
      // After every promise that is settled already: rooms look at what they know before they ask.
      if (waiting.length === 0) setTimeout(send, 0)
      waiting.push({ statements, answer, fail })
    })

  const all = async (statement: D1PreparedStatement) => (await ask([statement]))[0]

  function wrap(statement: D1PreparedStatement): D1PreparedStatement {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        if (name === 'all' || name === 'run') return () => all(target)
        if (name === 'first') return async () => (await all(target))?.results[0] ?? null
        return undefined
      },
    })
    plain.set(wrapped, statement)
    return wrapped
  }

  return {
    $client: new Proxy($client, {
      get(target, name) {
        if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql))
        if (name === 'batch')
          return (statements: D1PreparedStatement[]) =>
            ask(statements.map((each) => plain.get(each) ?? each))
        return undefined
      },
    }),
  }
}
