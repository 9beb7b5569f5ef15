// Paper of one place: poster, counter cards, week grid, registers, the empty register sheet.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, isoDay } from '../../shared/clock'
import { maskName } from '../../shared/text'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { auditAlways } from '../audit'
import { maskedContact, namesStaff } from '../places'
import { overFrom } from '../rulebook'
import { PAPER_DAYS } from '../visits'
import { readRange } from './form'
import { leafOf } from './leaves'
import { LedgersPage } from './ledgers'
import { openRegisters } from './opened'
import { ownPlace, workerName } from './place'
import { CardsPage, PosterPage } from './poster'
import { RegisterSheetPage } from './register-sheet'
import { NAMED_FROM, weekOf, weekRows } from './rules'
import { PaperWays } from './sheet'
import { ledgerDays, type WeekStaff, weekFacts } from './store'
import { WeekPage } from './week'

/** Who may be named on the paper outside: whoever agreed, unless so few work here that a number tells. */
async function staffOf(fieldKey: string, { total, pledged, named }: WeekStaff) {
  const shown = total < NAMED_FROM ? [] : named
  return {
    total,
    pledged,
    named: await Promise.all(
      shown.map(async (each) => ({
        name: maskName(await workerName(fieldKey, each)),
        job: each.job,
      })),
    ),
  }
}

export const placeRoutes = new Hono<AppEnv>()
  .get('/keep/:code/poster', allow.staff, async (c) =>
    html(c, <PosterPage ui={c.var.ui} {...(await ownPlace(c))} />),
  )
  .get('/keep/:code/cards', allow.staff, async (c) =>
    html(c, <CardsPage ui={c.var.ui} {...(await ownPlace(c))} />),
  )
  .get('/keep/:code/register-sheet', allow.staff, async (c) => {
    const { place, keeper } = await ownPlace(c)
    const props = { ui: c.var.ui, place, keeper, days: PAPER_DAYS }
    return html(c, <RegisterSheetPage {...props} />)
  })
  .get('/keep/:code/week', allow.staff, async (c) => {
    const { db, ui } = c.var
    const own = await ownPlace(c)
    const { place, book } = own
    const week = weekOf(dayOf(ui.now))
    const span = { placeId: place.id, from: week[0] ?? 0, to: week[6] ?? 0 }
    const { staff, ...facts } = await weekFacts(db, span, {
      overFrom: overFrom(book),
      names: namesStaff(place.kind),
    })
    return html(
      c,
      <WeekPage
        ui={ui}
        {...own}
        contact={await maskedContact(c.env.FIELD_KEY, place)}
        week={week}
        rows={weekRows(week, book, place.kind, facts)}
        staff={await staffOf(c.env.FIELD_KEY, staff)}
      />,
    )
  })
  .get('/keep/:code/ledgers', allow.keeper, async (c) => {
    const { db, ui } = c.var
    const { place, book } = await ownPlace(c)
    const asked = readRange(c.req.query(), ui.now)
    const action = `/keep/${place.code}/ledgers`
    const children = <PaperWays ui={ui} code={place.code} current="ledgers" keeper />
    const common = { ui, book, place, action, children }
    if (!asked.ok) return html(c, <LedgersPage {...common} form={asked} shown={null} />, 422)
    const range = asked.value
    const values = { from: isoDay(range.from), to: isoDay(range.to) }
    const form = { values, errors: {} }
    if (c.req.query('show') !== 'all') {
      const days = await ledgerDays(db, { placeId: place.id, ...range })
      return html(c, <LedgersPage {...common} form={form} shown={null} days={days} />)
    }
    const leaf = leafOf(c.req.query('leaf'), range)
    const shown = await openRegisters(c, place.id, leaf)
    // Full names are read here, so the reading leaves its own row.
    const at = { at: ui.now, actor: account(c), subject: `places:${place.id}` }
    await auditAlways(db, { ...at, act: 'papers.ledgers', detail: { ...leaf.days } }).run()
    return html(c, <LedgersPage {...common} form={form} shown={shown} />)
  })
