// Signing at the door: the pages of the personal pledge, and a second place for who has signed.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, parseForm } from '../../shared/form'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { countWaiting, openWorkerField, ownPhone, storedWorker, workplacesOf } from '../people'
import type { Place } from '../places'
import { rulebookInForce } from '../rulebook'
import { carryTo } from './carry'
import { dropDraft, newDraft, writeDraft } from './draft'
import {
  boardName,
  firstOpen,
  flowAt,
  placeOr404,
  showCheck,
  showStep,
  takeStep,
  walkTo,
} from './flow-answer'
import { carryForm, readSigning, type Who } from './form'
import { CarryPage } from './own'
import { CHECK, stateOf, WHO } from './rules'
import { signPersonal } from './sign'
import type { Flow } from './step'
import { pledgeByKey, pledgesOfWorker } from './store'

type C = Context<AppEnv>

const MOST_WAITING = 300

const NOBODY: Who = { name: '', phone: '', address: '', job: '' }
const signerOf = ({ draft }: Flow): Who => draft.who ?? NOBODY

/** The worker of this phone with the pledge that holds and is of the text in force; else null. */
async function signedAlready(c: C) {
  const { db, ui } = c.var
  const own = await ownPhone(c)
  if (!own?.confirmed) return null
  const book = await rulebookInForce(db, ui.now)
  const pledges = await pledgesOfWorker(db, own.workerId)
  const pledge = pledges.find((each) => stateOf(each, book.pledges.personal.version) === 'valid')
  const worker = pledge && (await storedWorker(db, own.workerId))
  return worker ? { pledge, worker } : null
}

type Signed = NonNullable<Awaited<ReturnType<typeof signedAlready>>>

async function showCarry(c: C, place: Place, signed: Signed, form: FormState = EMPTY_FORM) {
  const { worker, pledge } = signed
  const name = await openWorkerField(c.env.FIELD_KEY, 'name', worker.id, worker.name)
  const works = (await workplacesOf(c.var.db, worker.id)).some((each) => each.placeId === place.id)
  const page = (
    <CarryPage
      ui={{ ...c.var.ui, here: `/p/${place.code}/pledge` }}
      place={place}
      number={pledge.number}
      masked={boardName(name, form.values.job ?? '').trim()}
      invitation={c.req.query('by') ?? form.values.invitation ?? ''}
      works={works}
      form={form}
    />
  )
  return html(c, page, Object.keys(form.errors).length > 0 ? 422 : 200)
}

/** Somebody else signs on the keeper's phone: only while its owner still works at the place. */
function witnessOr403(c: C, flow: Flow): void {
  const { actor } = c.var
  const { witness } = flow.draft
  if (witness === null) return
  const here =
    actor.kind !== 'visitor' && actor.places.some((each) => each.placeId === flow.place.id)
  if (!here || actor.id !== witness) throw problem('err.forbidden', 403)
}

/** Strangers could sign all day: past this many unconfirmed, only who is invited or vouched for may. */
async function spaceOr429(c: C, { place, draft }: Flow): Promise<void> {
  if (draft.witness !== null || draft.invitation) return
  if ((await countWaiting(c.var.db, place.id)) >= MOST_WAITING)
    throw problem('pledge.too_many', 429)
}

async function sign(c: C): Promise<Response> {
  const flow = await flowAt(c, 'personal', await placeOr404(c))
  const values = await formValues(c.req.raw)
  // A second press, or Back and again: the pledge of that key is there.
  const done = values.key ? await pledgeByKey(c.var.db, values.key) : null
  if (done && flow.draft.key !== values.key) return c.redirect(`/pledges/${done.number}`, 303)
  const { who } = flow.draft
  if (firstOpen(flow) !== CHECK || !who) return c.redirect(`${flow.base}?late=1`, 303)
  witnessOr403(c, flow)
  await spaceOr429(c, flow)
  const form = readSigning({ ...values, key: values.key ?? '' }, who.name, flow.book.version)
  if (!form.ok) return showCheck(c, flow, who, form)
  if (form.value.key !== flow.draft.key) return c.redirect(`${flow.base}/${CHECK}`, 303)
  const pledge = await signPersonal(c, { ...flow, who, signing: form.value })
  dropDraft(c)
  const witnessed = flow.draft.witness !== null
  return c.redirect(
    witnessed
      ? `/keep/${flow.place.code}/staff?signed=${pledge.number}`
      : `/pledges/${pledge.number}`,
    303,
  )
}

export const doorRoutes = new Hono<AppEnv>()
  .get('/p/:code/pledge', allow.everyone, async (c) => {
    const place = await placeOr404(c)
    const signed = c.req.query('as') === 'other' ? null : await signedAlready(c)
    const flow = await flowAt(c, 'personal', place)
    if (signed && flow.draft.witness === null) return showCarry(c, place, signed)
    const by = c.req.query('by') ?? ''
    if (by) await writeDraft(c, { ...flow.draft, invitation: by.slice(0, 40) })
    return showStep(c, by ? { ...flow, draft: { ...flow.draft, invitation: by } } : flow, WHO)
  })
  .post('/p/:code/pledge/carry', allow.everyone, async (c) => {
    const place = await placeOr404(c)
    const signed = await signedAlready(c)
    if (!signed) return c.redirect(`/p/${place.code}/pledge`, 303)
    const form = await parseForm(c.req.raw, carryForm)
    if (!form.ok) return showCarry(c, place, signed, form)
    await carryTo(c, place, signed.pledge, form.value)
    return c.redirect(`/pledges/${signed.pledge.number}`, 303)
  })
  .get('/p/:code/pledge/:step', allow.everyone, async (c) =>
    walkTo(c, await flowAt(c, 'personal', await placeOr404(c)), signerOf),
  )
  .post('/p/:code/pledge/:step', allow.everyone, async (c) =>
    c.req.param('step') === CHECK
      ? sign(c)
      : takeStep(c, await flowAt(c, 'personal', await placeOr404(c))),
  )
  .post('/keep/:code/staff/sign', allow.staff, async (c) => {
    const place = await placeOr404(c)
    const { actor } = c.var
    const draft = newDraft(c, 'personal', place.code)
    await writeDraft(c, { ...draft, witness: actor.kind === 'visitor' ? null : actor.id })
    return c.redirect(`/p/${place.code}/pledge`, 303)
  })
