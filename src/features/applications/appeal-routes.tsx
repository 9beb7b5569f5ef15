import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { MessagePage } from '../../ui/message'
import { account, allow, rangesOf } from '../accounts'
import { listAreas, pathEnd } from '../places'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { departmentOf } from '../rulebook/rules'
import { AppealListPage, AppealPage } from './appeal-pages'
import {
  type AppealedStep,
  answerAppeal,
  appealById,
  listAppeals,
  noteAppealRead,
  stepAppealed,
} from './appeal-store'
import { openEventText, sealAppeal } from './fields'
import { DECIDERS, mayDecide, mayRead, openNames } from './office-desk'
import { appealForm, readAppealQuery } from './office-form'
import { rolesHeld } from './office-list-answer'
import { shownAppeal } from './office-one-answer'
import { whenText } from './office-story'
import { answerBy, type Barred } from './rules'
import { reasonWords, type Undoing, undoingOf } from './rules-office'
import { applicationById, barredOn } from './store'
import { type Beside, readBeside, sealedNames } from './store-beside'
import type { Appeal, Application } from './tables'

type C = Context<AppEnv>

const APPEAL_READERS = ['admin', 'reviewer', 'viewer', 'inspector'] as const

interface AtAppeal {
  appeal: Appeal
  application: Application | null
  beside: Beside
  step: AppealedStep
  book: Rulebook
  actor: AccountActor
  undoing: Undoing
  /** What still stands against its opening by the rules alone. */
  barred: Barred | null
  answering: 'yes' | 'own' | 'no'
}

/** The appeal of `:id`. Throws 404 for another area and for one that is not there. */
async function atAppeal(c: C): Promise<AtAppeal> {
  const { db, ui } = c.var
  const actor = account(c)
  const id = Number(c.req.param('id'))
  const appeal = Number.isSafeInteger(id) ? await appealById(db, id) : null
  if (!appeal || !mayRead(actor, appeal)) throw problem('appeal.unknown', 404)
  const { applicationId, placeId } = appeal
  const application = applicationId === null ? null : await applicationById(db, applicationId)
  const beside = await readBeside(db, { placeId, createdBy: appeal.by })
  const step = await stepAppealed(db, appeal.against)
  if (!beside || !step) throw problem('appeal.unknown', 404)
  const book = await rulebookInForce(db, ui.now)
  const { place } = beside
  const undoing = undoingOf(step, { application, place })
  const opens =
    undoing.move === 'reconsider' || undoing.move === 'overturn' || undoing.life === 'resume'
  const department = application?.department ?? departmentOf(book, place.trade)
  const mine = mayDecide(actor, { areaPath: appeal.areaPath, department })
  return {
    appeal,
    application,
    beside,
    step,
    book,
    actor,
    undoing,
    barred: opens ? await barredOn(db, book, place, dayOf(ui.now)) : null,
    answering: appeal.decidedBy === actor.id ? 'own' : mine ? 'yes' : 'no',
  }
}

async function showList(c: C): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const query = readAppealQuery(c.req.query())
  const areas = await listAreas(db)
  const area = areas.find((each) => each.id === query.area)
  const list = await listAppeals(db, {
    ...query,
    ranges: rangesOf(actor, ...APPEAL_READERS),
    area: area ? { from: area.path, to: pathEnd(area.path) } : null,
  })
  return html(
    c,
    <AppealListPage
      ui={ui}
      roles={rolesHeld(actor)}
      me={actor.id}
      query={query}
      areas={areas}
      lines={list.rows}
      next={list.next}
    />,
  )
}

/** The decision in the words it was told in. */
async function told(c: C, { step, book }: AtAppeal, who: string) {
  const { ui } = c.var
  if (step.room === 'place_changes')
    return {
      title: ui.t(`hub.status.${step.to}`),
      at: step.at,
      who,
      reasons: [],
      text: step.text,
    }
  return {
    title: ui.t(`apply.act_${step.act}`),
    at: step.at,
    who,
    reasons: reasonWords(book, step.reasons, ui.lang),
    text: await openEventText(c.env.FIELD_KEY, step),
  }
}

/** A place stays shut while the rule that shut it holds; an application may be taken out of it. */
const staysShut = ({ barred, undoing }: AtAppeal): boolean =>
  barred !== null && undoing.life === 'resume'

function barredText(c: C, at: AtAppeal): string | null {
  const { ui } = c.var
  const { barred } = at
  if (!barred) return null
  const entry = barred.by === 'listed' ? barred.reason : barred.entry.category[ui.lang]
  return ui.t(staysShut(at) ? 'appeal.barred' : 'appeal.exempt', { entry })
}

