import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { type Lang, textsUnder } from '../../i18n'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { chainHead, listAudit } from './chain-store'
import { AuditPage } from './pages'

const FROM_THE_END = Number.MAX_SAFE_INTEGER
const ACT = 'audit.act.'

/** Every act that has a word, in the order of the rooms. */
const namedActs = (lang: Lang): string[] =>
  Object.keys(textsUnder(lang, [ACT]))
    .map((key) => key.slice(ACT.length))
    .sort()

export const auditRoutes = new Hono<AppEnv>().get(
  '/office/audit',
  allow.officer('admin'),
  async (c) => {
    const { db, ui } = c.var
    const { act, before } = c.req.query()
    const acts = namedActs(ui.lang)
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
