// The answer when the gate is full: 503 at once, with the form to send again.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { BusyPage } from './receipt'

const RETRY_AFTER_SECONDS = '3'

export function showBusy(
  c: Context<AppEnv>,
  action: string,
  values: Record<string, string>,
): Response {
  c.header('Retry-After', RETRY_AFTER_SECONDS)
  return html(c, <BusyPage ui={{ ...c.var.ui, here: '/' }} action={action} values={values} />, 503)
}
