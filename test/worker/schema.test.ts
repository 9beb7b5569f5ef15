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
  test('clusters visits, counts, saves and search words by their key', async () => {
    const clustered = await named('table', "AND sql LIKE '%WITHOUT ROWID%'")
    expect(clustered.filter((name) => !name.startsWith('_'))).toEqual([
      'batch_lists',
      'duty_days',
      'gram_sheets',
      'help_lists',
      'help_sums',
      'order_lists',
      'place_counts',
      'place_days',
      'place_grams',
      'place_slots',
      'report_counts',
      'report_days',
      'risk_posts',
      'staff_saves',
      'survey_sums',
      'visits',
      'waiting',
      'waiting_counts',
      'watch_posts',
      'watch_sums',
    ])
  })

  test('keeps its triggers', async () => {
    expect(await named('trigger')).toEqual([
      'accounts_roster_update',
      'application_events_no_delete',
      'application_events_no_update',
      'applications_waiting_delete',
      'applications_waiting_insert',
      'applications_waiting_update',
      'areas_change_delete',
      'areas_change_insert',
      'areas_change_update',
      'areas_tree_delete',
      'areas_tree_insert',
      'areas_tree_update',
      'arrivals_waiting_delete',
      'arrivals_waiting_insert',
      'arrivals_waiting_update',
      'audit_no_delete',
      'audit_no_update',
      'audit_seals_no_delete',
      'audit_seals_no_update',
      'case_entries_no_delete',
      'case_entries_no_update',
      'cases_waiting_delete',
      'cases_waiting_insert',
      'cases_waiting_update',
      'daily_reports_no_delete',
      'daily_reports_no_update',
      'daily_reports_sheet',
      'duty_records_days_delete',
      'duty_records_days_insert',
      'duty_records_days_update',
      'duty_records_sheet_delete',
      'duty_records_sheet_insert',
      'duty_records_sheet_update',
      'duty_rosters_sheet_delete',
      'duty_rosters_sheet_insert',
      'duty_rosters_sheet_update',
      'employments_change_delete',
      'employments_change_insert',
      'employments_change_update',
      'employments_count_delete',
      'employments_count_insert',
      'employments_count_update',
      'employments_posts_delete',
      'employments_posts_insert',
      'employments_posts_update',
      'employments_risk_delete',
      'employments_risk_insert',
      'employments_risk_update',
      'employments_sheet_change',
      'employments_sheet_delete',
      'employments_sheet_enter',
      'employments_sheet_insert',
      'employments_sheet_leave',
      'employments_staff_delete',
      'employments_staff_insert',
      'employments_staff_update',
      'gate_shifts_no_delete',
      'gate_shifts_no_update',
      'handbooks_sums_insert',
      'help_entries_no_delete',
      'help_entries_no_update',
      'help_lists_delete',
      'help_lists_insert',
      'help_requests_lists_delete',
      'help_requests_lists_insert',
      'help_requests_lists_update',
      'inspection_members_waiting_delete',
      'inspection_members_waiting_insert',
      'inspections_waiting_update',
      'listed_places_change_delete',
      'listed_places_change_insert',
      'listed_places_change_update',
      'notices_waiting_delete',
      'notices_waiting_insert',
      'notices_waiting_update',
      'order_entries_no_delete',
      'order_entries_no_update',
      'orders_change_delete',
      'orders_change_insert',
      'orders_change_update',
      'orders_lists_delete',
      'orders_lists_insert',
      'orders_lists_update',
      'orders_waiting_delete',
      'orders_waiting_insert',
      'orders_waiting_update',
      'patrol_findings_change_delete',
      'patrol_findings_change_insert',
      'patrol_findings_change_update',
      'patrol_rounds_change_delete',
      'patrol_rounds_change_insert',
      'patrol_rounds_change_update',
      'patrol_rounds_waiting_delete',
      'patrol_rounds_waiting_insert',
      'patrol_rounds_waiting_update',
      'place_changes_no_delete',
      'place_changes_no_update',
      'place_grams_sheet_delete',
      'place_grams_sheet_insert',
      'places_change_delete',
      'places_change_insert',
      'places_change_update',
      'places_count_delete',
      'places_count_insert',
      'places_count_update',
      'places_gram_sheets_update',
      'places_posts_update',
      'places_risk_update',
      'places_sheet_delete',
      'places_sheet_insert',
      'places_sheet_update',
      'places_survey_delete',
      'places_survey_insert',
      'places_survey_update',
      'places_watch_update',
      'pledges_change_delete',
      'pledges_change_insert',
      'pledges_change_update',
      'pledges_number_delete',
      'pledges_number_insert',
      'pledges_number_update',
      'pledges_risk_delete',
      'pledges_risk_insert',
      'pledges_risk_update',
      'pledges_stand_delete',
      'pledges_stand_insert',
      'pledges_stand_update',
      'production_stops_sheet_insert',
      'production_stops_sheet_update',
      'report_days_delete',
      'report_days_insert',
      'report_sheets_delete',
      'report_sheets_insert',
      'resident_shifts_change_delete',
      'resident_shifts_change_insert',
      'resident_shifts_change_update',
      'return_batches_lists_delete',
      'return_batches_lists_insert',
      'return_batches_lists_update',
      'return_batches_waiting_delete',
      'return_batches_waiting_insert',
      'return_batches_waiting_update',
      'return_people_lists_delete',
      'return_people_lists_insert',
      'return_people_lists_update',
      'rulebooks_no_delete',
      'rulebooks_no_update',
      'site_ratings_no_delete',
      'site_ratings_no_update',
      'stage_steps_no_delete',
      'stage_steps_waiting_insert',
      'stage_steps_waiting_update',
      'stock_counts_days_delete',
      'stock_counts_days_insert',
      'stock_counts_days_update',
      'survey_places_delete',
      'survey_places_insert',
      'surveys_no_delete',
      'surveys_no_update',
      'surveys_sums_insert',
      'team_members_roster_delete',
      'team_members_roster_insert',
      'team_members_roster_update',
      'teams_change_delete',
      'teams_change_insert',
      'teams_change_update',
      'waiting_count_delete',
      'waiting_count_insert',
      'watch_entries_no_delete',
      'watch_entries_no_update',
      'watch_posts_delete',
      'watch_posts_insert',
      'watch_readings_posts_delete',
      'watch_readings_posts_insert',
      'watch_readings_posts_update',
      'watches_change_delete',
      'watches_change_insert',
      'watches_change_update',
      'watches_posts_delete',
      'watches_posts_insert',
      'watches_posts_update',
      'watches_risk_delete',
      'watches_risk_insert',
      'watches_risk_update',
      'watches_stand_insert',
      'watches_stand_update',
      'worker_temperatures_days_insert',
      'worker_temperatures_days_update',
      'worker_temperatures_readings_delete',
      'worker_temperatures_readings_insert',
      'worker_temperatures_readings_update',
      'workers_count_delete',
      'workers_count_update',
      'workers_sheet_update',
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
