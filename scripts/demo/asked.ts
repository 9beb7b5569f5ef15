// What is asked in the demo town, oldest first, and who sells there.
import type { PlaceKind } from '../../src/features/places/tables'
import type { HelpState } from '../../src/features/requests/tables'

export interface Asked {
  kind: PlaceKind | 'keeper'
  category: string
  /** Days before the town was founded. */
  ago: number
  state: HelpState
  text: string
  quantity?: string
  answer?: string
  /** The place was not content with an answer before. */
  again?: string
  /** Handed on to. */
  to?: string
}

export const ASKED: Asked[] = [
  {
    kind: 'enterprise',
    category: 'supplies',
    ago: 12,
    state: 'closed',
    text: '员工口罩只够 2 天，市面上买不到。',
    quantity: '3000 只',
    answer: '已从镇里储备调配 3000 只一次性医用口罩，到企业服务专班领取。',
  },
  {
    kind: 'keeper',
    category: 'supplies',
    ago: 11,
    state: 'closed',
    text: '测温枪坏了一把，附近买不到。',
    quantity: '1 把',
    answer: '请看镇里公布的供应渠道，已联系留货 1 把。',
  },
  {
    kind: 'enterprise',
    category: 'transport',
    ago: 10,
    state: 'closed',
    text: '原料从外省来，货车在高速口被劝返。',
    quantity: '4 车次',
    answer: '已开具通行证明，司机不下车、测温后即停即走。',
  },
  {
    kind: 'site',
    category: 'staff',
    ago: 9,
    state: 'in_hand',
    text: '木工、钢筋工不够，外地工人返岗没有车。',
    quantity: '25 人',
    again: '只接回 10 人，还差 15 人',
    answer: '已安排一辆包车，点对点接回。',
  },
  {
    kind: 'enterprise',
    category: 'energy',
    ago: 8,
    state: 'open',
    text: '停工期间的基本电费能否减免？',
    to: 'dept.commerce',
  },
  {
    kind: 'shop',
    category: 'other',
    ago: 7,
    state: 'answered',
    text: '房东不肯减租，停业一个月交不起。',
    answer: '国有房屋已减免；私人房屋由村里出面协商，明天上门。',
  },
  {
    kind: 'enterprise',
    category: 'staff',
    ago: 6,
    state: 'withdrawn',
    text: '缺包装工。',
    quantity: '6 人',
  },
  {
    kind: 'site',
    category: 'supplies',
    ago: 5,
    state: 'in_hand',
    text: '隔离房间要用的防护服、护目镜没有渠道。',
    quantity: '20 套',
  },
  {
    kind: 'enterprise',
    category: 'energy',
    ago: 4,
    state: 'answered',
    text: '复产后天然气压力不够，炉子起不来。',
    answer: '燃气公司今天下午已调压，请再试；仍不够请点“没解决”。',
  },
  {
    kind: 'enterprise',
    category: 'transport',
    ago: 3,
    state: 'in_hand',
    text: '成品要发往邻市，对方要求提供车辆消毒证明。',
    quantity: '2 车次',
  },
  {
    kind: 'shop',
    category: 'supplies',
    ago: 2,
    state: 'open',
    text: '84 消毒液用完了，附近店里限购。',
    quantity: '10 升',
  },
  {
    kind: 'keeper',
    category: 'supplies',
    ago: 1,
    state: 'answered',
    text: '口罩只够 2 天。',
    quantity: '200 只',
    answer: '镇里平价供应 200 只，明早 9 点到企业服务专班领取，带上本店编号。',
  },
  {
    kind: 'site',
    category: 'transport',
    ago: 1,
    state: 'open',
    text: '商砼车进不了村口检查点。',
    quantity: '每天 6 车次',
  },
  {
    kind: 'enterprise',
    category: 'supplies',
    ago: 0,
    state: 'open',
    text: '复工名单加了 80 人，口罩和酒精不够。',
    quantity: '口罩 2000 只，酒精 40 瓶',
  },
  {
    kind: 'shop',
    category: 'energy',
    ago: 0,
    state: 'open',
    text: '停业期间被停水，复工后还没有恢复。',
  },
  {
    kind: 'keeper',
    category: 'transport',
    ago: 0,
    state: 'open',
    text: '外地供货商的车进不来，菜只能在镇口换车。',
    quantity: '每天 1 车次',
  },
]

// Contacts of a demo never look like numbers somebody could dial.
export const SUPPLIERS: [
  category: string,
  name: string,
  what: string,
  price: string,
  contact: string,
][] = [
  [
    'supplies',
    '洛河医疗器械（演示）',
    '一次性医用口罩、额温枪、测温枪',
    '口罩每只 2 元，500 只起',
    '到店：汝南路口柜台',
  ],
  [
    'supplies',
    '峡窝日化批发（演示）',
    '84 消毒液、75% 酒精、免洗洗手液',
    '84 消毒液每升 6 元',
    '到店：集贸市场 3 排 7 号',
  ],
  ['supplies', '众康劳保用品（演示）', '防护服、护目镜、手套', '按当天报价', '由企业服务专班转接'],
  [
    'energy',
    '镇供电服务站（演示）',
    '复工用电增容、基本电费减免咨询',
    '不收费',
    '镇便民服务中心 2 号窗口',
  ],
  ['energy', '燃气营业点（演示）', '点火、调压、安检', '安检不收费', '镇便民服务中心 4 号窗口'],
  [
    'transport',
    '中铝路货运站（演示）',
    '市内货车、冷链车，司机每天测温',
    '每车次 300 元起',
    '到站：中铝路货运站调度室',
  ],
  ['transport', '返岗包车（演示）', '点对点接工人返岗，40 座', '每车按里程', '由企业服务专班转接'],
  ['staff', '镇劳务服务站（演示）', '普工、木工、包装工', '不收中介费', '镇便民服务中心 6 号窗口'],
]
