// The database as the migrations leave it: what drizzle-kit cannot write must not get lost.
import { env } from 'cloudflare:workers'
import { getTableColumns, getTableName, is, Table } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import * as schema from '../../src/db/schema'
import { db } from '../support/town'

const rows = async <T>(sql: string): Promise<T[]> =>
  (await db.$client.prepare(sql).all<T>()).results
const named = async (type: 'table' | 'trigger' | 'index', more = ''): Promise<string[]> => {
  const found = await rows<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = '${type}' ${more} ORDER BY name`,
  )
  return found.map(({ name }) => name)
}

const tables = Object.values(schema).flatMap((each) => (is(each, Table) ? [each] : []))

describe('the database', () => {
  test('clusters visits, counts and search words by their key', async () => {
    const clustered = await named('table', "AND sql LIKE '%WITHOUT ROWID%'")
    expect(clustered.filter((name) => !name.startsWith('_'))).toEqual([
      'place_counts',
      'place_days',
      'place_grams',
      'place_slots',
      'visits',
    ])
  })

  test('keeps its triggers', async () => {
    expect(await named('trigger')).toEqual([
      'application_events_no_delete',
      'application_events_no_update',
      'areas_change_delete',
      'areas_change_insert',
      'areas_change_update',
      'audit_no_delete',
      'audit_no_update',
      'audit_seals_no_delete',
      'audit_seals_no_update',
      'case_entries_no_delete',
      'case_entries_no_update',
      'daily_reports_no_delete',
      'daily_reports_no_update',
      'employments_change_delete',
      'employments_change_insert',
      'employments_change_update',
      'employments_count_delete',
      'employments_count_insert',
      'employments_count_update',
      'employments_posts_delete',
      'employments_posts_insert',
      'employments_posts_update',
      'gate_shifts_no_delete',
      'gate_shifts_no_update',
      'help_entries_no_delete',
      'help_entries_no_update',
      'listed_places_change_delete',
      'listed_places_change_insert',
      'listed_places_change_update',
      'order_entries_no_delete',
      'order_entries_no_update',
      'orders_change_delete',
      'orders_change_insert',
      'orders_change_update',
      'patrol_findings_change_delete',
      'patrol_findings_change_insert',
      'patrol_findings_change_update',
      'patrol_rounds_change_delete',
      'patrol_rounds_change_insert',
      'patrol_rounds_change_update',
      'place_changes_no_delete',
      'place_changes_no_update',
      'places_change_delete',
      'places_change_insert',
      'places_change_update',
      'places_count_delete',
      'places_count_insert',
      'places_count_update',
      'places_posts_update',
      'pledges_change_delete',
      'pledges_change_insert',
      'pledges_change_update',
      'resident_shifts_change_delete',
      'resident_shifts_change_insert',
      'resident_shifts_change_update',
      'rulebooks_no_delete',
      'rulebooks_no_update',
      'site_ratings_no_delete',
      'site_ratings_no_update',
      'stage_steps_no_delete',
      'surveys_no_delete',
      'surveys_no_update',
      'teams_change_delete',
      'teams_change_insert',
      'teams_change_update',
      'watch_entries_no_delete',
      'watch_entries_no_update',
      'watches_change_delete',
      'watches_change_insert',
      'watches_change_update',
      'workers_count_delete',
      'workers_count_update',
    ])
  })

  test('writes a visit once: it has no second index', async () => {
    const indexes = await rows<{ origin: string }>("PRAGMA index_list('visits')")
    expect(indexes.map(({ origin }) => origin)).toEqual(['pk'])
  })

  test.each(tables.map((table) => [getTableName(table), table] as const))(
    '%s has the columns the code expects',
    async (name, table) => {
      const found = await rows<{ name: string; type: string; notnull: number; pk: number }>(
        `PRAGMA table_info('${name}')`,
      )
      const inDatabase = found.map(
        (c) => `${c.name} ${c.type.toLowerCase()} ${c.notnull || c.pk ? 'required' : 'optional'}`,
      )
      const inCode = Object.values(getTableColumns(table)).map(
        (c) => `${c.name} ${c.getSQLType()} ${c.notNull || c.primary ? 'required' : 'optional'}`,
      )
      expect(inDatabase.sort()).toEqual(inCode.sort())
    },
  )

  test('refuses to change or forget what the audit holds', async () => {
    await db.$client
      .prepare("INSERT INTO audit (at, actor_kind, act, subject) VALUES (1, 'system', 'a', 'b')")
      .run()
    for (const sql of ["UPDATE audit SET act = 'c'", 'DELETE FROM audit'])
      await expect(db.$client.prepare(sql).run()).rejects.toThrow('append-only')
  })
})

describe('the migrations', () => {
  const statements = env.MIGRATIONS.flatMap(({ name, queries }) =>
    queries.map((query) => ({ name, query })),
  )

  test('never rebuild a table, which would lose its triggers and clustering', () => {
    expect(statements.length).toBeGreaterThan(20)
    expect(statements.filter(({ query }) => query.includes('__new_'))).toEqual([])
  })

  test('never delete by cascade', () => {
    expect(statements.filter(({ query }) => /\bCASCADE\b/i.test(query))).toEqual([])
  })
})
