import { Hono } from 'hono'
import { gathering } from '../../db/gather'
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
  const home = gathering(db)
  const [roles, sealed, tasks, counts, head] = await Promise.all([
    rolesOf(home, id, ui.now),
    sealedNameOf(home, id),
    tasksOf(home, actor, ui.now),
    openCounts(home),
    chainHead(home),
  ])
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
