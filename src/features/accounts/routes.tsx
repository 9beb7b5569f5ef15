// Signing in and out, and the way to one's own places. Mounted by app.ts from here rather than
// through the room's door: places asks this room for access, and these routes ask places for facts.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow } from './access'
import { dropCookie, readCookie } from './cookie'
import { readNext, signInForm } from './form'
import { joinRoutes } from './join-routes'
import { openMaskedName } from './names'
import { officeRoutes } from './office-routes'
import { homeOf, knownDevice, signIn } from './sign-in'
import { KeptPlacesPage, LeavePage, SignInPage } from './sign-in-page'
import { type KnownDevice, recordSignOut } from './sign-in-store'
import { accountTag, forgetKept, keepsAnything } from './tag'
import { teamRoutes } from './team-routes'
import { placesOf } from './team-store'

type C = Context<AppEnv>

async function showSignIn(
  c: C,
  next: string | null,
  known: KnownDevice | null,
  form: FormState = EMPTY_FORM,
): Promise<Response> {
  const failed = Object.keys(form.errors).length > 0
  const { password: _, ...values } = form.values
  const here = next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'
  const page = (
    <SignInPage
      ui={{ ...c.var.ui, here: c.req.method === 'GET' ? c.var.ui.here : here }}
      form={{ values, errors: form.errors }}
      next={next ?? ''}
      known={known ? await openMaskedName(c.env.FIELD_KEY, known.id, known.displayName) : null}
    />
  )
  return html(c, page, failed ? 422 : 200)
}

const signInRoutes = new Hono<AppEnv>()
  .get('/sign-in', allow.everyone, async (c) => {
    const { next, other } = c.req.query()
    return showSignIn(c, readNext(next), other === '1' ? null : await knownDevice(c))
  })
  .post('/sign-in', allow.everyone, async (c) => {
    const values = await formValues(c.req.raw)
    const next = readNext(values.next)
    const known = await knownDevice(c)
    const asked = values.name === undefined ? known : null
    const parsed = judge(signInForm(asked !== null), values)
    if (!parsed.ok) return showSignIn(c, next, asked, parsed)
    const signedIn = await signIn(c, parsed.value, known)
    if (!signedIn) {
      const error = asked ? 'account.wrong_pin' : 'account.wrong'
      return showSignIn(c, next, asked, { values, errors: { password: error } })
    }
    forgetKept(c, await accountTag(c.env, signedIn.id))
    return c.redirect(next ?? (await homeOf(c.var.db, signedIn)), 303)
  })
  .post('/sign-out', allow.everyone, async (c) => {
    const { actor, db, ui } = c.var
    const { sure } = await formValues(c.req.raw)
    // An officer's button looks into the phone itself; that of a place's staff stands on every page.
    const staff = actor.kind === 'keeper' || actor.kind === 'helper'
    if (staff && !sure && keepsAnything(c)) return html(c, <LeavePage ui={{ ...ui, here: '/' }} />)
    const token = readCookie(c, 'session')
    if (actor.kind !== 'visitor' && token) await recordSignOut(db, actor, token, ui.now)
    dropCookie(c, 'session')
    forgetKept(c)
    return c.redirect('/', 303)
  })
  .get('/keep', allow.signedIn, async (c) => {
    const { id, kind } = account(c)
    if (kind === 'officer') return c.redirect('/office', 303)
    const places = await placesOf(c.var.db, id)
    const [first, second] = places
    if (first && !second) return c.redirect(`/keep/${first.code}`, 303)
    return html(c, <KeptPlacesPage ui={c.var.ui} places={places} />)
  })

export const accountRoutes = new Hono<AppEnv>()
  .route('/', signInRoutes)
  .route('/', joinRoutes)
  .route('/', teamRoutes)
  .route('/', officeRoutes)
