// What the tests in the browser know of the town that is served to them.
import 'vitest'

export interface ServedTown {
  /** Without a slash at the end. */
  url: string
  /** Where this town's database lives. */
  data: string
  browser: string
  password: string
  accounts: string[]
  /** Of the demo keeper's shop. */
  placeCode: string
}

declare module 'vitest' {
  interface ProvidedContext {
    town: ServedTown
  }
}
