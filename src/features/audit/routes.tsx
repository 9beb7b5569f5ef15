import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { chainHead, listActs, listAudit } from './chain-store'
import { AuditPage } from './pages'

const FROM_THE_END = Number.MAX_SAFE_INTEGER

export const auditRoutes = new Hono<AppEnv>().get(
  '/office/audit',
  allow.officer('admin'),
  async (c) => {
    const { db, ui } = c.var
    const { act, before } = c.req.query()
    const acts = await listActs(db)
    const chosen = acts.find((each) => each === act) ?? null
    const from = /^\d{1,15}$/.test(before ?? '') ? Number(before) : FROM_THE_END
    const list = await listAudit(db, chosen, from)
    const head = await chainHead(db)
    return html(
      c,
      <AuditPage
        ui={ui}
        {...list}
        acts={acts}
        act={chosen}
        head={head}
        first={from === FROM_THE_END}
      />,
    )
  },
)
