// One request in the office: shown, taken, handed on, answered and closed.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formFiles, judge } from '../../shared/form'
import { problem } from '../../shared/problem'
import { EMPTY_FORM } from '../../ui/field'
import { html } from '../../ui/html'
import { MessagePage } from '../../ui/message'
import { account, allow, covers, rolesOf } from '../accounts'
import { fileStatements, takeFile } from '../files'
import { numberPath } from '../notices/rules'
import { calleesOf, placeById } from '../places'
import { CALLERS } from '../places/rules-office'
import { rulebookInForce } from '../rulebook'
import { sealHelp } from './fields'
import { answerForm, handForm, tapForm } from './form'
import { mayWrite, openRequest, ownHelp, READERS, repeated, WRITERS, whoDid } from './opened'
import { type OfficeAct, RequestPage, type RequestProps } from './request'
import { allowsHelpAct } from './rules'
import { HelpSheetPage } from './sheet'
import { auditHelp, type HelpDetail, helpByNumber, lastStep, type Step, stepHelp } from './store'
import { momentText, unitName } from './texts'

type C = Context<AppEnv>

const by = (c: C) => ({ actor: account(c), now: c.var.ui.now })
const pathOf = (request: HelpDetail): string => `/office/requests/${numberPath(request)}`
const isAdmin = (c: C, request: HelpDetail): boolean =>
  covers(account(c), ['admin'], { areaPath: request.areaPath })

/** What may be done now: whoever has it answers; headquarters may hand on what anybody has. */
function actsOf(c: C, request: HelpDetail): OfficeAct[] {
  if (!mayWrite(c, request)) return []
  const mine = request.takenBy === account(c).id
  const free = request.takenBy === null
  const allowed: Record<OfficeAct, boolean> = {
    take: true,
    answer: mine,
    close: true,
    hand: mine || free || isAdmin(c, request),
  }
  const acts: OfficeAct[] = ['take', 'answer', 'close', 'hand']
  return acts.filter((act) => allowed[act] && allowsHelpAct(request.state, act))
}

async function callees(c: C, request: HelpDetail): Promise<RequestProps['callees']> {
  if (!covers(account(c), CALLERS, { areaPath: request.areaPath })) return null
  const place = await placeById(c.var.db, request.placeId)
  return place && calleesOf(c.var.db, c.env.FIELD_KEY, place)
}

async function show(
  c: C,
  stored: HelpDetail,
  form: RequestProps['form'] = EMPTY_FORM,
): Promise<Response> {
  const { db, ui } = c.var
  await auditHelp(db, 'read', stored, by(c))
  const failed = Object.keys(form.errors).length > 0
  const done = (['take', 'hand', 'answer', 'close'] as const).find(
    (act) => act === c.req.query('done'),
  )
  return html(
    c,
    <RequestPage
      ui={{ ...ui, here: pathOf(stored) }}
      roles={rolesOf(c)}
      book={await rulebookInForce(db, ui.now)}
      request={await openRequest(c, stored)}
      said={done && !failed ? { text: ui.t(`help.done.${done}`), good: true } : null}
      form={form}
      may={actsOf(c, stored)}
      writes={mayWrite(c, stored)}
      callees={await callees(c, stored)}
    />,
    failed ? 422 : 200,
  )
}

interface Read {
  step: Step
  files: D1PreparedStatement[]
}

/** What was typed for a step, or the page that says what is wrong with it. */
async function readStep(c: C, request: HelpDetail, act: OfficeAct): Promise<Read | Response> {
  const { db, ui } = c.var
  const { values, files } = await formFiles(c.req.raw)
  const row = (version: number) => `${request.key}.${version + 1}`
  if (act === 'hand') {
    const form = judge(handForm(await rulebookInForce(db, ui.now), request.unit), values)
    if (!form.ok)
      return (await sameAgain(c, request, act, values)) ?? show(c, request, { ...form, act })
    const { version, unit, text } = form.value
    const sealed = await sealHelp(c.env, 'help_entries.text', row(version), text)
    return { step: { act, version, unit, text: sealed, anybodys: isAdmin(c, request) }, files: [] }
  }
  if (act === 'answer') {
    const { file: _, ...typed } = values
    const form = judge(answerForm, typed)
    if (!form.ok) return show(c, request, { ...form, act })
    const { version, text } = form.value
    const file = await answerFile(c, request, files.file, row(version))
    if (file && !file.ok) return show(c, request, { values, errors: { file: file.problem }, act })
    const sealed = await sealHelp(c.env, 'help_entries.text', row(version), text)
    const subject = `requests:${numberPath(request)}`
    return {
      step: { act, version, text: sealed, fileId: file?.file.id ?? null },
      files: file ? fileStatements(db, { file: file.file, subject, ...by(c) }) : [],
    }
  }
  const form = judge(tapForm, values)
  return form.ok
    ? { step: { act, version: form.value.version }, files: [] }
    : show(c, request, { ...form, act })
}

