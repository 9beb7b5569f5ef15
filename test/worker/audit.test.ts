import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditAlways, chainHead, sealAudit, verifyAudit } from '../../src/features/audit'
import { auditListStatement, type Seal } from '../../src/features/audit/chain-store'
import { type AuditRow, sealHash } from '../../src/features/audit/seal'
import { createScheduled } from '../../src/scheduled'
import { VISITOR } from '../../src/shared/actor'
import { officer } from '../support/people'
import { clock, db, foundTown, one } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

let written = 0

/** Writes rows like any change does. */
async function act(rows: number): Promise<void> {
  await db.$client.batch(
    Array.from({ length: rows }, () => {
      written += 1
      return auditAlways(db, {
        at: clock.now,
        actor: VISITOR,
        act: ['visits.erase', 'visits.void'][written % 2] ?? '',
        subject: `visits:${written}`,
        reason: written % 3 ? 'typed twice' : undefined,
        detail: { row: written },
        rulebookVersion: 1,
      })
    }),
  )
}

const guards = [
  'audit_no_update',
  'audit_no_delete',
  'audit_seals_no_update',
  'audit_seals_no_delete',
]

describe('the log', () => {
  test.each([
    "UPDATE audit SET subject = 'nobody'",
    'DELETE FROM audit',
    "UPDATE audit_seals SET hash = ''",
    'DELETE FROM audit_seals',
  ])('refuses %s', async (sql) => {
    await act(1)
    await sealAudit(db, clock.now)
    await expect(db.$client.prepare(sql).run()).rejects.toThrow('append-only')
  })

  test('is sealed by the minute’s work, and every row once', async () => {
    const minute = () => createScheduled(() => clock.now)({} as ScheduledController, env)
    // The first minute of a day leaves a row of its own.
    await minute()
    await act(7)
    await minute()
    const { since, to } = await chainHead(db)
    expect(since).toBe(0)
    expect(await one('SELECT max(seq) AS last FROM audit')).toEqual({ last: to })
    expect(await sealAudit(db, clock.now)).toBe(0)
    expect((await verifyAudit(db)).firstBroken).toBeNull()
  })

  test('two sealers at once leave one chain', async () => {
    for (let round = 0; round < 5; round++) {
      await act(9)
      await Promise.all([1, 2, 3].map(() => sealAudit(db, clock.now)))
    }
    const report = await verifyAudit(db)
    expect(report.firstBroken).toBeNull()
    expect(report.rows).toBe((await one<{ n: number }>('SELECT count(*) AS n FROM audit'))?.n)
  })

  test('is sealed in bounded runs, a thousand rows a seal', async () => {
    await sealAudit(db, clock.now)
    const { to } = await chainHead(db)
    await db.$client
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5200)
         INSERT INTO audit (at, actor_kind, act, subject) SELECT ?, 'visitor', 'test.many', 'test:' || i FROM n`,
      )
      .bind(clock.now)
      .run()
    expect(await sealAudit(db, clock.now)).toBe(5_000)
    expect(await sealAudit(db, clock.now)).toBe(200)
    expect((await chainHead(db)).to).toBe(to + 5_200)
    expect((await verifyAudit(db)).firstBroken).toBeNull()
  })

  test('is read through an index, whole or by act', async () => {
    for (const name of [null, 'visits.void']) {
      const statement = auditListStatement(db, name, 1_000_000)
      expect((await statement.all()).results.length).toBeGreaterThan(0)
    }
    const plan = await db.$client
      .prepare(
        "EXPLAIN QUERY PLAN SELECT * FROM audit l WHERE l.seq < 9 AND l.act = 'x' ORDER BY l.seq DESC LIMIT 51",
      )
      .all<{ detail: string }>()
    const steps = plan.results.map(({ detail }) => detail).join(' / ')
    expect(steps).toContain('audit_act')
    expect(steps).not.toMatch(/SCAN|TEMP B-TREE/)
  })

  test('an administrator reads it page by page and by act', async () => {
    await act(120)
    const admin = await officer({ role: 'admin' })
    const seqs = (page: string) =>
      [...page.matchAll(/<tr><td>(\d+)<\/td>/g)].map(([, n]) => Number(n))

    const first = await (await admin.get('/office/audit?act=visits.void')).text()
    const [, next = ''] =
      /href="(\/office\/audit\?act=visits\.void&amp;before=\d+)"/.exec(first) ?? []
    const second = await (await admin.get(next.replace('&amp;', '&'))).text()

    expect(seqs(first)).toHaveLength(20)
    expect(Math.max(...seqs(second))).toBeLessThan(Math.min(...seqs(first)))
    expect(second).toContain('回到第一页')
    expect(first).not.toContain('<td>来访者删除登记</td>')
    expect((await admin.get('/office/audit?before=x&act=nothing')).status).toBe(200)
  })
})

describe('an edit behind the triggers', () => {
  beforeEach(async () => {
    await sealAudit(db, clock.now)
    await db.$client.batch(
      guards.map((name) => db.$client.prepare(`DROP TRIGGER IF EXISTS ${name}`)),
    )
  })

  /** Numbers that look random and are the same in every run. */
  let state = 20200312
  const upTo = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * limit)
  }
  const EDITS = [
    'UPDATE audit SET at = at + 1 WHERE seq = ?',
    "UPDATE audit SET actor_kind = 'officer' WHERE seq = ?",
    'UPDATE audit SET actor_id = ifnull(actor_id, 0) + 1 WHERE seq = ?',
    "UPDATE audit SET act = act || '.' WHERE seq = ?",
    "UPDATE audit SET subject = subject || '0' WHERE seq = ?",
    "UPDATE audit SET reason = ifnull(reason, '') || ' ' WHERE seq = ?",
    "UPDATE audit SET detail = '{}' WHERE seq = ?",
    'UPDATE audit SET rulebook_version = ifnull(rulebook_version, 0) + 1 WHERE seq = ?',
    'DELETE FROM audit WHERE seq = ?',
  ]

  test('of any sealed row is found, and the seal over it is named', async () => {
    // A short chain of its own keeps the hundred checks quick.
    await db.$client.batch([
      db.$client.prepare('DELETE FROM audit_seals'),
      db.$client.prepare('DELETE FROM audit'),
      db.$client.prepare("DELETE FROM sqlite_sequence WHERE name IN ('audit', 'audit_seals')"),
    ])
    for (let seal = 0; seal < 5; seal++) {
      await act(8)
      await sealAudit(db, clock.now)
    }
    for (let edit = 0; edit < 100; edit++) {
      const seq = 1 + upTo(40)
      const kept = await one<Record<string, unknown>>('SELECT * FROM audit WHERE seq = ?', seq)
      await db.$client
        .prepare(EDITS[upTo(EDITS.length)] ?? '')
        .bind(seq)
        .run()

      const { firstBroken } = await verifyAudit(db)
      expect(firstBroken && seq >= firstBroken.from && seq <= firstBroken.to).toBe(true)

      await db.$client
        .prepare('INSERT OR REPLACE INTO audit VALUES (?,?,?,?,?,?,?,?,?)')
        .bind(...Object.values(kept ?? {}))
        .run()
    }
    expect((await verifyAudit(db)).firstBroken).toBeNull()
  }, 30_000)

  const middle = async (): Promise<Seal> =>
    (await one<Seal>(
      'SELECT * FROM audit_seals WHERE id = (SELECT (min(id) + max(id)) / 2 FROM audit_seals)',
    )) ?? expect.unreachable('no seals')

  test('of a row whose seal was made to fit is found at the seal after it', async () => {
    const seal = await middle()
    await db.$client
      .prepare("UPDATE audit SET subject = 'nobody' WHERE seq = ?")
      .bind(seal.from_seq)
      .run()
    const rows = await db.$client
      .prepare('SELECT * FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq')
      .bind(seal.from_seq, seal.to_seq)
      .all<AuditRow>()
    await db.$client
      .prepare('UPDATE audit_seals SET hash = ? WHERE id = ?')
      .bind(await sealHash(seal.previous, rows.results), seal.id)
      .run()
    expect((await verifyAudit(db)).firstBroken?.id).toBe(seal.id + 1)
  })

  test('that takes a seal out of the chain is found at the one after it', async () => {
    const seal = await middle()
    await db.$client.prepare('DELETE FROM audit_seals WHERE id = ?').bind(seal.id).run()
    expect((await verifyAudit(db)).firstBroken?.id).toBe(seal.id + 1)
  })
})
