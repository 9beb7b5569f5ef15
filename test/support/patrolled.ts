// A town whose rounds are owed, and rounds made in it, by SQL: what the supervisor's pages are read from.
import type { Place } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import type { TeamRole } from '../../src/features/teams/tables'
import { dayOf, MINUTE } from '../../src/shared/clock'
import { testRulebook } from './rulebook'
import { db } from './town'

/** Four rounds a site, one a shop by the town and one by the village, two where nobody may open. */
export const SITE_WINDOWS: [string, string][] = [
  ['06:00', '10:00'],
  ['10:00', '12:00'],
  ['12:00', '15:00'],
  ['15:00', '20:00'],
]

type Quota = Rulebook['patrols'][number]

const quota = (target: Quota['target'], windows: [string, string][], more = {}): Quota => ({
  target,
  level: 'town',
  roundsPerDay: windows.length,
  windows: windows.map(([from, to]) => ({ from, to })),
  resident: false,
  teams: 1,
  role: 'patrol',
  source: 'test',
  ...more,
})

const both = (zh: string) => ({ zh, en: zh })

const { rounds: ROUNDS } = testRulebook()

export const PATROLLED: Partial<Rulebook> = {
  patrols: [
    quota('site', SITE_WINDOWS),
    quota('site_with_watch', SITE_WINDOWS, { resident: true }),
    quota('shop', [['09:00', '14:00']]),
    quota('shop', [['08:00', '13:00']], { level: 'village' }),
  ],
  teams: {
    kinds: [
      {
        id: 'site_patrol',
        text: both('巡查指导组'),
        under: null,
        places: ['site'],
        source: 'test',
      },
    ],
    source: 'test',
  },
  rounds: { ...ROUNDS, teams: [{ target: 'site', kind: 'site_patrol' }] },
  departments: [
    { id: 'market', name: both('市场监管') },
    { id: 'commerce', name: both('商务') },
  ],
}

let last = 0

interface Made {
  at: number
  level?: 'town' | 'village'
  problems?: number
  review?: 'pending' | 'refused' | null
  by?: number
}

/** A round at a place; its id. */
export async function makeRound(place: Place, made: Made): Promise<number> {
  last += 1
  const { at, level = 'town', problems = 0, review = null, by = 1 } = made
  await db.$client
    .prepare(
      `INSERT INTO patrol_rounds (id, key, place_id, area_path, day, level, target, at, received_at, by, proof, review, problems, rulebook_version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
    )
    .bind(
      last,
      `round-${last}`,
      place.id,
      place.areaPath,
      dayOf(at),
      level,
      place.kind,
      at,
      at + MINUTE,
      by,
      review ? 'photo' : 'code',
      review,
      problems,
    )
    .run()
  return last
}

/** Something a round found; `order`: the order it led to. */
export async function findAt(
  place: Place,
  roundId: number,
  { item, fixed, order }: { item: string; fixed: boolean; order?: 'open' | 'closed' },
  at: number,
): Promise<void> {
  last += 1
  await db.$client.batch([
    db.$client
      .prepare('INSERT INTO patrol_findings (round_id, item, fixed) VALUES (?, ?, ?)')
      .bind(roundId, item, fixed ? 1 : 0),
    ...(order
      ? [
          db.$client
            .prepare(
              `INSERT INTO orders (id, key, year, seq, place_id, place_kind, area_path, round_id, state, version, due_at,
                 failed, rulebook_version, by, at, ended_at) VALUES (?1, 'order-' || ?1, 2020, ?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, 0, 1, 1, ?8, ?9)`,
            )
            .bind(
              last,
              place.id,
              place.kind,
              place.areaPath,
              roundId,
              order,
              at + 10 * MINUTE,
              at,
              order === 'closed' ? at + MINUTE : null,
            ),
          db.$client
            .prepare(
              'INSERT INTO order_items (order_id, item, place_id, ended_at) VALUES (?, ?, ?, ?)',
            )
            .bind(last, item, place.id, order === 'closed' ? at + MINUTE : null),
        ]
      : []),
  ])
}

/** A team over the whole town with its leader. */
export async function siteTeam(leaderId: number): Promise<void> {
  await db.$client
    .prepare(
      "INSERT INTO teams (id, key, kind, name, area_id, area_path, created_by, created_at) VALUES (1, 't1', 'site_patrol', '巡查指导组', 1, '/1/', 1, 0)",
    )
    .run()
  await joinSiteTeam(leaderId, 'leader')
}

export const joinSiteTeam = (accountId: number, role: TeamRole = 'member') =>
  db.$client
    .prepare(
      "INSERT INTO team_members (key, team_id, account_id, role, since, by) VALUES ('m' || ?1, 1, ?1, ?2, 0, 1)",
    )
    .bind(accountId, role)
    .run()

/** Somebody under observation works there: the site has to be supervised day and night. */
export async function watchAt(place: Place, until: number): Promise<void> {
  last += 1
  await db.$client.batch([
    db.$client
      .prepare(
        "INSERT INTO workers (id, name, phone, phone_index, created_at) VALUES (?1, '', '', 'w' || ?1, 0)",
      )
      .bind(last),
    db.$client
      .prepare(
        "INSERT INTO employments (place_id, worker_id, job, confirmed_at, since) VALUES (?, ?, '瓦工', 1, 18000)",
      )
      .bind(place.id, last),
    db.$client
      .prepare(
        `INSERT INTO pledges (key, number, kind, worker_id, rulebook_version, answers, text_hash, signed_at, works_from)
         VALUES ('p' || ?1, 'P' || ?1, 'personal', ?1, 1, '', '', 0, ?2)`,
      )
      .bind(last, until),
  ])
}

/** Somebody stays at a site; null: still there. */
export async function stayAt(
  place: Place,
  accountId: number,
  [from, to]: [number, number | null],
): Promise<void> {
  last += 1
  await db.$client
    .prepare(
      `INSERT INTO resident_shifts (id, key, place_id, area_path, account_id, started_at, ended_at)
       VALUES (?1, 'shift' || ?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(last, place.id, place.areaPath, accountId, from, to)
    .run()
}
