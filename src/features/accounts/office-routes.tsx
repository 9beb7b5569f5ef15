import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { chainHead } from '../audit'
import { openCounts } from '../places'
import { rulebookInForce } from '../rulebook'
import { account, allow } from './access'
import { openName } from './names'
import { OfficePage } from './office-page'
import { tasksOf } from './office-tasks'
import { rolesOf, sealedNameOf } from './sign-in-store'

export const officeRoutes = new Hono<AppEnv>().get('/office', allow.officer(), async (c) => {
  const { db, ui } = c.var
  const actor = account(c)
  const { id } = actor
  const book = await rulebookInForce(db, ui.now)
  const departments = new Map(book.departments.map((each) => [each.id, each.name[ui.lang]]))
  const roles = await rolesOf(db, id, ui.now)
  return html(
    c,
    <OfficePage
      ui={ui}
      name={await openName(c.env.FIELD_KEY, id, await sealedNameOf(db, id))}
      roles={roles.map((role) => ({
        ...role,
        department: departments.get(role.department) ?? role.department,
      }))}
      tasks={await tasksOf(db, actor, ui.now)}
      counts={await openCounts(db)}
      head={await chainHead(db)}
    />,
  )
})
