import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { maskName } from '../../shared/text'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { RisksPage } from './office'
import { listRisks } from './office-store'
import { openWorkerField } from './worker'

const READERS = ['clerk', 'health', 'admin'] as const

export const officeWorkerRoutes = new Hono<AppEnv>().get(
  '/office/workers',
  allow.officer(...READERS),
  async (c) => {
    const scopes = account(c).scopes.filter(({ role }) => READERS.some((each) => each === role))
    const found = await listRisks(
      c.var.db,
      scopes.map((scope) => scope.areaPath),
    )
    const lines = await Promise.all(
      found.map(async (line) => ({
        ...line,
        name: maskName(await openWorkerField(c.env.FIELD_KEY, 'name', line.workerId, line.name)),
      })),
    )
    return html(c, <RisksPage ui={c.var.ui} lines={lines} />)
  },
)
