// Cases of the demo town, found in the street; names, addresses and people are invented.

type State = 'open' | 'corrected' | 'closed_down' | 'handed_over'

interface DemoCase {
  kind: 'three_in_one' | 'unlicensed' | 'negative_list'
  name: string
  address: string
  village: string
  state: State
  department?: string
  /** Days since it was found. */
  ago: number
  entries: readonly (readonly ['finding' | 'order' | 'outcome', string])[]
}

export const CASES: readonly DemoCase[] = [
  {
    kind: 'three_in_one',
    name: '汝南路无名布鞋作坊',
    address: '汝南路 47 号',
    village: '汝南路社区',
    state: 'open',
    ago: 2,
    entries: [
      ['finding', '一楼卖鞋，二楼做鞋，阁楼住人，楼梯堆满材料'],
      ['order', '人员当天搬出，材料三天内清空'],
    ],
  },
  {
    kind: 'three_in_one',
    name: '方顶村口粮油铺',
    address: '方顶村 12 号',
    village: '方顶村',
    state: 'open',
    ago: 5,
    entries: [
      ['finding', '店内隔间住人，煤气罐放在床边'],
      ['order', '人员、煤气罐立即搬出，拆除隔间'],
    ],
  },
  {
    kind: 'unlicensed',
    name: '小郑烧烤',
    address: '机场路 66 号',
    village: '方顶村',
    state: 'open',
    ago: 1,
    entries: [['finding', '停业期间后门仍在接单、出餐']],
  },
  {
    kind: 'unlicensed',
    name: '观沟桥头早点摊',
    address: '金屏路桥头',
    village: '观沟村',
    state: 'corrected',
    ago: 4,
    entries: [
      ['finding', '没有申请就在桥头出摊'],
      ['order', '收摊，按规定申请复工'],
      ['outcome', '已收摊，已提交复工申请'],
    ],
  },
  {
    kind: 'negative_list',
    name: '魏岗村棋牌室',
    address: '魏岗村 8 号院',
    village: '魏岗村',
    state: 'closed_down',
    ago: 3,
    entries: [
      ['finding', '关着门，屋里六人打牌'],
      ['outcome', '当场劝散，棋牌桌封存，关停'],
    ],
  },
  {
    kind: 'three_in_one',
    name: '工业路旧货仓库',
    address: '工业路 19 号',
    village: '魏岗村',
    state: 'handed_over',
    department: 'police',
    ago: 6,
    entries: [
      ['finding', '仓库内住人、存货、零售，用电线路私拉乱接'],
      ['order', '停止使用，人员搬出'],
      ['outcome', '拒不搬出，移交公安处理'],
    ],
  },
]
