// Reporting: one page, one button; what it might be already is shown once before it is saved.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, isoDay } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { readPlaceCode } from '../../shared/place-code'
import { maskName } from '../../shared/text'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, rolesOf } from '../accounts'
import { openWorkerField, workerPhoneIndex } from '../people'
import { contactIndexOf, placeByCode, reportedCode, similarPlaces } from '../places'
import { rulebookInForce } from '../rulebook'
import { arrivalIndexOf, openArrival } from './fields'
import { personForm, placeForm } from './form'
import { ownAreas, villagesOf } from './own'
import { KnownPeoplePage, ReportPersonPage, ReportPlacePage, SimilarPlacesPage } from './report'
import { registerShop, sealedArrival, workplace } from './reporting'
import { addArrival, isListed } from './store-arrivals'
import { knownPeople } from './store-known'

type C = Context<AppEnv>

const REPORTERS = ['clerk', 'admin'] as const
const villages = async (c: C) => villagesOf(await ownAreas(c, ...REPORTERS))

const frame = (c: C, here: string) => ({ ui: { ...c.var.ui, here }, roles: rolesOf(c) })
const keyOf = (c: C, form: FormState): string =>
  form.errors.key ? newKey(c.var.ui.now, c.var.random) : (form.values.key ?? '')

async function showPlace(c: C, form: FormState | null, done: string | null = null) {
  const { db, ui } = c.var
  const known = done ? await placeByCode(db, done) : null
  const props = {
    book: await rulebookInForce(db, ui.now),
    villages: await villages(c),
    form: form ?? EMPTY_FORM,
    formKey: form ? keyOf(c, form) : newKey(ui.now, c.var.random),
    known: known?.code ?? null,
    notice: known
      ? { text: ui.t('report.place_done', { name: known.name, code: known.code }), good: true }
      : null,
  }
  const page = <ReportPlacePage {...frame(c, '/office/report/place')} {...props} />
  return html(c, page, statusOf(form))
}

const statusOf = (form: FormState | null): 200 | 422 =>
  form && Object.keys(form.errors).length > 0 ? 422 : 200

/** What was typed, for whoever goes back from the page of those it might be; null: a form to be saved. */
function editing({ edit, sure: _, worker: __, ...values }: Record<string, string>) {
  return edit === '1' ? { values, errors: {} } : null
}

async function postPlace(c: C): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const own = await villages(c)
  const values = await formValues(c.req.raw)
  const again = editing(values)
  if (again) return showPlace(c, again)
  const form = judge(placeForm(book, own), values)
  if (!form.ok) return showPlace(c, form)
  const { key, area, phone, sure, name } = form.value
  const before = await reportedCode(db, key)
  if (before) return placeDone(c, before)
  const phoneIndex = phone ? await contactIndexOf(c.env.INDEX_KEY, phone) : '-'
  const places = sure ? [] : await similarPlaces(db, { name, areaId: area, phoneIndex })
  if (places.length > 0) {
    const shown = { ...frame(c, '/office/report/place'), values, places }
    return html(c, <SimilarPlacesPage {...shown} />, 409)
  }
  const village = own.find(({ id }) => id === area)
  if (!village) return showPlace(c, { values, errors: { area: 'form.required' } })
  await registerShop(c, { ...form.value, area: village }, book)
  return placeDone(c, (await reportedCode(db, key)) ?? '')
}

const placeDone = (c: C, code: string): Response =>
  c.redirect(`/office/report/place?done=${code}`, 303)

interface Shown {
  form: FormState | null
  places?: { code: string; name: string; address: string }[]
  done?: boolean
}

async function showPerson(c: C, { form, places = [], done }: Shown): Promise<Response> {
  const { ui, random } = c.var
  const fresh = { ...EMPTY_FORM, values: { arrived: isoDay(dayOf(ui.now)) } }
  const props = {
    villages: await villages(c),
    form: form ?? fresh,
    formKey: form ? keyOf(c, form) : newKey(ui.now, random),
    places,
    notice: done ? { text: ui.t('report.person_done'), good: true } : null,
  }
  const page = <ReportPersonPage {...frame(c, '/office/report/person')} {...props} />
  return html(c, page, statusOf(form))
}

async function postPerson(c: C): Promise<Response> {
  const { db, ui } = c.var
  const own = await villages(c)
  const values = await formValues(c.req.raw)
  const again = editing(values)
  if (again) return showPerson(c, { form: again })
  const form = judge(personForm(own, dayOf(ui.now)), values)
  if (!form.ok) return showPerson(c, { form })
  const person = form.value
  if (await isListed(db, person.key)) return c.redirect('/office/report/person?done=1', 303)
  const places = await workplace(c, person.place)
  if (person.place && places.length !== 1) {
    const error = places.length > 1 ? 'report.places_many' : 'report.place_unknown'
    return showPerson(c, { form: { values, errors: { place: error } }, places })
  }
  const asked = person.sure ? null : await showKnown(c, person.phone, values)
  if (asked) return asked
  const found = own.find(({ id }) => id === person.area)
  if (!found) return showPerson(c, { form: { values, errors: { area: 'form.required' } } })
  const saved = await addArrival(
    db,
    await sealedArrival(c, { ...person, found }, places[0]?.id ?? null),
    { actor: account(c), now: ui.now },
  )
  // Somebody else listed this phone at the same moment.
  const raced = saved ? null : await showKnown(c, person.phone, values)
  if (raced && !(await isListed(db, person.key))) return raced
  return c.redirect('/office/report/person?done=1', 303)
}

/** Whoever has this phone already, masked, or null. */
async function showKnown(
  c: C,
  phone: string,
  values: Record<string, string>,
): Promise<Response | null> {
  const found = await knownPeople(
    c.var.db,
    await arrivalIndexOf(c.env, phone),
    await workerPhoneIndex(c.env.INDEX_KEY, phone),
  )
  if (found.length === 0) return null
  const people = await Promise.all(
    found.map(async (each) => ({
      ...each,
      name: maskName(
        each.workerId === null
          ? await openArrival(c.env, each.key, 'name', each.name)
          : await openWorkerField(c.env.FIELD_KEY, 'name', each.workerId, each.name),
      ),
    })),
  )
  const shown = { ...frame(c, '/office/report/person'), values, people }
  return html(c, <KnownPeoplePage {...shown} />, 409)
}

export const reportRoutes = new Hono<AppEnv>()
  .get('/office/report/place', allow.officer(...REPORTERS), (c) =>
    showPlace(c, null, readPlaceCode(c.req.query('done') ?? '')),
  )
  .post('/office/report/place', allow.officer(...REPORTERS), postPlace)
  .get('/office/report/person', allow.officer(...REPORTERS), (c) =>
    showPerson(c, { form: null, done: c.req.query('done') === '1' }),
  )
  .post('/office/report/person', allow.officer(...REPORTERS), postPerson)
