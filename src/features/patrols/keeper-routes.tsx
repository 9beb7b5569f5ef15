import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { account, allow, openMaskedName } from '../accounts'
import { placeByCode } from '../places'
import { rulebookInForce } from '../rulebook'
import { StaffNav } from '../visits'
import { patrolCodeNow } from './code'
import { KeepRoundsPage, type KeptRound } from './keep'
import { type PlaceRound, roundsOfPlace } from './store-record'

type C = Context<AppEnv>

const DAYS = 14

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
  const code = readPlaceCode(c.req.param('code') ?? '')
  const place = code ? await placeByCode(db, code) : null
  if (!place) throw problem('place.unknown', 404)
  const book = await rulebookInForce(db, ui.now)
  const rounds = await roundsOfPlace(db, place.id, dayOf(ui.now) - DAYS + 1)
  const keeper = account(c).places.some(
    (each) => each.placeId === place.id && each.role === 'keeper',
  )
  return html(
    c,
    <KeepRoundsPage
      ui={{ ...ui, here: `/keep/${place.code}/rounds` }}
      {...{ place, book, days: DAYS }}
      shown={await patrolCodeNow(c.env.TOWN_SECRET, book, place.id, ui.now)}
      rounds={await Promise.all(rounds.map((each) => keptRound(c.env.FIELD_KEY, each)))}
    >
      <StaffNav ui={ui} place={place} keeper={keeper} current="today" />
    </KeepRoundsPage>,
  )
}

export const keeperRoutes = new Hono<AppEnv>().get('/keep/:code/rounds', allow.staff, showRounds)
