// Two administrators and the steps by which they change the rules, for the tests of the switches.
import { env } from 'cloudflare:workers'
import type { Rulebook } from '../../src/features/rulebook'
import { stepSwitch } from '../../src/features/switches/store-apply'
import { createScheduled } from '../../src/scheduled'
import { DAY, dayOf, isoDay } from '../../src/shared/clock'
import { pageKey } from './board'
import { type OwnPhone, officer } from './people'
import { clock, db, one, type Phone } from './town'

export const TRADES: Rulebook['trades'] = ['catering', 'ktv', 'gym', 'retail'].map((id) => ({
  id,
  name: { zh: id, en: id },
  department: id === 'gym' ? 'culture' : 'market',
}))

export const DEPARTMENTS: Rulebook['departments'] = ['market', 'culture'].map((id) => ({
  id,
  name: { zh: id, en: id },
}))

export const admins = async (): Promise<[OwnPhone, OwnPhone]> => [
  await officer({ role: 'admin' }),
  await officer({ role: 'admin' }),
]

export const newestVersion = async (): Promise<number> =>
  (await one<{ n: number }>('SELECT max(version) AS n FROM rulebooks'))?.n ?? 0

/** What every form of a change carries. */
export const changeForm = async (form: Record<string, string> = {}) => ({
  key: pageKey(),
  base: String(await newestVersion()),
  effective: isoDay(dayOf(clock.now)),
  why: '指挥部会议',
  ...form,
})

export const CATEGORY = {
  zh: '歌舞厅',
  en: 'Dance halls',
  trade_ktv: '1',
  reason_zh: '密闭聚集',
  reason_en: 'closed rooms, crowds',
  source: '通知',
}

/** The page of a proposal just made. */
export async function proposalOf(
  admin: OwnPhone,
  what: string,
  form: Record<string, string>,
): Promise<string> {
  const answer = await admin.post(`/office/rulebook/change/${what}`, await changeForm(form))
  const to = answer.headers.get('location') ?? ''
  if (answer.status !== 303) throw new Error(`the proposal answered ${answer.status}`)
  return to.split('?')[0] ?? ''
}

/** Approves with what the page shows. */
export async function approveSeen(admin: OwnPhone, path: string): Promise<Response> {
  const page = await (await admin.get(path)).text()
  const seen = /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? ''
  return admin.post(`${path}/approve`, { seen })
}

export const statusOf = (place: { id: number }) =>
  one<{ status: string; cause: string | null; reason: string | null }>(
    'SELECT status, status_cause AS cause, status_reason AS reason FROM places WHERE id = ?',
    place.id,
  )

/** Publishes a version beside the proposals, in force since yesterday. */
export async function publishBeside(change: Partial<Rulebook>): Promise<number> {
  const newest = await one<{ json: string }>(
    'SELECT json FROM rulebooks ORDER BY version DESC LIMIT 1',
  )
  const book: Rulebook = JSON.parse(newest?.json ?? '{}')
  const version = book.version + 1
  await db.$client
    .prepare(
      `INSERT INTO rulebooks (version, issuer, title, effective_from, published_at, json)
       SELECT ?, issuer, title, ?, ?, ? FROM rulebooks LIMIT 1`,
    )
    .bind(
      version,
      Math.max(clock.now - DAY, Date.parse(`${book.effectiveFrom}T00:00:00+08:00`)),
      clock.now,
      JSON.stringify({ ...book, ...change, version }),
    )
    .run()
  // An isolate may keep what it read for 10 seconds.
  clock.now += 11_000
  return version
}

/** No open proposal, no open place, an empty negative list: what each test begins with. */
export async function cleanSlate(change: Partial<Rulebook> = {}): Promise<void> {
  await db.$client.batch([
    db.$client.prepare(
      "UPDATE proposals SET state = 'withdrawn' WHERE state IN ('proposed', 'approved')",
    ),
    db.$client.prepare("UPDATE places SET status = 'closed'"),
  ])
  await publishBeside({ negativeList: [], riskLevel: 'medium', ...change })
}

export const minute = (): Promise<void> =>
  createScheduled(() => clock.now)(
    { scheduledTime: clock.now, cron: '* * * * *', noRetry: () => undefined },
    env,
  )

/** Applies an approved proposal to its end. */
export async function runToEnd(): Promise<void> {
  for (let n = 0; n < 100; n++) if ((await stepSwitch(db, clock.now)) !== 'more') return
}

export const pageOf = async (phone: Phone, path: string): Promise<string> =>
  (await phone.get(path)).text()

/** An application of a place that was handed in. */
export const applied = (place: { id: number }) =>
  db.$client
    .prepare(
      `INSERT INTO applications (key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
         self_check, papers, created_by, created_at, updated_at)
       VALUES (?1, ?1, ?2, 'catering', '/1/2/3/', 'market', 'submitted', 1, '', '{}', '{}', 1, 1, 1)`,
    )
    .bind(pageKey(), place.id)
    .run()
export const applicationOf = (place: { id: number }) =>
  one('SELECT state, decided_by FROM applications WHERE place_id = ?', place.id)
