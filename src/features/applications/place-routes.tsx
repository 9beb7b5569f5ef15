// The facts of a place, corrected by its keeper while nothing is handed in.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { type FormValues, formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { listAreas, type Place } from '../places'
import type { Rulebook } from '../rulebook'
import { placeAndBook } from './flow'
import { placeForm, placeValues } from './form'
import type { Theirs } from './frame'
import { correctPlace } from './register'
import { homesOf, PlacePage } from './start'

type C = Context<AppEnv>

interface Shown {
  values: FormValues
  errors?: Record<string, string>
  theirs?: Theirs[]
}

async function showFacts(c: C, place: Place, book: Rulebook, shown: Shown): Promise<Response> {
  const { db, ui, random } = c.var
  const { values, errors = {}, theirs } = shown
  const page = (
    <PlacePage
      ui={{ ...ui, here: `/apply/${place.code}/place` }}
      {...{ book, theirs, code: place.code, form: { values, errors } }}
      areas={await listAreas(db)}
      formKey={values.key ?? newKey(ui.now, random)}
      version={theirs ? String(place.version) : (values.version ?? String(place.version))}
    />
  )
  return html(c, page, theirs ? 409 : Object.keys(errors).length > 0 ? 422 : 200)
}

const LABELS = {
  name: 'apply.name',
  trade: 'apply.trade',
  address: 'apply.address',
  opens: 'apply.opens',
  closes: 'apply.closes',
  capacity: 'apply.capacity',
} as const

/** What the register holds, where it differs from what was typed. */
function differing(c: C, place: Place, values: FormValues): Theirs[] {
  const stored = placeValues(place)
  return Object.entries(LABELS).flatMap(([name, label]) =>
    stored[name] === (values[name] ?? '')
      ? []
      : [{ label: c.var.ui.t(label), value: stored[name] || '—' }],
  )
}

async function postFacts(c: C): Promise<Response> {
  const { place, book } = await placeAndBook(c)
  if (place.status !== 'known') return c.redirect(`/keep/${place.code}/application`, 303)
  const { version = '', ...values } = await formValues(c.req.raw)
  const areas = await listAreas(c.var.db)
  const form = judge(
    placeForm(
      book,
      homesOf(areas).map(({ id }) => id),
    ),
    values,
  )
  if (!form.ok) return showFacts(c, place, book, { ...form, values: { ...values, version } })
  const area = areas.find(({ id }) => id === form.value.area)
  const seen = { id: place.id, version: Number(version) || 0 }
  if (area && (await correctPlace(c, seen, { ...form.value, area })))
    return c.redirect(`/apply/${place.code}`, 303)
  const theirs = differing(c, place, values)
  if (theirs.length === 0) return c.redirect(`/apply/${place.code}`, 303)
  return showFacts(c, place, book, { values, theirs })
}

export const placeRoutes = new Hono<AppEnv>()
  .get('/apply/:code/place', allow.keeper, async (c) => {
    const { place, book } = await placeAndBook(c)
    if (place.status !== 'known') return c.redirect(`/keep/${place.code}/application`, 303)
    return showFacts(c, place, book, { values: placeValues(place) })
  })
  .post('/apply/:code/place', allow.keeper, postFacts)
