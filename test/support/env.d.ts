import type { D1Migration } from '@cloudflare/vitest-plugin'
import type { Bindings } from '../../src/env'

declare global {
  namespace Cloudflare {
    interface Env extends Bindings {
      MIGRATIONS: D1Migration[]
      /** Set by `npm run prove`: walks that take longer. */
      LONG: string
    }
  }
}
