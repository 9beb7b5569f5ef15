// 289 shops, 203 enterprises, 43 sites, 7,740 people and fourteen days of their temperatures, at six in the
// evening: no page reads more than a hundred rows of them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf, HOUR, startOfDay } from '../../src/shared/clock'
import { enterprisePages, gateOf, type ShownPage, sitePages } from '../support/gate-pages'
import { type OpenedTown, openTown } from '../support/opened-town'
import { officePages, publicPages, staffPages } from '../support/shown-pages'

const MOST = 100

let town: OpenedTown
beforeAll(async () => {
  town = await openTown(startOfDay(dayOf(Date.now()) - 1) + 18 * HOUR)
  await town.minute()
}, 400_000)
afterAll(() => town.close())

/** What is over its bound. */
async function over(account: string | null, pages: ShownPage[]): Promise<string[]> {
  const found: string[] = []
  for (const { path } of pages) {
    const { status, read } = await town.open(account, path)
    if (status >= 500 || read > MOST) found.push(`${path}: ${status}, ${read} rows`)
  }
  return found
}

test('what anybody opens', async () => {
  const shown = { placeCode: town.placeCode, size: 'full' } as const
  expect(await over(null, publicPages(shown))).toEqual([])
}, 60_000)

test('what the staff of a shop, a site and an enterprise open', async () => {
  const shown = { placeCode: town.placeCode, size: 'full' } as const
  expect([
    ...(await over('keeper', staffPages(shown))),
    ...(await over('foreman', sitePages('full'))),
    ...(await over('factory', enterprisePages('full'))),
  ]).toEqual([])
}, 60_000)

test('what the staff of the largest shop, site and enterprise open', async () => {
  const shown = { placeCode: await town.largest('keeper', 'shop'), size: 'full' } as const
  const site = await town.largest('foreman', 'site')
  const enterprise = await town.largest('factory', 'enterprise')
  for (const [account, code] of [
    ['foreman', site],
    ['factory', enterprise],
  ] as const)
    expect((await town.open(account, `/keep/${code}/gate?crew=*`)).status).toBe(200)
  const at = (pages: ShownPage[], code: string, other: string) =>
    pages.map((page) => ({ ...page, path: page.path.replace(code, other) }))
  expect([
    ...(await over('keeper', staffPages(shown))),
    ...(await over('foreman', at(sitePages('full'), gateOf('foreman', 'full'), site))),
    ...(await over('factory', at(enterprisePages('full'), gateOf('factory', 'full'), enterprise))),
  ]).toEqual([])
}, 60_000)

test.each(['admin', 'reviewer', 'patrol', 'clerk', 'health1', 'viewer'])(
  'what %s opens',
  async (account) => {
    const shown = { placeCode: town.placeCode, size: 'full' } as const
    expect(await over(account, officePages(shown))).toEqual([])
  },
  60_000,
)
