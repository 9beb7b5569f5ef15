// The office confirms or refuses the stage of a site, or sets it right.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { html } from '../../ui/html'
import { allow, rolesOf } from '../accounts'
import { builderOf } from '../places'
import { correctStageForm, decideStageForm } from './form'
import { namedSteps } from './named'
import { mayWrite, type Own, officePlace, READERS, WRITERS } from './own'
import { StagePage, type StageProps } from './stage'
import { correctStage, decideStage, ratingsOf, staffAt, stageKeyUsed, stepsOf } from './store-site'

type C = Context<AppEnv>

const pathOf = ({ place }: Own): string => `/office/sites/${place.code}`

async function show(
  c: C,
  own: Own,
  refused: StageProps['refused'] = null,
  warning: string | null = null,
): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, book } = own
  const done = c.req.query('done') ? ui.t('phase.done') : null
  const text = warning ?? done
  return html(
    c,
    <StagePage
      ui={{ ...ui, here: pathOf(own) }}
      roles={rolesOf(c)}
      book={book}
      place={place}
      builder={await builderOf(c.env.FIELD_KEY, place)}
      staff={await staffAt(db, place.id)}
      last={(await ratingsOf(db, place.id))[0] ?? null}
      steps={await namedSteps(c, place.id)}
      writes={mayWrite(c, place)}
      formKey={newKey(ui.now, random)}
      refused={refused}
      notice={text ? { text, good: !warning } : null}
    />,
    refused ? 422 : warning ? 409 : 200,
  )
}

async function postDecision(c: C): Promise<Response> {
  const own = await officePlace(c, ['site'], true)
  const { place, by } = own
  const form = judge(decideStageForm, await formValues(c.req.raw))
  if (!form.ok) return show(c, own, { of: 'decide', form })
  const { step: id, decision, reason } = form.value
  const step = (await stepsOf(c.var.db, place.id)).find((each) => each.id === id)
  const confirm = decision === 'confirm'
  const done = step && (await decideStage(c.var.db, { ...by, place, step, confirm, reason }))
  // Pressed twice: the answer that stands is one's own.
  const mine = step?.decidedBy === by.actor.id
  if (done || mine) return c.redirect(`${pathOf(own)}?done=1`, 303)
  return show(c, own, null, c.var.ui.t('phase.changed'))
}

async function postCorrection(c: C): Promise<Response> {
  const own = await officePlace(c, ['site'], true)
  const { place, by } = own
  const { db, ui } = c.var
  const { was, ...values } = await formValues(c.req.raw)
  if (await stageKeyUsed(db, values.key ?? '')) return c.redirect(`${pathOf(own)}?done=1`, 303)
  const form = judge(correctStageForm(ui.now), values)
  if (!form.ok) return show(c, own, { of: 'correct', form })
  const { stage: to, ...rest } = form.value
  const unchanged = was === undefined || was === (place.stage ?? 'none')
  if (unchanged && (await correctStage(db, { ...by, ...rest, place, to })))
    return c.redirect(`${pathOf(own)}?done=1`, 303)
  return show(c, own, null, ui.t('phase.changed'))
}

export const stageRoutes = new Hono<AppEnv>()
  .get('/office/sites/:code', allow.officer(...READERS), async (c) =>
    show(c, await officePlace(c, ['site'], false)),
  )
  .post('/office/sites/:code/decide', allow.officer(...WRITERS), postDecision)
  .post('/office/sites/:code/stage', allow.officer(...WRITERS), postCorrection)
