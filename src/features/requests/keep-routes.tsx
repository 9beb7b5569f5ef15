// The keeper asks, sees each step, and says whether it was solved.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import type { Notice } from '../../ui/notice'
import { account, allow } from '../accounts'
import { numberPath, readNumberPath } from '../notices/rules'
import { type Place, placeOfCode } from '../places'
import { rulebookByVersion, rulebookInForce } from '../rulebook'
import { StaffNav } from '../visits'
import { sealHelp } from './fields'
import { helpForm, reopenForm, tapForm } from './form'
import { KeepHelpPage } from './keep'
import { openRequest, openRequests, repeated } from './opened'
import { allowsHelpAct, helpDeadline, reopenSince, unitOf } from './rules'
import { HelpSheetPage } from './sheet'
import {
  askForHelp,
  type HelpDetail,
  helpByNumber,
  helpOfPlace,
  requestOfKey,
  type Step,
  stepHelp,
} from './store'

type C = Context<AppEnv>
type KeeperAct = 'solved' | 'reopen' | 'withdraw'

const by = (c: C) => ({ actor: account(c), now: c.var.ui.now })
const pathOf = ({ code }: { code: string }): string => `/keep/${code}/help`

async function ownPlace(c: C): Promise<Place> {
  const place = await placeOfCode(c.var.db, c.req.param('code'))
  return place
}

interface Shown {
  form?: FormState
  failedOf?: number | null
  status?: 200 | 409 | 422
  notice?: Notice | null
}

const DONE = ['asked', 'solved', 'reopen', 'withdraw'] as const

async function show(c: C, place: Place, shown: Shown = {}): Promise<Response> {
  const { db, ui, random } = c.var
  const { form = EMPTY_FORM, failedOf = null, status = 200 } = shown
  const done = DONE.find((each) => each === c.req.query('done'))
  const said = done && status === 200 ? { text: ui.t(`help.done.${done}`), good: true } : null
  return html(
    c,
    <KeepHelpPage
      ui={{ ...ui, here: pathOf(place) }}
      book={await rulebookInForce(db, ui.now)}
      place={place}
      requests={await openRequests(c, await helpOfPlace(db, place.id))}
      form={form}
      failedOf={failedOf}
      formKey={(failedOf === null && form.values.key) || newKey(ui.now, random)}
      notice={shown.notice ?? said}
    >
      <StaffNav ui={ui} place={place} keeper current="today" />
    </KeepHelpPage>,
    status,
  )
}

async function ask(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await ownPlace(c)
  const book = await rulebookInForce(db, ui.now)
  const values = await formValues(c.req.raw)
  const form = judge(helpForm(book, ui.now), values)
  if (!form.ok) return show(c, place, { form, status: 422 })
  const { key, text, quantity, needed: neededOn } = form.value
  const category = book.requests.categories.find(({ id }) => id === form.value.category)
  if (!category) throw problem('form.required', 422)
  const asked = await askForHelp(
    db,
    {
      key,
      placeId: place.id,
      placeKind: place.kind,
      areaPath: place.areaPath,
      category: category.id,
      unit: unitOf(category),
      text: (await sealHelp(c.env, 'help_requests.text', key, text)) ?? '',
      quantity: await sealHelp(c.env, 'help_requests.quantity', key, quantity),
      neededOn,
      answerBy: helpDeadline(book, category.within, ui.now),
      rulebookVersion: book.version,
      most: book.requests.openAtOnce,
    },
    by(c),
  )
  const mine = asked || (await requestOfKey(db, key))?.placeId === place.id
  if (mine) return c.redirect(`${pathOf(place)}?done=asked`, 303)
  return show(c, place, { form: { values, errors: { '': 'help.too_many' } }, status: 409 })
}

/** The request of `:number` at this place. Throws 404. */
async function ownRequest(c: C, place: Place): Promise<HelpDetail> {
  const number = readNumberPath(c.req.param('number') ?? '')
  const request = number && (await helpByNumber(c.var.db, number))
  if (!request || request.placeId !== place.id) throw problem('help.unknown', 404)
  return request
}

async function readStep(c: C, request: HelpDetail, act: KeeperAct): Promise<Step | FormState> {
  const { db, ui } = c.var
  const values = await formValues(c.req.raw)
  if (act !== 'reopen') {
    const form = judge(tapForm, values)
    return form.ok ? { act, version: form.value.version } : form
  }
  const form = judge(reopenForm, values)
  if (!form.ok) return form
  const { version, text } = form.value
  const book = await rulebookInForce(db, ui.now)
  // A category the rules no longer name keeps the time it was asked under.
  const then = await rulebookByVersion(db, request.rulebookVersion)
  const within = [book, then]
    .flatMap(({ requests }) => requests.categories)
    .find(({ id }) => id === request.category)?.within ?? { n: 1, unit: 'days' as const }
  const row = `${request.key}.${version + 1}`
  return {
    act,
    version,
    text: await sealHelp(c.env, 'help_entries.text', row, text),
    answerBy: helpDeadline(book, within, ui.now),
    since: reopenSince(book, ui.now),
  }
}

async function step(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await ownPlace(c)
  const request = await ownRequest(c, place)
  const act = c.req.param('act') as KeeperAct
  const read = await readStep(c, request, act)
  if ('errors' in read) return show(c, place, { form: read, failedOf: request.id, status: 422 })
  const done = await stepHelp(db, request, read, by(c))
  if (done || (await repeated(c, request, read)))
    return c.redirect(`${pathOf(place)}?done=${act}`, 303)
  const now = await ownRequest(c, place)
  const overdue = now.version === read.version && allowsHelpAct(now.state, act)
  const text = overdue
    ? ui.t('help.reopen_over')
    : ui.t('help.moved_on', { state: ui.t(`help.state.${now.state}`) })
  return show(c, place, { status: 409, notice: { text, good: false } })
}

async function sheet(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await ownPlace(c)
  const request = await openRequest(c, await ownRequest(c, place))
  return html(
    c,
    <HelpSheetPage
      ui={{ ...ui, here: `${pathOf(place)}/${numberPath(request)}/form` }}
      book={await rulebookInForce(db, ui.now)}
      request={request}
      back={pathOf(place)}
    />,
  )
}

export const keepRoutes = new Hono<AppEnv>()
  .get('/keep/:code/help', allow.keeper, async (c) => show(c, await ownPlace(c)))
  .post('/keep/:code/help', allow.keeper, ask)
  .get('/keep/:code/help/:number/form', allow.keeper, sheet)
  .post('/keep/:code/help/:number/:act{solved|reopen|withdraw}', allow.keeper, step)
