// Changing the rules: propose, look at the effects, approve as a second person, watch it being applied.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { encryptField } from '../../shared/fields'
import { formValues } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import type { FormState } from '../../ui/field'
import { fragment, html } from '../../ui/html'
import { account, allow, rolesOf } from '../accounts'
import { listVersions, newestRulebook, rulebookInForce } from '../rulebook'
import { ChangePage, firstValues } from './change'
import { type Change, readChange, readProposal } from './form-change'
import { RulebookHome } from './home'
import { ProgressPart, ProposalPage } from './proposal'
import {
  bookOf,
  decide,
  namesOf,
  noticeOf,
  proposalOr404,
  reasonPlace,
  seenNow,
  shownEffects,
  whyOf,
} from './proposal-answer'
import { effectiveDay } from './rules'
import { liveProposal, PROPOSAL_ROWS, proposalByKey, proposalHistory, propose } from './store'
import { applySwitch, stepSwitch } from './store-apply'

type C = Context<AppEnv>

const proposalPath = (id: number): string => `/office/rulebook/proposals/${id}`

function changeOr404(c: C): Change {
  const what = readChange(c.req.param('what') ?? '')
  if (!what) throw problem('err.not_found', 404)
  return what
}

async function showChange(c: C, what: Change, typed?: FormState): Promise<Response> {
  const { db, ui, random } = c.var
  const book = await newestRulebook(db)
  const today = dayOf(ui.now)
  const form = typed ?? { values: firstValues(what, book, today, c.req.query('part')), errors: {} }
  return html(
    c,
    <ChangePage
      ui={{ ...ui, here: `/office/rulebook/change/${what}` }}
      roles={rolesOf(c)}
      {...{ what, book, today, form }}
      formKey={newKey(ui.now, random)}
    />,
    typed ? 422 : 200,
  )
}

async function postChange(c: C): Promise<Response> {
  const { db, ui } = c.var
  const what = changeOr404(c)
  const by = account(c)
  const values = await formValues(c.req.raw)
  const known = await proposalByKey(db, values.key ?? '')
  if (known) return c.redirect(proposalPath(known.id), 303)
  const base = await newestRulebook(db)
  const parsed = readProposal(what, base, dayOf(ui.now), values)
  if (!parsed.ok) return showChange(c, what, parsed)
  const { key, why, book } = parsed.value
  const reason = await encryptField(c.env.FIELD_KEY, reasonPlace(key), why)
  const fresh = parsed.value.base === base.version
  const written =
    fresh && (await propose(db, { key, book, baseVersion: base.version, reason }, by, ui.now))
  const row = written ? await proposalByKey(db, key) : null
  if (!row) throw problem('switch.stale_form', 409)
  return c.redirect(`${proposalPath(row.id)}?notice=proposed`, 303)
}

async function showProposal(c: C, status: 200 | 409 = 200): Promise<Response> {
  const { db, ui } = c.var
  const proposal = await proposalOr404(c)
  const { before, after } = await bookOf(db, proposal)
  const path = proposalPath(proposal.id)
  return html(
    c,
    <ProposalPage
      ui={{ ...ui, here: path }}
      roles={rolesOf(c)}
      {...{ proposal, before, after }}
      why={await whyOf(c, proposal)}
      names={await namesOf(c, proposal)}
      mine={proposal.proposedBy === account(c).id}
      effects={await shownEffects(c, proposal, { before, after }, path)}
      notice={noticeOf(c, status === 409 ? 'changed' : undefined)}
    />,
    status,
  )
}

async function postApprove(c: C): Promise<Response> {
  const { db, ui } = c.var
  const proposal = await proposalOr404(c)
  const by = account(c)
  if (proposal.approvedBy === by.id) return c.redirect(proposalPath(proposal.id), 303)
  if (proposal.proposedBy === by.id) throw problem('switch.own', 403)
  const { seen } = await formValues(c.req.raw)
  if (proposal.state === 'proposed' && (await seenNow(c, proposal)) !== seen)
    return showProposal(c, 409)
  await decide(c, proposal, 'approve')
  // The first batch before the answer: a door of a usual town says so on its next request. It is
  // approved already, so a failing batch is left to the work of the next minute.
  const step = await stepSwitch(db, ui.now).catch(() => 'more')
  if (step === 'more') c.executionCtx.waitUntil(applySwitch(db, ui.now))
  return c.redirect(`${proposalPath(proposal.id)}?notice=approved`, 303)
}

export const rulebookOfficeRoutes = new Hono<AppEnv>()
  .get('/office/rulebook', allow.officer('admin'), async (c) => {
    const { db, ui } = c.var
    const before = c.req.query('before') ?? ''
    const rows = await proposalHistory(
      db,
      /^\d{1,15}$/.test(before) ? Number(before) : Number.MAX_SAFE_INTEGER,
    )
    const live = await liveProposal(db)
    return html(
      c,
      <RulebookHome
        ui={ui}
        roles={rolesOf(c)}
        book={await rulebookInForce(db, ui.now)}
        live={live}
        coming={live && (await bookOf(db, live)).after}
        history={rows.slice(0, PROPOSAL_ROWS)}
        more={rows.length > PROPOSAL_ROWS}
        versions={await listVersions(db)}
        notice={noticeOf(c)}
      />,
    )
  })
  .get('/office/rulebook/change/:what', allow.officer('admin'), (c) =>
    showChange(c, changeOr404(c)),
  )
  .post('/office/rulebook/change/:what', allow.officer('admin'), postChange)
  .get('/office/rulebook/proposals/:id', allow.officer('admin'), (c) => showProposal(c))
  .get('/office/rulebook/proposals/:id/part', allow.officer('admin'), async (c) => {
    const proposal = await proposalOr404(c)
    const { after } = await bookOf(c.var.db, proposal)
    const day = effectiveDay(after, 0)
    return fragment(c, <ProgressPart ui={c.var.ui} proposal={proposal} day={day} />)
  })
  .post('/office/rulebook/proposals/:id/approve', allow.officer('admin'), postApprove)
  .post('/office/rulebook/proposals/:id/withdraw', allow.officer('admin'), async (c) => {
    const proposal = await proposalOr404(c)
    if (proposal.state !== 'withdrawn') await decide(c, proposal, 'withdraw')
    return c.redirect('/office/rulebook?notice=withdrawn', 303)
  })
