// The town's five numbers and what changed in them. Pure: rows and a day in, numbers out.

/** As the bulletin names them: enterprises resumed, sites returned to, sites working, shops open, workers. */
export const NUMBERS = ['enterprises', 'returned', 'working', 'shops', 'workers'] as const
export type NumberName = (typeof NUMBERS)[number]
export type Numbers = Record<NumberName, number>

/** One stored number of one day. */
export interface SnapshotRow {
  day: number
  name: string
  value: number
  /** When it was taken: 17:00, or the first minute after it in which the service ran. */
  at: number
}

/** The five numbers as they stood on a day. */
export interface Snapshot {
  day: number
  at: number
  numbers: Numbers
}

/** Minutes since midnight at which a day's numbers are taken. */
export const SNAPSHOT_MINUTE = 17 * 60

/** How many days are drawn. */
export const HISTORY_DAYS = 14

/** The five numbers out of rows of name and value; what is not there is 0. */
export function numbersFrom(rows: { name: string; value: number }[]): Numbers {
  const value = (name: NumberName): number => rows.find((row) => row.name === name)?.value ?? 0
  return {
    enterprises: value('enterprises'),
    returned: value('returned'),
    working: value('working'),
    shops: value('shops'),
    workers: value('workers'),
  }
}

/** Rows gathered by day, the oldest day first. */
export function snapshotsFrom(rows: SnapshotRow[]): Snapshot[] {
  const days = new Map<number, SnapshotRow[]>()
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row])
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, each]) => ({ day, at: each[0]?.at ?? 0, numbers: numbersFrom(each) }))
}

/** What today is compared with: yesterday's numbers, or the newest ones before when that day has none. */
export const comparedWith = (history: Snapshot[], today: number): Snapshot | null =>
  history.filter(({ day }) => day < today).at(-1) ?? null

/** Confirmed employments at the places of one area, by kind. */
export interface AreaPosts {
  shop: number
  enterprise: number
  site: number
}

export const allPosts = ({ shop, enterprise, site }: AreaPosts): number => shop + enterprise + site

const NO_POSTS: AreaPosts = { shop: 0, enterprise: 0, site: 0 }

/** The employments in each area and all below it, by the area's path. */
export function postsBelow(
  posts: ReadonlyMap<number, AreaPosts>,
  areas: readonly { id: number; path: string }[],
): Map<number, AreaPosts> {
  const below = (path: string): AreaPosts =>
    areas
      .filter((area) => area.path.startsWith(path))
      .map((area) => posts.get(area.id) ?? NO_POSTS)
      .reduce(
        (sum, each) => ({
          shop: sum.shop + each.shop,
          enterprise: sum.enterprise + each.enterprise,
          site: sum.site + each.site,
        }),
        NO_POSTS,
      )
  return new Map(areas.map((area) => [area.id, below(area.path)]))
}
