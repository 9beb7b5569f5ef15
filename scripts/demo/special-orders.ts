// The orders every story of the demo town is told about: one in every state, from the day it was founded.
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { dayOf, HOUR, startOfDay } from '../../src/shared/clock'
import { newKey, newRowId } from '../../src/shared/ids'
import { areaNamed } from './areas'
import { diceOf } from './dice'
import { type DemoOrder, dueOf, type OrderStep } from './orders'
import type { DemoRound } from './rounds'
import { KEEPERS_SHOP, SPECIAL_SHOPS } from './special'

interface Told {
  /** A shop by its name; without one, the next one, first of all in the patrol’s own district. */
  name?: string
  /** Days before the town was founded, and the hour. */
  ago: number
  hour: number
  /** Which of the rulebook's deadlines. */
  deadline: number
  item: string
  text: string
  /** Hours after it was ordered. */
  steps: { kind: OrderStep['kind']; after: number; text: string }[]
}

const TOLD: readonly Told[] = [
  {
    name: '小郑烧烤',
    ago: 6,
    hour: 18,
    deadline: 1,
    item: 'measure',
    text: '门口没有人测温，来店人员没登记',
    steps: [{ kind: 'suspended', after: 42, text: '逾期未整改，责令停业' }],
  },
  {
    ago: 5,
    hour: 10,
    deadline: 1,
    item: 'stock',
    text: '口罩只够半天，测温枪没电',
    steps: [
      { kind: 'answer', after: 20, text: '已补口罩 100 只，换了电池' },
      { kind: 'closed', after: 30, text: '已复查，物资齐全' },
    ],
  },
  {
    ago: 3,
    hour: 11,
    deadline: 1,
    item: 'board',
    text: '公示表还是三天前的',
    steps: [],
  },
  {
    ago: 1,
    hour: 10,
    deadline: 1,
    item: 'disinfect',
    text: '上午没有消毒记录',
    steps: [{ kind: 'answer', after: 6, text: '已消毒并补记，请复查' }],
  },
  {
    name: KEEPERS_SHOP,
    ago: 1,
    hour: 15,
    deadline: 2,
    item: 'distance',
    text: '门口排队没有间隔，请贴 1.5 米线',
    steps: [],
  },
]

const isSpecial = ({ name }: Pick<Place, 'name'>): boolean =>
  SPECIAL_SHOPS.some((each) => each.name === name)

export interface ToldOrder {
  round: DemoRound
  order: DemoOrder
}

/** With the rounds that found it; `walkerOf`: who goes to a shop. */
export function specialOrders(
  book: Rulebook,
  places: readonly Place[],
  foundedOn: number,
  walkerOf: (place: Place) => number | undefined,
): ToldOrder[] {
  const near = areaNamed('二片区').path
  const shops = places
    .filter(
      (place) =>
        place.kind === 'shop' &&
        place.status === 'open' &&
        (place.openedOn ?? foundedOn) < foundedOn - 6 &&
        !isSpecial(place),
    )
    .sort((a, b) => Number(b.areaPath.startsWith(near)) - Number(a.areaPath.startsWith(near)))
  return TOLD.flatMap((told, i): ToldOrder[] => {
    const place = told.name ? places.find(({ name }) => name === told.name) : shops.shift()
    const by = place && walkerOf(place)
    if (!place || by === undefined) return []
    const at = startOfDay(foundedOn - told.ago) + told.hour * HOUR
    const { bytes } = diceOf(`special|${i}`)
    const [id, key] = [newRowId(bytes), newKey(at, bytes)]
    const nobody = { reviewedBy: null, reviewedAt: null }
    return [
      {
        round: {
          ...{
            id,
            key,
            placeId: place.id,
            areaPath: place.areaPath,
            day: dayOf(at),
            level: 'town',
          },
          ...{ target: 'shop', at, phoneAt: at, receivedAt: at, by, proof: 'code', review: null },
          ...nobody,
          note: '',
          findings: [{ item: told.item, fixed: false, note: told.text }],
        },
        order: {
          ...{ roundKey: key, item: told.item, text: told.text, at },
          dueAt: dueOf(book, told.deadline, at),
          steps: told.steps.map(({ kind, after, text }) => ({
            ...{ kind, text, at: at + after * HOUR, dueAt: null },
          })),
        },
      },
    ]
  })
}
