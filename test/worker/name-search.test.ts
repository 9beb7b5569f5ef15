// Searches by the name of a place, for a word that many names hold: each page reads at most a hundred rows, and
// all pages together find everything once.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayOf, HOUR } from '../../src/shared/clock'
import { countedD1, type Tally } from '../support/counted'
import { foundFullTown } from '../support/full-town'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, Phone } from '../support/town'

/** On the sign of every third place; two of them stand in no name one after the other. */
const WORD = '号'
const VILLAGE = '/1/3/14/'
const readers: Record<string, OwnPhone> = {}
/** What each of them is in charge of. */
const AREAS: Record<string, string> = { patrol: '/1/3/', clerk: VILLAGE }

const run = (sql: string, ...values: (string | number)[]) => db.$client.prepare(sql).bind(...values)
const NAMED = `name_folded LIKE '%${WORD}%'`
const EACH = `FROM places WHERE ${NAMED}`
/** As many lists as possible have a row of each of these places, some have two. */
const TWICE = `FROM places p, json_each('[1,2]') n WHERE p.${NAMED} AND (n.value = 1 OR p.id % 5 = 0)`

const papers = () => [
  run(
    `INSERT INTO orders (key, year, seq, place_id, place_kind, area_path, round_id, state, due_at, rulebook_version, by, at)
     SELECT 'o' || p.id || n.value, 2019 + n.value, p.id, p.id, p.kind, p.area_path, 1,
       json_extract('["open","answered","closed"]', '$[' || (p.id % 3) || ']'), ?1 + p.id % 7 * 3600000, 1, 1, ?1 ${TWICE}`,
    clock.now,
  ),
  run(
    `INSERT INTO order_items (order_id, item, place_id, ended_at)
     SELECT o.id, i.value, o.place_id, o.at FROM orders o, json_each('["masks","log"]') i`,
  ),
  run(
    `INSERT INTO inspections (key, place_id, purpose, state, on_day, area_path, place_kind, trade, rulebook_version, planned_by, planned_at)
     SELECT 'i' || p.id || n.value, p.id, 'acceptance', 'passed', ?1 - p.id % 30, p.area_path, p.kind, p.trade, 1, 1, 0 ${TWICE}`,
    dayOf(clock.now),
  ),
  run(
    `INSERT INTO inspections (key, place_id, purpose, state, on_day, area_path, place_kind, trade, rulebook_version, planned_by, planned_at)
     SELECT 'j' || id, id, 'owed', 'planned', ?1 - id % 3, area_path, kind, trade, 1, 1, 0 ${EACH}`,
    dayOf(clock.now),
  ),
  run(
    `INSERT INTO inspections (key, place_id, purpose, state, on_day, area_path, place_kind, trade, rulebook_version, planned_by, planned_at)
     SELECT 'f' || id, id, 'acceptance', 'failed', ?1, area_path, kind, trade, 1, 1, 0 ${EACH} ORDER BY id DESC LIMIT 1`,
    dayOf(clock.now),
  ),
  run(
    `INSERT INTO applications (id, key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
       self_check, papers, created_by, created_at, updated_at, submitted_at, answer_by)
     SELECT p.id * 2 + n.value, 'a' || p.id || n.value, 'A-' || p.id || '-' || n.value, p.id, p.trade, p.area_path, 'market',
       iif(n.value = 1, 'submitted', 'withdrawn'), 1, '', '{}', '{}', 1, 0, 0, ?1, ?1 + p.id ${TWICE}`,
    clock.now,
  ),
  run(
    `INSERT INTO appeals (id, key, place_id, against, area_path, state, text, at, by)
     SELECT p.id * 2 + n.value, 'e' || p.id || n.value, p.id, 'place_changes:1', p.area_path, iif(n.value = 1, 'open', 'kept'),
       '', ?1, 1 ${TWICE}`,
    clock.now,
  ),
]

