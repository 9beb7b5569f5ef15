// Paper for a village: posters and cards by GET, letters and everything by POST because each letter
// makes an invitation.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { type FormErrors, formValues, judge } from '../../shared/form'
import { publicOrigin } from '../../shared/origin'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { areaOptions } from '../../ui/area-options'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { doorQr, listAreas, pathEnd } from '../places'
import { rulebookInForce } from '../rulebook'
import { lettersForm, type Making, type PRINT_WHAT, printQuery } from './form'
import { MadePage } from './letters'
import { makePapers, picture } from './made'
import { hostOf } from './place'
import { PrintPage } from './print'
import { placeInScope, type WalkedPlace, walkPlaces } from './walk-store'

type C = Context<AppEnv>

const scopesOf = (c: C): string[] =>
  account(c)
    .scopes.filter(({ role }) => role === 'clerk' || role === 'admin')
    .map(({ areaPath }) => areaPath)

/** The areas an officer may print for, districts before their villages. */
async function ownAreas(c: C) {
  const scopes = scopesOf(c)
  const areas = await listAreas(c.var.db)
  return areas.filter((area) => scopes.some((path) => area.path.startsWith(path)))
}

type Areas = Awaited<ReturnType<typeof ownAreas>>

interface Asked {
  area: number
  list: number | null
  after: { areaPath: string; id: number } | null
}

const walk = (c: C, areas: Areas, { area, list, after }: Asked, unclaimed: boolean) => {
  const path = areas.find(({ id }) => id === area)?.path
  return path
    ? walkPlaces(c.var.db, {
        areaPath: path,
        areaEnd: pathEnd(path),
        scopes: scopesOf(c),
        unclaimed,
        list,
        after,
      })
    : null
}

const afterText = (last: WalkedPlace): string => `${last.areaPath}~${last.id}`

type Walked = NonNullable<Awaited<ReturnType<typeof walk>>>

/** The picture of each code is made once, however often the document shows it. */
async function partOf(c: C, walked: Walked, query: Record<string, string>) {
  const origin = publicOrigin(c.env, c.req.url)
  const places = await Promise.all(
    walked.places.map(async (place) => ({
      ...place,
      qr: picture(await doorQr(origin, place.code)),
    })),
  )
  const last = walked.more ? walked.places.at(-1) : undefined
  const next = last
    ? `/office/places/print?${new URLSearchParams({ ...query, after: afterText(last) })}`
    : null
  return { places, total: walked.total, next }
}

interface Shown {
  form?: FormState
  letters?: FormState
  part?: Awaited<ReturnType<typeof partOf>> | null
  what?: (typeof PRINT_WHAT)[number]
}

const show = (c: C, areas: Areas, shown: Shown, status: 200 | 422 = 200): Response =>
  html(
    c,
    <PrintPage
      ui={{ ...c.var.ui, here: '/office/places/print' }}
      form={shown.form ?? EMPTY_FORM}
      letters={shown.letters ?? EMPTY_FORM}
      areas={areaOptions(c.var.ui, areas)}
      host={hostOf(c)}
      what={shown.what ?? 'posters'}
      part={shown.part ?? null}
    />,
    status,
  )

export const officeRoutes = new Hono<AppEnv>()
  .get('/office/places/print', allow.officer('admin', 'clerk'), async (c) => {
    const areas = await ownAreas(c)
    const query = c.req.query()
    if (query.area === undefined) return show(c, areas, {})
    const asked = judge(printQuery, query)
    if (!asked.ok) return show(c, areas, { form: asked }, 422)
    const { what } = asked.value
    const walked = await walk(c, areas, asked.value, false)
    const values = { area: String(asked.value.area), what, list: String(asked.value.list ?? '') }
    if (!walked || walked.total === 0) {
      const errors = { area: walked ? 'print.empty' : 'print.not_yours' }
      return show(c, areas, { form: { values, errors } }, 422)
    }
    const form = { values, errors: {} }
    if (what === 'all') return show(c, areas, { form, letters: form })
    const part = await partOf(c, walked, values)
    return show(c, areas, { form, part, what })
  })
  .post('/office/places/print', allow.officer('admin', 'clerk'), async (c) => {
    const areas = await ownAreas(c)
    const asked = judge(lettersForm, await formValues(c.req.raw))
    if (!asked.ok) return show(c, areas, { letters: asked }, 422)
    const { area, what, who, code, list } = asked.value
    const walked = code
      ? await onePlace(c, code)
      : await walk(c, areas, asked.value, what === 'letters' && who === 'unclaimed')
    const values = { area: String(area), what, who, code, list: String(list ?? '') }
    if (!walked || walked.places.length === 0)
      return show(c, areas, { letters: { values, errors: nothing(asked.value, walked) } }, 422)
    return showMade(c, walked, asked.value, values)
  })
  .post('/office/places/:code/letter', allow.officer('admin', 'clerk'), async (c) => {
    const code = placeCodeOr404(c.req.param('code'))
    const walked = await onePlace(c, code)
    if (!walked) throw problem('print.no_place', 404)
    const asked = { what: 'letters', who: 'all', code, area: 0, list: null, after: null } as const
    return showMade(c, walked, asked, {})
  })

/** The place of a code, as a part of one. */
async function onePlace(c: C, code: string): Promise<Walked | null> {
  const place = await placeInScope(c.var.db, code, scopesOf(c))
  return place ? { places: [place], more: false, total: 1 } : null
}

/** Why there is nothing to make. */
function nothing({ what, code }: Making, walked: Walked | null): FormErrors {
  if (code) return { code: 'print.no_place' }
  if (!walked) return { area: 'print.not_yours' }
  return { area: what === 'all' ? 'print.empty' : 'print.all_kept' }
}

async function showMade(
  c: C,
  walked: Walked,
  asked: Making,
  values: Record<string, string>,
): Promise<Response> {
  const { ui, db } = c.var
  const last = walked.more ? walked.places.at(-1) : undefined
  const book = await rulebookInForce(db, ui.now)
  return html(
    c,
    <MadePage
      ui={{ ...ui, here: '/office/places/print' }}
      {...(await makePapers(c, walked.places, asked))}
      all={asked.what === 'all'}
      host={hostOf(c)}
      total={walked.total}
      headquarters={book.town.headquarters[ui.lang]}
      hotline={book.town.hotline[ui.lang]}
      next={last ? { ...values, after: afterText(last) } : null}
    />,
  )
}
