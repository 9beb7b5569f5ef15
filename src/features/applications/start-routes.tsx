// Who applies and for which place: an account, a new place of the register, or a claim.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge, parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { newPlaceCode, placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { readSearchFrom } from '../../shared/search-from'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { MessagePage } from '../../ui/message'
import { account, allow, personOf, registerKeeper } from '../accounts'
import { joinForm } from '../accounts/form'
import {
  contactIndexOf,
  type ListedArea,
  listAreas,
  placeByCode,
  placeById,
  similarPlaces,
  unkeptPlaces,
} from '../places'
import { rulebookInForce } from '../rulebook'
import { ClaimPage, SimilarPage } from './claim'
import { by, newStart } from './flow'
import { keyForm, type PlaceInput, placeForm } from './form'
import { correctPlace, registerPlace } from './register'
import { AccountPage, homesOf, OwnPlacesPage, PlacePage } from './start'
import { ownPlaces } from './store-keeper'
import { applicationByKey, claimPlace } from './store-start'

type C = Context<AppEnv>

const MOST_PLACES = 20

const freshKey = (c: C) => () => newKey(c.var.ui.now, c.var.random)

function showAccount(c: C, form: FormState = EMPTY_FORM): Response {
  const { pin: _, pin2: __, ...values } = form.values
  const failed = Object.keys(form.errors).length > 0
  const closed = form.errors.phone === 'apply.too_many'
  const page = <AccountPage ui={c.var.ui} form={{ values, errors: form.errors }} />
  return html(c, page, closed ? 429 : failed ? 422 : 200)
}

const REFUSED = {
  'wrong pin': { pin: 'join.wrong_pin' },
  refused: { phone: 'join.refused' },
  closed: { phone: 'apply.too_many' },
} as const

async function showPlace(c: C, form: FormState = EMPTY_FORM): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const props = {
    book,
    areas: await listAreas(db),
    form,
    formKey: form.values.key || freshKey(c)(),
  }
  const status = Object.keys(form.errors).length > 0 ? 422 : 200
  return html(c, <PlacePage ui={{ ...ui, here: '/apply/place' }} {...props} />, status)
}

/** Officers hand the page to a keeper; the number of places one keeper registers has an end. */
function mayRegister(c: C): Response | null {
  const { ui } = c.var
  const { kind, places } = account(c)
  if (kind !== 'officer' && places.length < MOST_PLACES) return null
  const text = ui.t(kind === 'officer' ? 'apply.officer_text' : 'apply.most_text')
  const page = (
    <MessagePage ui={{ ...ui, here: '/apply' }} title={ui.t('apply.not_here')} text={text}>
      <a class="go" href={kind === 'officer' ? '/office' : '/keep'}>
        {ui.t('nav.back')}
      </a>
    </MessagePage>
  )
  return html(c, page, c.req.method === 'GET' ? 200 : 409)
}

/** Where a new application leads: on, or to the refusal that names its entry. */
const afterStart = (c: C, code: string, barred: boolean): Response =>
  c.redirect(barred ? `/keep/${code}/application` : `/apply/${code}`, 303)

async function postPlace(c: C): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const areas = await listAreas(db)
  const values = await formValues(c.req.raw)
  const form = judge(
    placeForm(
      book,
      homesOf(areas).map(({ id }) => id),
    ),
    values,
  )
  if (!form.ok) return showPlace(c, form)
  const area = areas.find(({ id }) => id === form.value.area)
  if (!area) return showPlace(c, { values, errors: { area: 'form.required' } })
  const known = await applicationByKey(db, form.value.key)
  if (known) return sentAgain(c, known.placeId, { ...form.value, area })
  const similar = form.value.sure ? null : await showSimilar(c, form.value, values)
  if (similar) return similar
  const made = await registerPlace(
    c,
    { ...form.value, code: newPlaceCode(c.var.random), area },
    book,
  )
  return made ? afterStart(c, made.code, made.barred) : c.redirect('/apply', 303)
}