beforeAll(async () => {
  clock.now += HOUR
  await foundFullTown()
  await db.$client.batch([
    run(
      `UPDATE places SET name = name || ?1, name_folded = name_folded || ?1 WHERE id % 3 = 0`,
      WORD,
    ),
    run(
      'INSERT INTO place_grams (gram, place_id) SELECT ?1, id FROM places WHERE id % 3 = 0',
      WORD,
    ),
    // On a sheet, though in no name.
    run(
      'INSERT INTO place_grams (gram, place_id) SELECT ?1, id FROM places WHERE id % 3 = 0',
      `${WORD}${WORD}`,
    ),
  ])
  await db.$client.batch(papers())
  Object.assign(readers, {
    admin: await officer({ role: 'admin' }),
    patrol: await officer({ role: 'patrol', areaId: 3, areaPath: '/1/3/' }),
    clerk: await officer({ role: 'clerk', areaId: 14, areaPath: VILLAGE }),
    reviewer: await officer({ role: 'reviewer', department: 'market' }),
    health: await officer({ role: 'health' }),
    viewer: await officer({ role: 'viewer' }),
    anybody: new Phone(),
  })
  // Whoever looks at a day first makes its view.
  await readers.admin?.get('/office/patrols')
}, 120_000)

interface Read {
  status: number
  rows: number
  html: string
  next: string | null
}

async function read(phone: Phone, path: string): Promise<Read> {
  const tally: Tally = { trips: 0, read: 0, written: 0 }
  const answer = await Object.assign(phone, { bindings: { ...env, DB: countedD1(tally) } }).get(
    path,
  )
  const html = await answer.text()
  const next = /class="tap" href="([^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  return { status: answer.status, rows: tally.read, html, next: next ?? null }
}

/** Every page of a search; null for whoever may not open it. */
async function pagesOf(phone: Phone, path: string): Promise<Read[] | null> {
  const pages: Read[] = []
  for (let next: string | null = path; next && pages.length < 90; next = pages.at(-1)?.next ?? null)
    pages.push(await read(phone, next))
  if (pages[0]?.status === 403) return null
  expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200))
  return pages
}

const all = (pattern: RegExp) => (html: string) =>
  [...html.matchAll(pattern)].map(([, found = '']) => found)

/** By pledge and door: one declaration may count at several places. */
const posts = (html: string): string[] =>
  html.split('<section class="card">').flatMap((card) => {
    const [number = ''] = /P-\d+/.exec(card) ?? []
    return all(/href="\/p\/(\w{7})"/g)(card).map((code) => `${number} ${code}`)
  })

interface List {
  path: string
  /** What a page lists. */
  found: (html: string) => string[]
  /** All of it under an area. */
  sql: string
  /** What the page says of a name there is none of. */
  none: string
}

const BESIDE = `JOIN places p ON p.id = x.place_id WHERE p.${NAMED} AND p.area_path LIKE ?1 || '%'`
const row = (what: string) => all(new RegExp(`class="row" href="/${what}/([\\w/-]+)[?"]`, 'g'))

const LISTS: List[] = [
  {
    path: '/office/orders?',
    found: row('office/orders'),
    sql: `SELECT x.id FROM orders x ${BESIDE}`,
    none: '没有找到',
  },
  {
    path: '/office/requests?',
    found: row('office/requests'),
    sql: `SELECT x.year || '-' || x.seq FROM help_requests x ${BESIDE}`,
    none: '没有找到',
  },
  ...(['passed', 'today'] as const).map((show) => ({
    path: `/office/inspections?show=${show}&`,
    found: row('office/inspections'),
    sql: `SELECT x.id FROM inspections x ${BESIDE} AND x.state = '${show === 'today' ? 'planned' : show}'`,
    none: '没有',
  })),
  {
    path: '/office/reports?view=all&',
    found: row('office/reports'),
    sql: `SELECT p.code FROM report_days x ${BESIDE} AND x.day = (SELECT max(day) FROM report_sheets)`,
    none: '没有',
  },
  {
    path: '/office/applications?tab=town&',
    found: all(/class="hop" href="\/office\/applications\/([\w-]+)"/g),
    sql: `SELECT x.number FROM applications x ${BESIDE}`,
    none: '没有找到',
  },
  {
    path: '/office/appeals?',
    found: row('office/appeals'),
    sql: `SELECT x.id FROM appeals x ${BESIDE}`,
    none: '没有找到',
  },
  {
    path: '/office/workers?',
    found: posts,
    sql: `SELECT x.number || ' ' || x.code FROM risk_posts x ${BESIDE} AND x.area_id = 1`,
    none: '没有',
  },
  {
    path: '/office/patrols?show=all&team=0&',
    found: all(/href="\/office\/patrols\/round\/(\w{7})"/g),
    sql: `SELECT p.code FROM patrol_days x ${BESIDE} AND x.day = (SELECT max(day) FROM patrol_days) AND x.town IS NOT NULL`,
    none: '今天没有要巡查的场所',
  },
  {
    path: '/office/places?',
    found: row('office/places'),
    sql: `SELECT code FROM places WHERE ${NAMED} AND ?1 <> ''`,
    none: '没有找到',
  },
  {
    path: '/places?',
    found: row('p'),
    sql: `SELECT code FROM places WHERE ${NAMED} AND status = 'open' AND ?1 <> ''`,
    none: '没有找到',
  },
]

