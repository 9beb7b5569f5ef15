import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { rulebookInForce } from '../rulebook'
import { account, allow } from './access'
import { openName } from './names'
import { readHome } from './office-home'
import { OfficePage } from './office-page'

export const officeRoutes = new Hono<AppEnv>().get('/office', allow.officer(), async (c) => {
  const { db, ui } = c.var
  const actor = account(c)
  const { id } = actor
  const book = await rulebookInForce(db, ui.now)
  const departments = new Map(book.departments.map((each) => [each.id, each.name[ui.lang]]))
  const { roles, sealed, tasks, counts, head } = await readHome(db, actor, ui.now)
  return html(
    c,
    <OfficePage
      ui={ui}
      name={await openName(c.env.FIELD_KEY, id, sealed)}
      roles={roles.map((role) => ({
        ...role,
        department: departments.get(role.department) ?? role.department,
      }))}
      tasks={tasks}
      counts={counts}
      head={head}
    />,
  )
})
