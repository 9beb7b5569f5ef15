// A signed pledge: the card on the signer's own phone, correcting and withdrawing it, and the public check.
import type { Context } from 'hono'
import { Hono } from 'hono'
import QRCode from 'qrcode'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { publicOrigin } from '../../shared/origin'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { EMPTY_FORM } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { ownPhone, worksFromOf } from '../people'
import { rulebookByVersion, rulebookInForce } from '../rulebook'
import { withdrawCopies } from '../watches'
import { CardPage, TextPage, WithdrawPage } from './card'
import { newDraft, writeDraft } from './draft'
import { CHECK, stateOf, textOf } from './rules'
import { readPledgeNumber } from './rules-number'
import { openPledge, verifyPledge } from './seal'
import { pledgeByNumber, withdrawPledge } from './store'
import type { Pledge } from './tables'
import { VerifyFormPage, VerifyPage } from './verify'

type C = Context<AppEnv>

/** Whether this phone may open it: the signer's own, or the account of the place that signed. */
async function isOwn(c: C, pledge: Pledge): Promise<boolean> {
  const { actor } = c.var
  if (pledge.kind === 'place')
    return (
      actor.kind !== 'visitor' &&
      actor.places.some((each) => each.placeId === pledge.placeId && each.role === 'keeper')
    )
  const own = await ownPhone(c)
  if (!own || own.workerId !== pledge.workerId) return false
  return own.confirmed || own.numbers.includes(pledge.number)
}

/** The pledge of `:ref` on its signer's phone. Throws 404 on any other. */
async function ownPledge(c: C) {
  const number = readPledgeNumber(c.req.param('ref') ?? '')
  const pledge = number ? await pledgeByNumber(c.var.db, number) : null
  if (!pledge || !(await isOwn(c, pledge))) throw problem('pledge.elsewhere', 404)
  return pledge
}

/** A pledge with its contents, the rulebook it was signed under and how it stands today. */
async function opened(c: C, pledge: Pledge) {
  const { db, ui } = c.var
  const book = await rulebookByVersion(db, pledge.rulebookVersion)
  const contents = await openPledge(pledge, book, c.env)
  if (!contents) throw new Error(`pledge ${pledge.id} does not open`)
  const current = textOf(
    await rulebookInForce(db, ui.now),
    pledge.kind,
    contents.declared.place.kind,
  )
  return { pledge, book, opened: contents, state: stateOf(pledge, current.version) }
}

const verifyQr = (c: C, number: string): Promise<string> =>
  QRCode.toString(`${publicOrigin(c.env, c.req.url)}/verify/${number}`.toUpperCase(), {
    type: 'svg',
    errorCorrectionLevel: 'M',
    margin: 4,
  })

const uiAt = (c: C, path: string) => ({ ...c.var.ui, here: path })

export const cardRoutes = new Hono<AppEnv>()
  .get('/pledges/:ref', allow.everyone, async (c) => {
    const shown = await opened(c, await ownPledge(c))
    const { pledge } = shown
    const { code } = shown.opened.declared.place
    return html(
      c,
      <CardPage
        ui={c.var.ui}
        {...shown}
        worksFrom={
          pledge.workerId === null
            ? null
            : await worksFromOf(c.var.db, pledge.workerId, dayOf(c.var.ui.now))
        }
        qr={await verifyQr(c, pledge.number)}
        {...(pledge.kind === 'place' ? { back: `/keep/${code}/pledge` } : {})}
      />,
    )
  })
  .get('/pledges/:ref/text', allow.everyone, async (c) => {
    const shown = await opened(c, await ownPledge(c))
    const unchanged = await verifyPledge(shown.pledge, shown.book, c.env)
    const back = `/pledges/${shown.pledge.number}`
    return html(c, <TextPage ui={c.var.ui} {...shown} unchanged={unchanged} back={back} />)
  })
  .get('/pledges/:ref/withdraw', allow.everyone, async (c) => {
    const pledge = await ownPledge(c)
    return html(c, <WithdrawPage ui={c.var.ui} pledge={pledge} />)
  })
  .post('/pledges/:ref/withdraw', allow.everyone, async (c) => {
    const { db, actor, ui } = c.var
    const pledge = await ownPledge(c)
    const by = { actor, now: ui.now }
    const also = pledge.workerId === null ? [] : withdrawCopies(db, pledge.workerId, by)
    await withdrawPledge(db, pledge, actor, ui.now, also)
    return c.redirect(`/pledges/${pledge.number}`, 303)
  })
  .post('/pledges/:ref/correct', allow.everyone, async (c) => {
    const { pledge, opened: contents, state } = await opened(c, await ownPledge(c))
    const own = await ownPhone(c)
    if (state === 'superseded' || state === 'withdrawn' || pledge.kind === 'place')
      return c.redirect(`/pledges/${pledge.number}`, 303)
    const { place, who, answers } = contents.declared
    const corrects = own?.confirmed ? own.workerId : null
    const draft = newDraft(c, 'personal', place.code)
    await writeDraft(c, { ...draft, who, answers, corrects })
    return c.redirect(`/p/${place.code}/pledge/${CHECK}`, 303)
  })
  .get('/verify', allow.everyone, (c) => {
    const number = c.req.query('number')?.trim()
    if (number) return c.redirect(`/verify/${encodeURIComponent(number.slice(0, 40))}`, 303)
    const ui = uiAt(c, '/verify')
    return html(c, <VerifyFormPage ui={ui} form={EMPTY_FORM} title={ui.t('verify.form')} />)
  })
  .get('/:verify{verify|VERIFY}/:number', allow.everyone, async (c) => {
    const { db, ui } = c.var
    const number = readPledgeNumber(c.req.param('number'))
    const pledge = number ? await pledgeByNumber(db, number) : null
    if (!pledge) {
      const error = number ? 'verify.unknown_text' : 'verify.mistyped_text'
      const form = { values: { number: c.req.param('number') }, errors: { number: error } }
      const title = ui.t('verify.unknown')
      return html(c, <VerifyFormPage ui={uiAt(c, '/verify')} form={form} title={title} />, 404)
    }
    const { opened: contents, state } = await opened(c, pledge)
    const { who, place } = contents.declared
    return html(
      c,
      <VerifyPage
        ui={uiAt(c, `/verify/${pledge.number}`)}
        pledge={pledge}
        title={contents.text.title[ui.lang]}
        name={pledge.kind === 'personal' ? maskName(who.name) : place.name}
        state={state}
      />,
    )
  })
