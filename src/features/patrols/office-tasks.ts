// What patrols have for one officer: what is missed, still to be done today, and to be confirmed.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import type { Task } from '../../shared/task'
import { rangesOf, scopesOf } from '../accounts'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { sumsOver } from './rules-day'
import { ownTeams } from './rules-list'
import { type Stand, standsOf } from './rules-view'
import { readOwn } from './store-list'
import { countReviews } from './store-review'
import { freshView, readTally } from './view'

interface Asking {
  actor: AccountActor
  now: number
  book: Rulebook
}

type Held = 'admin' | 'patrol' | 'clerk'

const task = (label: string, href: string, count: number, late = 0): Task => ({
  label: `tasks.patrol_${label}`,
  href,
  count,
  late,
})

/** How the rounds of one level stand where the officer holds one of the roles; of these teams, null: of all. */
async function standsWhere(
  db: Db,
  { actor, now, book }: Asking,
  [level, ...roles]: ['town' | 'village', ...Held[]],
  own: readonly number[] | null = null,
): Promise<Stand[]> {
  if (scopesOf(actor, ...roles).length === 0) return []
  const day = dayOf(now)
  const ranges = rangesOf(actor, ...roles)
  const all = await readTally(db, day, { ranges })
  const teams = own && ownTeams(all.teams, own)
  const tally = teams ? await readTally(db, day, { ranges, teams }) : all
  return standsOf(book, tally, { level, now, day })
}

/** Who supervises is asked about everything that is missed; who walks has what their own list shows. */
export async function patrolTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  if (scopesOf(actor, 'admin', 'patrol', 'clerk').length === 0) return []
  const book = await rulebookInForce(db, now)
  const supervises = scopesOf(actor, 'admin').length > 0
  const [reviews] = await Promise.all([
    supervises ? countReviews(db, rangesOf(actor, 'admin'), actor.id) : 0,
    freshView(db, book, { day: dayOf(now), now }),
  ])
  const asking = { actor, now, book }
  if (supervises) {
    const [town, village] = await Promise.all([
      standsWhere(db, asking, ['town', 'admin', 'patrol']),
      standsWhere(db, asking, ['village', 'admin', 'clerk']),
    ])
    const { missed } = sumsOver([...town, ...village], now)
    return [
      task('missed', '/office/patrols/urge', missed, missed),
      task('review', '/office/patrols/review', reviews),
    ]
  }
  const own = await readOwn(db, actor.id, dayOf(now))
  const [town, village] = await Promise.all([
    standsWhere(db, asking, ['town', 'patrol'], own.teamIds),
    standsWhere(db, asking, ['village', 'clerk']),
  ])
  const { missed, owed, dueByNow } = sumsOver([...town, ...village], now)
  return [
    task('missed', '/office/patrols', missed, missed),
    task('due', '/office/patrols', owed - dueByNow),
  ]
}
