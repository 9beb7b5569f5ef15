// The places every story of the demo town is told about.
import type { Place } from '../../src/features/places/tables'

type Special = Pick<
  Place,
  'kind' | 'name' | 'trade' | 'address' | 'status' | 'capacity' | 'opensAt' | 'closesAt'
> & { village: string } & Partial<Pick<Place, 'statusReason' | 'acceptanceNumber' | 'entrances'>>

/** The keeper's and the helper's shop. Open day and night, so that it can be tried at any hour. */
export const KEEPERS_SHOP = '老马烩面馆'
/** Six people are inside, and six is what it holds. Open day and night for the same reason. */
export const FULL_SHOP = '惠民大药房（昼夜）'
/** 今天休息 */
export const RESTING_SHOP = '金色童年文具店'

/** The site of `foreman`, where somebody is under observation. */
export const FOREMANS_SITE = '昆仑路改造'
/** The enterprise of `factory`: the first of each town. */
const FACTORIES = ['丰泽机床附件厂', '新峡机床附件厂']

type Named = Pick<Place, 'kind' | 'name'>
const isFactory = ({ kind, name }: Named): boolean =>
  kind === 'enterprise' && FACTORIES.includes(name)

/** Where gatekeepers take turns, a crew reports only exceptions, and vehicles come all day. */
export const hasGate = (place: Named): boolean => place.name === FOREMANS_SITE || isFactory(place)

/** Whose gates the demo accounts keep, by the name of the account. */
export const gatesOf = <P extends Named>(places: readonly P[]): { foreman?: P; factory?: P } => {
  const foreman = places.find(({ name }) => name === FOREMANS_SITE)
  const factory = places.find(isFactory)
  return { ...(foreman ? { foreman } : {}), ...(factory ? { factory } : {}) }
}

const dayAndNight = { opensAt: null, closesAt: null }

export const SPECIAL_SHOPS: readonly Special[] = [
  {
    kind: 'shop',
    name: KEEPERS_SHOP,
    trade: 'catering',
    address: '汝南路 12 号',
    village: '左照沟村',
    status: 'open',
    capacity: 40,
    acceptanceNumber: 148,
    ...dayAndNight,
  },
  {
    kind: 'shop',
    name: FULL_SHOP,
    trade: 'pharmacy',
    address: '汝南路 31 号',
    village: '汝南路社区',
    status: 'open',
    capacity: 6,
    ...dayAndNight,
  },
  {
    kind: 'shop',
    name: RESTING_SHOP,
    trade: 'stationery',
    address: '金屏路 8 号',
    village: '观沟村',
    status: 'open',
    capacity: 8,
    opensAt: 480,
    closesAt: 1170,
  },
  {
    kind: 'shop',
    name: '小郑烧烤',
    trade: 'catering',
    address: '机场路 66 号',
    village: '方顶村',
    status: 'suspended',
    statusReason: '逾期未整改：来店人员未测温',
    capacity: 30,
    opensAt: 1020,
    closesAt: 1380,
  },
  {
    kind: 'shop',
    name: '老魏五金店',
    trade: 'hardware',
    address: '工业路 5 号',
    village: '魏岗村',
    status: 'closed',
    statusReason: '店主申请停业',
    capacity: null,
    opensAt: 480,
    closesAt: 1080,
  },
]