async function showAppeal(c: C, at: AtAppeal, form: FormState = EMPTY_FORM): Promise<Response> {
  const { db, ui, random } = c.var
  const { appeal, application, beside, actor } = at
  await noteAppealRead(db, appeal.id, actor, ui.now)
  const people = [appeal.decidedBy, appeal.answeredBy].flatMap((id) => id ?? [])
  const names = await openNames(c.env.FIELD_KEY, await sealedNames(db, people))
  const who = names.get(appeal.decidedBy ?? 0) ?? ui.t('review.who.rulebook')
  return html(
    c,
    <AppealPage
      ui={{ ...ui, here: `/office/appeals/${appeal.id}` }}
      roles={rolesHeld(actor)}
      appeal={await shownAppeal(c, appeal, names)}
      version={appeal.version}
      place={beside.place}
      number={application?.number ?? null}
      against={await told(c, at, who)}
      answering={at.answering}
      undoing={at.undoing}
      barred={barredText(c, at)}
      shut={staysShut(at)}
      form={form}
      formKey={newKey(ui.now, random)}
    />,
    form === EMPTY_FORM ? 200 : 422,
  )
}

/** 409: somebody answered first, or the application moved on; what was typed stands below. */
async function showLost(c: C, { appeal, beside }: AtAppeal, typed: string): Promise<Response> {
  const { db, ui } = c.var
  const now = (await appealById(db, appeal.id)) ?? appeal
  const names = await openNames(c.env.FIELD_KEY, await sealedNames(db, [now.answeredBy ?? 0]))
  const answered = now.state !== 'open'
  const path = `/office/appeals/${appeal.id}`
  const text = answered
    ? ui.t('appeal.conflict_text', {
        name: names.get(now.answeredBy ?? 0) ?? '—',
        time: whenText(ui, now.answeredAt ?? now.at),
        act: ui.t(`appeal.state.${now.state}`),
      })
    : ui.t('appeal.moved_text')
  const title = ui.t(answered ? 'review.conflict' : 'appeal.moved')
  return html(
    c,
    <MessagePage ui={{ ...ui, here: path }} title={`${beside.place.name} · ${title}`} text={text}>
      <section class="card">
        <b>{ui.t('review.conflict_typed')}</b>
        <p>{typed}</p>
      </section>
      <a class="go" href={path}>
        {ui.t('appeal.title')}
      </a>
    </MessagePage>,
    409,
  )
}

async function postAnswer(c: C): Promise<Response> {
  const { db, ui } = c.var
  const at = await atAppeal(c)
  const { appeal, book, actor } = at
  if (at.answering === 'own') throw problem('appeal.not_own', 403)
  if (at.answering === 'no') throw problem('review.forbidden', 403)
  const form = await parseForm(c.req.raw, appealForm)
  if (!form.ok) return showAppeal(c, at, form)
  const { key, version, answer, text } = form.value
  const overturned = answer === 'overturned'
  if (overturned && staysShut(at)) {
    const values = { key, version: String(version), answer, text }
    return showAppeal(c, at, { values, errors: { answer: 'review.cannot' } })
  }
  const written = await answerAppeal(db, {
    appeal: { ...appeal, version },
    state: answer,
    answer: await sealAppeal(c.env.FIELD_KEY, 'answer', appeal.id, text),
    key,
    actor,
    at: ui.now,
    rulebookVersion: book.version,
    undoing: overturned ? at.undoing : { move: null, life: null },
    cause: overturned && at.step.room === 'place_changes' ? at.step.cause : null,
    answerBy: answerBy(book, ui.now),
  })
  if (!written && !(await answeredSo(c, at, answer))) return showLost(c, at, text)
  return c.redirect(`/office/appeals/${appeal.id}`, 303)
}

/** The same answer by the same officer, sent again. */
async function answeredSo(c: C, { appeal, actor }: AtAppeal, answer: string): Promise<boolean> {
  const now = await appealById(c.var.db, appeal.id)
  return now?.answeredBy === actor.id && now.state === answer
}

export const appealRoutes = new Hono<AppEnv>()
  .get('/office/appeals', allow.officer(...APPEAL_READERS), showList)
  .get('/office/appeals/:id', allow.officer(...APPEAL_READERS), async (c) =>
    showAppeal(c, await atAppeal(c)),
  )
  .post('/office/appeals/:id', allow.officer(...DECIDERS), postAnswer)
