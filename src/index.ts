// The Worker: requests, the minute's work, and the gate.
import { createApp } from './app'
import type { Bindings } from './env'
import { createScheduled } from './scheduled'

export { Gate } from './features/visits'

const app = createApp()

export default {
  fetch: app.fetch,
  scheduled: createScheduled(),
} satisfies ExportedHandler<Bindings>
