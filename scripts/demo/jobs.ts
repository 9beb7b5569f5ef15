// Who works where: jobs by trade, and how many people a place of that trade usually has.
import type { Place } from '../../src/features/places/tables'

export const OWNER = '店主'

interface Staff {
  /** Fewest and most people of one place. */
  size: [fewest: number, most: number]
  /** Space between; the first ones are the more common. */
  jobs: string
}

// biome-ignore format: a table is read by line
const STAFF: Record<string, Staff> = {
  catering: { size: [2, 8], jobs: '服务员 厨师 配菜 收银 保洁' },
  bakery: { size: [2, 5], jobs: '店员 面点师 收银' },
  fruit: { size: [1, 3], jobs: '店员 理货' },
  supermarket: { size: [4, 18], jobs: '理货 收银 店员 保安 送货' },
  retail: { size: [1, 3], jobs: '店员 收银' },
  meat: { size: [1, 3], jobs: '店员 分割' },
  grain: { size: [1, 3], jobs: '店员 送货' },
  pharmacy: { size: [2, 5], jobs: '店员 药师 收银' },
  clinic: { size: [2, 5], jobs: '护士 医生 药房' },
  eyewear: { size: [1, 3], jobs: '店员 验光' },
  hardware: { size: [1, 3], jobs: '店员 送货' },
  hairdressing: { size: [2, 6], jobs: '理发师 助理 前台' },
  clothing: { size: [1, 4], jobs: '店员 收银' },
  maternity: { size: [1, 3], jobs: '店员 收银' },
  stationery: { size: [1, 3], jobs: '店员 收银' },
  phones: { size: [1, 4], jobs: '店员 维修' },
  post: { size: [2, 4], jobs: '快递员 店员' },
  hotel: { size: [3, 9], jobs: '客房 前台 保洁 保安' },
  car_repair: { size: [2, 6], jobs: '维修工 学徒 洗车' },
  farm_supplies: { size: [1, 3], jobs: '店员 送货' },
  building_materials: { size: [1, 4], jobs: '店员 安装 送货' },
  furniture: { size: [2, 8], jobs: '导购 送货 安装' },
  laundry: { size: [1, 3], jobs: '洗衣工 店员' },
  machinery: { size: [15, 60], jobs: '操作工 装配工 车工 焊工 质检 仓管 叉车司机 门卫 食堂 办公室' },
  valves: { size: [12, 40], jobs: '操作工 铸造工 车工 装配工 质检 仓管 门卫 食堂 办公室' },
  aluminium: { size: [15, 70], jobs: '操作工 轧制工 炉前工 电工 质检 叉车司机 仓管 门卫 食堂 办公室' },
  abrasives: { size: [10, 35], jobs: '操作工 筛分工 压制工 质检 仓管 门卫 办公室' },
  refractories: { size: [15, 50], jobs: '操作工 成型工 窑炉工 质检 叉车司机 仓管 门卫 办公室' },
  food_processing: { size: [12, 60], jobs: '操作工 包装工 质检 冷库 仓管 司机 门卫 办公室' },
  packaging: { size: [10, 40], jobs: '操作工 印刷工 模切工 质检 仓管 司机 门卫 办公室' },
  electronics: { size: [10, 40], jobs: '装配工 焊接 测试 质检 仓管 门卫 办公室' },
  logistics: { size: [6, 30], jobs: '司机 装卸工 仓管 调度 门卫 办公室' },
}

const SITE: Staff = {
  size: [15, 70],
  jobs: '普工 木工 钢筋工 混凝土工 瓦工 架子工 电工 焊工 塔吊司机 施工员 安全员 材料员 食堂 门卫',
}

/** The staff of a place. Throws for a trade without one. */
function staffOf({ kind, trade }: Pick<Place, 'kind' | 'trade'>): Staff {
  const staff = kind === 'site' ? SITE : STAFF[trade]
  if (!staff) throw new Error(`the demo town has no jobs for the trade ${trade}`)
  return staff
}

export const sizeOf = (place: Pick<Place, 'kind' | 'trade'>): [fewest: number, most: number] =>
  staffOf(place).size

/** The jobs of a place, the more common ones first. */
export const jobsOf = (place: Pick<Place, 'kind' | 'trade'>): string[] =>
  staffOf(place).jobs.split(' ')