const expected = async ({ sql }: List, who: string): Promise<string[]> => {
  const rows = await run(sql, AREAS[who] ?? '/1/').raw<[string | number]>()
  return rows.map(([key]) => String(key)).sort()
}

describe('a search for a word that many names hold', () => {
  test.each(LISTS)(
    '$path',
    async (list) => {
      const seen: string[] = []
      for (const [who, phone] of Object.entries(readers)) {
        if ((who === 'anybody') !== (list.path === '/places?')) continue
        const pages = await pagesOf(phone, `${list.path}q=${encodeURIComponent(WORD)}`)
        if (pages === null) continue
        seen.push(who)
        expect([who, Math.max(...pages.map(({ rows }) => rows))]).toSatisfy(
          ([, most]: [string, number]) => most <= 100,
        )
        const found = pages.flatMap(({ html }) => list.found(html)).sort()
        // A clerk has the rounds of the village; no enterprise is in charge of the department of markets.
        if (list.path.includes('patrols') && who === 'clerk') continue
        if (list.path.includes('reports') && who === 'reviewer') continue
        expect([who, found]).toEqual([who, await expected(list, who)])
        if (who !== 'clerk') expect(pages.length).toBeGreaterThan(1)
      }
      expect(seen.length).toBeGreaterThan(0)
    },
    60_000,
  )

  test.each(LISTS)('$path finds nothing of a name there is not', async ({ path, found, none }) => {
    const phone = path === '/places?' ? readers.anybody : readers.admin
    const page = await read(phone ?? new Phone(), `${path}q=zzzz`)
    expect(page.html).toContain(none)
    expect([found(page.html), page.next]).toEqual([[], null])
  })
})

describe('a page that found nothing among its names', () => {
  test('says that more have the name, and the last one has what is searched for', async () => {
    const admin = readers.admin ?? new Phone()
    const pages = await pagesOf(
      admin,
      `/office/inspections?show=failed&q=${encodeURIComponent(WORD)}`,
    )
    const [first] = pages ?? []
    expect(first?.html).toContain('前面这些里没有；后面还有，请接着找')
    expect(first?.html).toContain('>接着找<')
    expect(first?.html).not.toContain('没有符合')
    const found = (pages ?? []).map(({ html }) => row('office/inspections')(html).length)
    expect(found).toEqual([...found.slice(0, -1).map(() => 0), 1])
    expect(Math.max(...(pages ?? []).map(({ rows }) => rows))).toBeLessThanOrEqual(100)
  })

  test('says at the end that nothing else was found, where the pieces stand in no name', async () => {
    const admin = readers.admin ?? new Phone()
    const pages = await pagesOf(admin, `/office/orders?q=${encodeURIComponent(WORD + WORD)}`)
    expect(pages?.length).toBeGreaterThan(2)
    expect(pages?.at(-1)?.html).toContain('后面没有了')
    expect(pages?.flatMap(({ html }) => row('office/orders')(html))).toEqual([])
  })
})
