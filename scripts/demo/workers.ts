// Everybody who works in the demo town: pure, and the same people every time. The bulletin's number of
// distinct people, some hundreds of them at two places.
import type { Place } from '../../src/features/places/tables'
import { HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { contactOf } from './accounts'
import { VILLAGES } from './areas'
import { type Dice, diceOf } from './dice'
import { jobsOf, OWNER, sizeOf } from './jobs'
import { resident } from './people'
import { SIZES, type TownSize } from './sizes'
import { KEEPERS_SHOP } from './special'

export interface Post {
  placeId: number
  job: string
  /** Day number. */
  since: number
  confirmedAt: number
  /** The worker's tick: the masked name may be on the board. */
  shown: boolean
}

export interface DemoWorker {
  id: number
  name: string
  phone: string
  address: string
  areaId: number
  signedAt: number
  /** The last day in a risk area. */
  leftRiskArea: number | null
  /** After that, the day from which the rulebook lets them work; null: at once. */
  worksFrom: number | null
  posts: Post[]
}

/** Five, as the story of the shop is told: all measured is 5/5. */
const KEEPERS_STAFF = 5
const KEEPER = '马长顺'

/** Of the rulebook’s rule for areas of medium risk. */
const WATCH_DAYS = 14

/** Residents from here on work in the town; visitors and doors have the numbers below. */
const WORKERS_FROM = 10_000

/** How many people each open place has: as its trade suggests, and the bulletin's number in all. */
function headcounts(dice: Dice, places: Place[], wanted: number): Map<number, number> {
  const counts = new Map(
    places.map((place) => {
      const [fewest, most] = sizeOf(place)
      return [place.id, place.name === KEEPERS_SHOP ? KEEPERS_STAFF : dice.between(fewest, most)]
    }),
  )
  const large = places.filter((place) => place.kind !== 'shop')
  let rest = wanted - [...counts.values()].reduce((sum, count) => sum + count, 0)
  for (let i = 0; rest !== 0; i++) {
    const place = large[i % large.length]
    const count = (place && counts.get(place.id)) ?? 0
    if (!place || (rest < 0 && count <= 3)) continue
    counts.set(place.id, count + Math.sign(rest))
    rest -= Math.sign(rest)
  }
  return counts
}

function postAt(dice: Dice, place: Place, job: string, today: number): Post {
  const opened = place.openedOn ?? today - 1
  const first = place.name === KEEPERS_SHOP || dice.chance(0.4)
  const later = first ? 0 : dice.chance(0.67) ? 1 : dice.between(2, 12)
  const since = Math.min(opened + later, Math.max(opened, today - 1), today - 1)
  return {
    placeId: place.id,
    job,
    since,
    confirmedAt: startOfDay(since) + 9 * HOUR + dice.whole(7 * 60) * MINUTE,
    shown: place.name === KEEPERS_SHOP ? job !== '保洁' : dice.chance(0.5),
  }
}

function jobAt(dice: Dice, place: Place, n: number): string {
  if (n === 0 && place.kind === 'shop') return OWNER
  const jobs = jobsOf(place)
  if (place.name === KEEPERS_SHOP) return jobs[(n - 1) % jobs.length] ?? OWNER
  // The common jobs at the front of the list are drawn more often.
  return jobs[Math.floor(jobs.length * dice.next() ** 2)] ?? OWNER
}

const ELSEWHERE = ['南阳市唐河县', '信阳市固始县', '周口市太康县', '驻马店市平舆县', '商丘市柘城县']

/** Many on a site are from other cities; null: from a village of the town. */
function homeOf(id: number, { kind }: Place): string | null {
  const dice = diceOf(`home|${id}`)
  return kind === 'site' && dice.chance(0.4) ? dice.pick(ELSEWHERE) : null
}

function workerAt(dice: Dice, id: number, place: Place, n: number, today: number): DemoWorker {
  const job = jobAt(dice, place, n)
  const post = postAt(dice, place, job, today)
  const person = job === OWNER ? contactOf(place) : resident(WORKERS_FROM + id)
  const near = VILLAGES.filter((village) => village.path.startsWith(place.areaPath.slice(0, 5)))
  const village = dice.pick(dice.chance(0.7) ? near : VILLAGES)
  const risky = dice.chance(0.006) && place.name !== KEEPERS_SHOP
  const leftRiskArea = risky ? post.since - dice.between(1, 9) : null
  const address = `${village.name} ${dice.between(1, 12)} 组 ${dice.between(1, 90)} 号`
  return {
    id,
    name: place.name === KEEPERS_SHOP && job === OWNER ? KEEPER : person.name,
    phone: person.phone,
    address: homeOf(id, place) ?? address,
    areaId: village.id,
    signedAt: post.confirmedAt - dice.between(4, 50) * MINUTE,
    leftRiskArea,
    worksFrom: leftRiskArea === null ? null : leftRiskArea + 1 + WATCH_DAYS,
    posts: [post],
  }
}

/** Everybody, by id from 1 on; `places` as they were founded on the day `today`. */
export function workersOf(size: TownSize, places: Place[], today: number): DemoWorker[] {
  const open = places.filter(({ status }) => status === 'open')
  const dice = diceOf(`workers|${size}`)
  const { workers: wanted, twoPlaces } = SIZES[size]
  const counts = headcounts(dice, open, wanted)
  const workers: DemoWorker[] = []
  for (const place of open)
    for (let n = 0; n < (counts.get(place.id) ?? 0); n++)
      workers.push(workerAt(dice, workers.length + 1, place, n, today))
  const shops = open.filter(({ kind, name }) => kind === 'shop' && name !== KEEPERS_SHOP)
  const hired = workers.filter(({ posts }) => posts.every(({ job }) => job !== OWNER))
  for (let i = 0; i < twoPlaces; i++) {
    const worker = hired[Math.floor((i * hired.length) / twoPlaces)]
    const second = dice.pick(shops)
    if (!worker || worker.posts.some(({ placeId }) => placeId === second.id)) continue
    const post = postAt(dice, second, dice.pick(jobsOf(second)), today)
    // Signed for the first place; the pledge goes along to the second.
    const first = worker.posts[0]
    if (first && post.confirmedAt <= first.confirmedAt)
      post.confirmedAt = first.confirmedAt + HOUR / 2
    post.since = Math.max(post.since, first?.since ?? 0)
    worker.posts.push(post)
  }
  return workers
}
