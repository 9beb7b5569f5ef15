// Who has newly come to the demo town, and the notices headquarters has written about them: one in every
// state, and one that is late.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import {
  ARRIVAL_FIELDS,
  arrivalIndexOf,
  sealArrival,
  sealNotice,
} from '../../src/features/notices/fields'
import { dueOn, yearOf } from '../../src/features/notices/rules'
import type { NoticeRow } from '../../src/features/notices/tables'
import type { Area, Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { HOUR, startOfDay } from '../../src/shared/clock'
import { ACCOUNT_NAMES } from './accounts'
import { areaNamed } from './areas'
import { diceOf } from './dice'
import { insertStatements, UNLESS_THERE } from './found'
import { resident } from './people'
import type { DemoState } from './state'
import { allPlaces } from './top-up'

interface Telling {
  db: Db
  book: Rulebook
  keys: AccountKeys
}

/** Residents from here on have just come to town; nobody else has their numbers. */
const ARRIVALS_FROM = 9_000

const admin = ACCOUNT_NAMES.indexOf('admin') + 1
const clerk = ACCOUNT_NAMES.indexOf('clerk') + 1

type Told = Pick<NoticeRow, 'state' | 'result'> & {
  village: string
  /** Days before the town was founded that it was written, and was due. */
  written: number
  due: number
  people: number
  said?: string
  returned?: string
}

const NOTICES: Told[] = [
  { village: '柳湾村', state: 'closed', result: 'all', written: 6, due: 5, people: 2 },
  {
    village: '观沟村',
    state: 'in_hand',
    result: 'part',
    written: 4,
    due: -1,
    people: 2,
    said: '1 人已登记；另 1 人外出，未见到。',
    returned: '请当面核实第 2 人的行程后再报。',
  },
  { village: '左照沟村', state: 'in_hand', result: null, written: 4, due: 2, people: 2 },
  {
    village: '方顶村',
    state: 'reported',
    result: 'declined',
    written: 2,
    due: 1,
    people: 2,
    said: '2 人住在桃园村地界，建议交桃园村。',
  },
  { village: '魏岗村', state: 'received', result: null, written: 1, due: -1, people: 2 },
  { village: '左照沟村', state: 'issued', result: null, written: 1, due: -1, people: 2 },
]

const NOBODYS = 6
const ORIGINS = ['南阳市', '信阳市', '驻马店市', '周口市', '商丘市', '洛阳市', '新乡市']
const key = (kind: string, n: number): string =>
  `DEM0${kind}${String(n).padStart(26 - 4 - kind.length, '0')}`

interface Coming {
  found: Area
  managed: boolean
  noticeId: number | null
  leftOn: number | null
}

/** Everybody in the order they were reported. */
function coming(today: number): Coming[] {
  const villages = ['左照沟村', '左照沟村', '左照沟村', '柳湾村', '桃园村', '金屏社区', '老井村']
  const onNotices = NOTICES.flatMap(({ village, people, state }, i) =>
    Array.from({ length: people }, () => ({
      found: areaNamed(village),
      managed: state === 'closed',
      noticeId: i + 1,
      leftOn: null,
    })),
  )
  const nobodys = Array.from({ length: NOBODYS }, (_, i) => ({
    found: areaNamed(i % 2 === 0 ? '左照沟村' : '河湾村'),
    managed: false,
    noticeId: null,
    leftOn: null,
  }))
  const looked = villages.map((village, i) => ({
    found: areaNamed(village),
    managed: true,
    noticeId: null,
    leftOn: i === 2 ? today - 1 : null,
  }))
  return [...onNotices, ...nobodys, ...looked]
}

async function arrivalRow(
  { keys }: Telling,
  places: Place[],
  today: number,
  one: Coming,
  n: number,
) {
  const dice = diceOf(`arrival|${n}`)
  const { name, phone } = resident(ARRIVALS_FROM + n)
  const place = dice.chance(0.7) ? dice.pick(places) : null
  const arrivedOn = today - dice.between(3, 9)
  const plain = {
    name,
    phone,
    address: `${one.found.name} ${dice.between(1, 9)} 组出租房`,
    origin: dice.pick(ORIGINS),
  }
  const sealed: Record<string, string> = {}
  for (const column of ARRIVAL_FIELDS)
    sealed[column] = await sealArrival(keys, key('A', n), column, plain[column])
  return {
    id: n + 1,
    key: key('A', n),
    ...sealed,
    phoneIndex: await arrivalIndexOf(keys, phone),
    arrivedOn,
    placeId: place?.id ?? null,
    foundAreaId: one.found.id,
    foundAreaPath: one.found.path,
    areaId: one.managed ? one.found.id : null,
    areaPath: one.managed ? one.found.path : null,
    noticeId: one.noticeId,
    reportedBy: clerk,
    at: startOfDay(arrivedOn + 1) + 10 * HOUR,
    leftOn: one.leftOn,
  }
}

async function noticeRows({ book, keys }: Telling, today: number) {
  const numbers = new Map<number, number>()
  return Promise.all(
    NOTICES.map(async (told, i) => {
      const issuedAt = startOfDay(today - told.written) + 9 * HOUR
      const year = yearOf(issuedAt)
      const seq = (numbers.get(year) ?? 0) + 1
      numbers.set(year, seq)
      const after = (hours: number, reached: boolean) => (reached ? issuedAt + hours * HOUR : null)
      const taken = told.state !== 'issued'
      const begun = taken && told.state !== 'received'
      const reported = told.result !== null
      const village = areaNamed(told.village)
      return {
        id: i + 1,
        key: key('N', i),
        year,
        seq,
        areaId: village.id,
        areaPath: village.path,
        state: told.state,
        version: 1 + (taken ? 1 : 0) + (begun ? 1 : 0) + (reported ? 2 : 0),
        why: book.notices.whys[i % 2]?.id ?? '',
        tasks: book.notices.tasks.slice(0, 2 + (i % 2)).map(({ id }) => id),
        dueAt: dueOn(today - told.due),
        rulebookVersion: book.version,
        issuedBy: admin,
        issuedAt,
        receivedBy: taken ? clerk : null,
        receivedAt: after(2, taken),
        startedAt: after(3, begun),
        result: told.result,
        resultText: await sealNotice(keys, key('N', i), 'result_text', told.said ?? ''),
        reportedBy: reported ? clerk : null,
        reportedAt: after(7, reported),
        closedBy: told.state === 'closed' ? admin : null,
        closedAt: after(20, told.state === 'closed'),
        returns: told.returned ? 1 : 0,
        returnText: await sealNotice(keys, key('N', i), 'return_text', told.returned ?? ''),
      }
    }),
  )
}

/** Told once; what has become of them since stays. */
export async function keepNotices(telling: Telling, state: DemoState): Promise<void> {
  const { db } = telling
  if (await db.$client.prepare('SELECT 1 FROM notices LIMIT 1').first()) return
  const today = state.foundedOn
  const open = (await allPlaces(db)).filter(
    ({ status, kind }) => status === 'open' && kind === 'shop',
  )
  const people = await Promise.all(
    coming(today).map((one, n) => arrivalRow(telling, open, today, one, n)),
  )
  await batchAll(db, [
    ...insertStatements(db, 'arrivals', people, UNLESS_THERE),
    ...insertStatements(db, 'notices', await noticeRows(telling, today), UNLESS_THERE),
  ])
}
