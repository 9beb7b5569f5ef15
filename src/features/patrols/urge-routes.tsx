// 催办: numbers by village; one village, or a small town as a whole, in full with whom to call.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { html } from '../../ui/html'
import { account, allow, rangesOf, rolesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import type { UrgedVillage } from './rules-grid'
import { auditUrged } from './store-urge'
import { UrgePage } from './urge'
import { peopleToUrge } from './urge-people'
import { urgedIn, urgeRanges, urgeSums } from './urge-read'
import { freshView } from './view'

type C = Context<AppEnv>

export const URGERS = ['admin', 'patrol', 'clerk', 'viewer'] as const satisfies OfficerRole[]
const WALKERS = ['admin', 'patrol', 'clerk'] as const satisfies OfficerRole[]

/** So many places are shown in full; of more their villages are, to be opened. */
const SMALL = 20

async function readUrged(c: C) {
  const { db, ui } = c.var
  const actor = account(c)
  const book = await rulebookInForce(db, ui.now)
  const day = dayOf(ui.now)
  const areas = await freshView(db, book, { day, now: ui.now })
  const area = areas.find(({ id }) => String(id) === c.req.query('area'))
  const ranges = urgeRanges(rangesOf(actor, ...URGERS), area)
  const asked = { ranges, day, now: ui.now }
  const sums = await urgeSums(db, book, asked, areas)
  const small = sums.places <= SMALL
  const whole = small || sums.parts.length === 1
  const villages = whole ? await urgedIn(db, book, asked) : null
  return { area, sums, villages }
}

const roundsIn = (villages: readonly UrgedVillage[]): number =>
  villages.reduce((sum, { sums }) => sum + sums.town.rounds + sums.village.rounds, 0)

async function showUrge(c: C): Promise<Response> {
  const { db, ui } = c.var
  const { villages, ...read } = await readUrged(c)
  const people = await peopleToUrge(db, c.env.FIELD_KEY, villages ?? [], ui.now)
  const shown = new Set([...people.values()].flat().map(({ as, id }) => `${as}/${id}`))
  if (shown.size > 0) {
    const read = { missed: roundsIn(villages ?? []), people: shown.size }
    await auditUrged(db, read, { actor: account(c), now: ui.now })
  }
  const roles = rolesOf(c)
  const walks = WALKERS.some((role) => roles.includes(role))
  return html(c, <UrgePage {...{ ui, roles, villages, people, walks }} {...read} />)
}

export const urgeRoutes = new Hono<AppEnv>().get(
  '/office/patrols/urge',
  allow.officer(...URGERS),
  showUrge,
)