/** Handed on already by this very form: its unit is the one that has it now. */
async function sameAgain(
  c: C,
  request: HelpDetail,
  act: 'hand',
  values: Record<string, string>,
): Promise<Response | null> {
  const sent = { act, version: Number(values.version) }
  return values.unit === request.unit && (await repeated(c, request, sent))
    ? c.redirect(`${pathOf(request)}?done=${act}`, 303)
    : null
}

/** Taken only from whoever has the request, so that no file is left of an answer that comes too late. */
async function answerFile(c: C, request: HelpDetail, sent: File | undefined, key: string) {
  if (!sent || request.state !== 'in_hand') return null
  return takeFile(c, sent, { purpose: 'help', placeId: request.placeId, key, by: account(c) })
}

async function step(c: C, act: OfficeAct): Promise<Response> {
  const request = await ownHelp(c)
  if (!mayWrite(c, request)) throw problem('err.forbidden', 403)
  const read = await readStep(c, request, act)
  if (read instanceof Response) return read
  const { step: asked, files } = read
  const done = await stepHelp(c.var.db, request, asked, by(c), files)
  return done || (await repeated(c, request, asked))
    ? c.redirect(`${pathOf(request)}?done=${act}`, 303)
    : tooLate(c, request)
}

/** Somebody was first: who has it, and how it stands now. */
async function tooLate(c: C, stored: HelpDetail): Promise<Response> {
  const { db, ui } = c.var
  const now = (await helpByNumber(db, stored)) ?? stored
  const last = await lastStep(db, stored.id)
  const book = await rulebookInForce(db, ui.now)
  const text = ui.t('help.too_late_text', {
    state: ui.t(`help.state.${now.state}`),
    unit: unitName(ui, book, now.unit),
    name: last ? await whoDid(c, last) : '—',
    step: last ? ui.t(`help.step.${last.kind}`) : '—',
    time: momentText(ui, last?.at ?? now.at),
  })
  const page = (
    <MessagePage ui={{ ...ui, here: pathOf(stored) }} title={ui.t('help.too_late')} text={text}>
      <a class="go" href={pathOf(stored)}>
        {ui.t('help.see_now')}
      </a>
    </MessagePage>
  )
  return html(c, page, 409)
}

async function sheet(c: C): Promise<Response> {
  const { db, ui } = c.var
  const stored = await ownHelp(c)
  if (!mayWrite(c, stored)) throw problem('err.forbidden', 403)
  await auditHelp(db, 'print', stored, by(c))
  return html(
    c,
    <HelpSheetPage
      ui={{ ...ui, here: `${pathOf(stored)}/form` }}
      book={await rulebookInForce(db, ui.now)}
      request={await openRequest(c, stored)}
      back={pathOf(stored)}
    />,
  )
}

export const requestPageRoutes = new Hono<AppEnv>()
  .get('/office/requests/:number', allow.officer(...READERS), async (c) =>
    show(c, await ownHelp(c)),
  )
  .get('/office/requests/:number/form', allow.officer(...WRITERS), sheet)
  .post('/office/requests/:number/take', allow.officer(...WRITERS), (c) => step(c, 'take'))
  .post('/office/requests/:number/hand', allow.officer(...WRITERS), (c) => step(c, 'hand'))
  .post('/office/requests/:number/answer/files', allow.officer(...WRITERS), (c) =>
    step(c, 'answer'),
  )
  .post('/office/requests/:number/close', allow.officer(...WRITERS), (c) => step(c, 'close'))
