// 409: who was first and what was done, with what this officer had written.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { MessagePage } from '../../ui/message'
import { openNames } from './office-desk'
import type { AtDesk } from './office-one-answer'
import { whenText } from './office-story'
import { applicationById } from './store'
import { lastSteps } from './store-decide'
import type { ApplicationAct } from './tables'

interface Lost {
  /** What somebody else may have done first; left out: decided. */
  acts?: readonly ApplicationAct[]
  /** The version that was decided on: if it still stands, nobody was first and the place is in the way. */
  version?: number
  typed?: string
}

/** The page of whoever came second. Throws 409 where nobody came first. */
export async function showConflict(
  c: Context<AppEnv>,
  { application, beside }: AtDesk,
  { acts, version, typed }: Lost,
): Promise<Response> {
  const { db, ui } = c.var
  const { id, number } = application
  const step = (await lastSteps(db, [id], acts)).get(id)
  const standing = await applicationById(db, id)
  if (!step || standing?.version === version) throw problem('review.cannot', 409)
  const { actorKind, actorId, name } = step
  const officer =
    actorKind === 'officer' && actorId !== null && name ? [[actorId, name] as const] : []
  const names = await openNames(c.env.FIELD_KEY, new Map(officer))
  const path = `/office/applications/${number}`
  const text = ui.t('review.conflict_who', {
    name: names.get(actorId ?? 0) ?? ui.t('review.who.keeper'),
    time: whenText(ui, step.at),
    act: ui.t(`apply.act_${step.act}`),
  })
  const title = `${beside.place.name} · ${ui.t('review.conflict')}`
  return html(
    c,
    <MessagePage ui={{ ...ui, here: path }} title={title} text={text}>
      {typed ? (
        <section class="card">
          <b>{ui.t('review.conflict_typed')}</b>
          <p>{typed}</p>
        </section>
      ) : null}
      <a class="go" href={path}>
        {ui.t('review.conflict_open')}
      </a>
    </MessagePage>,
    409,
  )
}
