import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayFromIso, dayOf } from '../../shared/clock'
import { html } from '../../ui/html'
import { account, allow, openMaskedName } from '../accounts'
import { placeOfCode } from '../places'
import { rulebookInForce } from '../rulebook'
import { StaffNav } from '../visits'
import { patrolCodeNow } from './code'
import { KeepRoundsPage, type KeptRound } from './keep'
import { type PlaceRound, roundsOfPlace } from './store-record'

type C = Context<AppEnv>

/** Rounds are shown for so many days. */
const DAYS = 14
const DAYS_A_PAGE = 4

/** The days of a page: the newest ones, or those before `?before=`. */
function daysAsked(before: string, today: number): { from: number; through: number } {
  const oldest = today - DAYS + 1
  const asked = dayFromIso(before) - 1
  const through = asked >= oldest && asked < today ? asked : today
  return { from: Math.max(oldest, through - DAYS_A_PAGE + 1), through }
}

async function keptRound(fieldKey: string, round: PlaceRound): Promise<KeptRound> {
  const items: [string, number][] = JSON.parse(round.items)
  return {
    ...round,
    who: round.byName ? await openMaskedName(fieldKey, round.by, round.byName) : '—',
    items: items.map(([id, fixed]) => ({ id, fixed: fixed === 1 })),
  }
}

async function showRounds(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await placeOfCode(db, c.req.param('code'))
  const book = await rulebookInForce(db, ui.now)
  const today = dayOf(ui.now)
  const days = daysAsked(c.req.query('before') ?? '', today)
  const rounds = await roundsOfPlace(db, place.id, days.from, days.through)
  const keeper = account(c).places.some(
    (each) => each.placeId === place.id && each.role === 'keeper',
  )
  return html(
    c,
    <KeepRoundsPage
      ui={{ ...ui, here: `/keep/${place.code}/rounds` }}
      {...{ place, book, days, today, older: days.from > today - DAYS + 1 }}
      shown={await patrolCodeNow(c.env.TOWN_SECRET, book, place.id, ui.now)}
      rounds={await Promise.all(rounds.map((each) => keptRound(c.env.FIELD_KEY, each)))}
    >
      <StaffNav ui={ui} place={place} keeper={keeper} current="today" />
    </KeepRoundsPage>,
  )
}

export const keeperRoutes = new Hono<AppEnv>().get('/keep/:code/rounds', allow.staff, showRounds)
