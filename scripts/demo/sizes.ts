// The two towns that can be loaded: the whole one of the bulletin, and a small one for a quick look.
import type { PlaceStatus } from '../../src/features/places/tables'

export const TOWN_SIZES = ['full', 'small'] as const
export type TownSize = (typeof TOWN_SIZES)[number]

/** Numbers of the bulletin: 43 construction areas, 23 returned to, of these 21 working; 7,740 people. */
export const SIZES = {
  full: {
    sites: 43,
    returned: 23,
    working: 21,
    enterprisesKnown: 6,
    visitScale: 0.91,
    workers: 7_740,
    twoPlaces: 320,
  },
  small: {
    sites: 3,
    returned: 2,
    working: 1,
    enterprisesKnown: 0,
    visitScale: 0.11,
    workers: 100,
    twoPlaces: 4,
  },
} as const

interface NotOpen {
  trade: string
  status: PlaceStatus
  reason?: string
  count: Record<TownSize, number>
}

const LISTED = '属负面清单行业，暂不营业'

/** Shops that are in the register but not open, besides the two of special.ts. */
export const NOT_OPEN_YET: readonly NotOpen[] = [
  { trade: 'internet_cafe', status: 'suspended', reason: LISTED, count: { full: 2, small: 0 } },
  { trade: 'ktv', status: 'suspended', reason: LISTED, count: { full: 1, small: 0 } },
  { trade: 'gym', status: 'suspended', reason: LISTED, count: { full: 1, small: 0 } },
  { trade: 'training', status: 'known', count: { full: 3, small: 0 } },
  { trade: 'ktv', status: 'known', count: { full: 2, small: 1 } },
  { trade: 'catering', status: 'known', count: { full: 3, small: 0 } },
  { trade: 'retail', status: 'applied', count: { full: 3, small: 0 } },
  { trade: 'hairdressing', status: 'applied', count: { full: 2, small: 0 } },
  { trade: 'clothing', status: 'accepted', count: { full: 2, small: 0 } },
  { trade: 'car_repair', status: 'accepted', count: { full: 2, small: 0 } },
  {
    trade: 'fruit',
    status: 'suspended',
    reason: '未按要求登记来店人员，限期整改',
    count: { full: 1, small: 0 },
  },
  { trade: 'laundry', status: 'closed', reason: '店主申请停业', count: { full: 1, small: 0 } },
]

/**
 * Places that apply just now, added after everything else so that no other place of the town changes. With
 * those above, 17 wait for an answer and 9 for their inspection; a few were sent back.
 */
export const APPLYING: readonly (NotOpen & { kind: 'shop' | 'enterprise' })[] = [
  { kind: 'shop', trade: 'catering', status: 'applied', count: { full: 4, small: 2 } },
  { kind: 'shop', trade: 'hardware', status: 'applied', count: { full: 2, small: 0 } },
  { kind: 'shop', trade: 'retail', status: 'applied', count: { full: 2, small: 1 } },
  { kind: 'shop', trade: 'hotel', status: 'applied', count: { full: 1, small: 0 } },
  { kind: 'shop', trade: 'supermarket', status: 'applied', count: { full: 1, small: 0 } },
  { kind: 'enterprise', trade: 'machinery', status: 'applied', count: { full: 2, small: 0 } },
  { kind: 'shop', trade: 'catering', status: 'accepted', count: { full: 3, small: 1 } },
  { kind: 'shop', trade: 'bakery', status: 'accepted', count: { full: 1, small: 0 } },
  { kind: 'shop', trade: 'hardware', status: 'accepted', count: { full: 1, small: 1 } },
  { kind: 'shop', trade: 'catering', status: 'known', count: { full: 0, small: 1 } },
]