/** Back, a word corrected, sent once more: the place it made is corrected, no second one is made. */
async function sentAgain(
  c: C,
  placeId: number,
  input: Omit<PlaceInput, 'area'> & { area: ListedArea },
): Promise<Response> {
  const place = await placeById(c.var.db, placeId)
  const mine = place && account(c).places.some((each) => each.placeId === place.id)
  if (!place || !mine) return c.redirect('/apply', 303)
  await correctPlace(c, place, input)
  return c.redirect(`/apply/${place.code}`, 303)
}

/** Places that might be this one, or null. */
async function showSimilar(
  c: C,
  { name, area }: PlaceInput,
  values: Record<string, string>,
): Promise<Response | null> {
  const { db, ui } = c.var
  const { id, places: kept } = account(c)
  const { phone } = await personOf(c, id)
  const phoneIndex = phone ? await contactIndexOf(c.env.INDEX_KEY, phone) : '-'
  const places = await similarPlaces(db, { name, areaId: area, phoneIndex })
  const own = new Set(kept.map(({ placeId }) => placeId))
  // A keeper of several places has one number: only a place of this name is told again.
  const shown = places.filter((each) => !own.has(each.id) || each.name === name)
  if (shown.length === 0) return null
  const props = { places: shown, own, values, newKey: freshKey(c) }
  return html(c, <SimilarPage ui={{ ...ui, here: '/apply/place' }} {...props} />, 409)
}

async function showClaim(c: C, q: string, refused = false): Promise<Response> {
  const from = readSearchFrom(c.req.query('from'))
  const { db, ui } = c.var
  const { phone } = await personOf(c, account(c).id)
  const phoneIndex = phone ? await contactIndexOf(c.env.INDEX_KEY, phone) : null
  const found = q ? await unkeptPlaces(db, { q, phoneIndex, from }) : null
  const props = { q, found, further: from !== null, newKey: freshKey(c), refused }
  return html(c, <ClaimPage ui={{ ...ui, here: '/apply/claim' }} {...props} />, refused ? 409 : 200)
}

async function postClaim(c: C): Promise<Response> {
  const { db, ui } = c.var
  const code = placeCodeOr404(c.req.param('code') ?? '')
  const place = await placeByCode(db, code)
  if (!place) throw problem('place.unknown', 404)
  const form = await parseForm(c.req.raw, keyForm)
  const actor = account(c)
  const { phone } = await personOf(c, actor.id)
  if (!form.ok || !phone || actor.kind === 'officer') return showClaim(c, code, true)
  const book = await rulebookInForce(db, ui.now)
  const start = await newStart(c, place, { book, key: form.value.key })
  const phoneIndex = await contactIndexOf(c.env.INDEX_KEY, phone)
  if (await claimPlace(db, start, phoneIndex, by(c, book)))
    return afterStart(c, code, start.barred !== null)
  const known = await applicationByKey(db, form.value.key)
  return known?.createdBy === actor.id
    ? c.redirect(`/apply/${code}`, 303)
    : showClaim(c, code, true)
}

export const startRoutes = new Hono<AppEnv>()
  .get('/apply', allow.everyone, async (c) => {
    const { actor, db, ui } = c.var
    if (actor.kind === 'visitor') return showAccount(c)
    const refused = actor.kind === 'officer' ? mayRegister(c) : null
    return refused ?? html(c, <OwnPlacesPage ui={ui} places={await ownPlaces(db, actor.id)} />)
  })
  .post('/apply', allow.everyone, async (c) => {
    const parsed = await parseForm(c.req.raw, joinForm)
    if (!parsed.ok) return showAccount(c, parsed)
    const { name, phone } = parsed.value
    const registered = await registerKeeper(c, parsed.value)
    if (registered === 'signed in') return c.redirect('/apply', 303)
    return showAccount(c, { values: { name, phone }, errors: REFUSED[registered] })
  })
  .get('/apply/place', allow.signedIn, (c) => mayRegister(c) ?? showPlace(c))
  .post('/apply/place', allow.signedIn, (c) => mayRegister(c) ?? postPlace(c))
  .get('/apply/claim', allow.signedIn, (c) => {
    const q = [...(c.req.query('q') ?? '').trim()].slice(0, 30).join('')
    return mayRegister(c) ?? showClaim(c, q)
  })
  .post('/apply/claim/:code', allow.signedIn, postClaim)
