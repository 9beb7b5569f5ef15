// What kinds of places there are, how they are named, when they open and how many come: figures
// a town of this size would not find strange.
import type { CurveName } from './curves'

export interface TradeStyle {
  trade: string
  /** Open ones in the full and in the small town. */
  count: { full: number; small: number }
  /** What it is called after its owner or brand, space between. */
  called: string
  namedAfter: 'owner' | 'brand' | 'works'
  /** `06:30-21:30`, or `day and night`. */
  hours: string[]
  curve: CurveName
  /** Visits on a usual day. */
  perDay: number
  /** Fewest and most people inside; null where nobody counts. */
  capacity: [number, number] | null
}

type Row = [
  trade: string,
  full: number,
  small: number,
  called: string,
  namedAfter: 'owner' | 'brand' | 'works',
  hours: string,
  curve: CurveName,
  perDay: number,
  capacity: [number, number] | null,
]

const styles = (rows: Row[]): TradeStyle[] =>
  rows.map(([trade, full, small, called, namedAfter, hours, curve, perDay, capacity]) => ({
    trade,
    count: { full, small },
    called,
    namedAfter,
    hours: hours.split(', '),
    curve,
    perDay,
    capacity,
  }))

// Open shops: 289 in the full town and 12 in the small one, with the three special ones.
// biome-ignore format: a table is read by line
export const SHOPS = styles([
  ['catering', 16, 1, '胡辣汤馆 水煎包铺 包子铺 豆腐脑店 早点铺', 'owner', '05:30-11:00, 05:30-13:30, 06:00-14:00', 'breakfast', 12, [8, 20]],
  ['catering', 28, 1, '烩面馆 羊肉汤馆 刀削面馆 牛肉拉面馆 米线店 饺子馆 砂锅店', 'owner', '06:30-21:30, 09:30-21:00, 10:00-21:30', 'meals', 13, [12, 40]],
  ['catering', 20, 0, '家常菜馆 小炒店 卤肉店 凉皮店 烙馍店', 'owner', '10:00-21:00, 10:30-20:30', 'meals', 10, [10, 36]],
  ['bakery', 10, 1, '蛋糕房 烘焙坊 面包房 馍店', 'brand', '06:30-20:30, 07:30-21:00', 'shopping', 11, [5, 10]],
  ['fruit', 18, 1, '水果店 鲜果铺 果蔬店', 'owner', '07:00-20:30, 07:30-21:00', 'shopping', 11, [5, 12]],
  ['supermarket', 18, 1, '超市 生活超市 便民超市 量贩', 'brand', '07:30-20:30, 08:00-21:30', 'shopping', 22, [20, 80]],
  ['retail', 30, 2, '便利店 烟酒店 日用百货 土产店 茶叶店 床品店', 'brand', '07:30-20:30, 08:00-20:00, 08:30-19:30', 'shopping', 7, null],
  ['meat', 7, 0, '鲜肉店 冷鲜肉铺 牛羊肉店', 'owner', '06:00-19:30, 06:30-20:00', 'shopping', 8, [3, 6]],
  ['grain', 7, 0, '粮油店 米面店', 'owner', '07:30-19:00, 07:30-19:30', 'shopping', 6, null],
  ['pharmacy', 13, 0, '大药房 药店', 'brand', '08:00-21:00, 07:30-21:30', 'shopping', 9, [6, 15]],
  ['clinic', 6, 0, '诊所 中医诊所 口腔诊所', 'owner', '08:00-18:00, 08:00-19:00', 'office', 8, [4, 8]],
  ['eyewear', 3, 0, '眼镜店', 'brand', '08:30-19:00, 09:00-19:30', 'office', 4, [4, 8]],
  ['hardware', 14, 1, '五金店 水暖五金 电料行', 'owner', '07:30-19:00, 08:00-18:30', 'office', 5, null],
  ['hairdressing', 17, 1, '理发店 美发店 造型', 'brand', '09:00-20:30, 09:30-21:00', 'office', 6, [3, 6]],
  ['clothing', 15, 0, '服装店 童装店 鞋店 内衣店', 'brand', '09:00-20:00, 09:30-20:30', 'shopping', 6, [6, 15]],
  ['maternity', 4, 0, '母婴店 孕婴生活馆', 'brand', '08:30-20:00, 09:00-20:30', 'shopping', 5, [5, 10]],
  ['stationery', 4, 0, '文具店 文体用品', 'brand', '07:30-19:30, 08:00-20:00', 'shopping', 6, [5, 10]],
  ['phones', 8, 0, '手机店 手机维修 电脑维修', 'brand', '08:30-19:30, 09:00-20:00', 'shopping', 5, [4, 10]],
  ['post', 8, 0, '快递驿站 快递代办点', 'brand', '08:00-20:00, 08:30-20:30', 'evening', 24, [4, 8]],
  ['hotel', 5, 0, '宾馆 旅馆', 'brand', 'day and night', 'evening', 5, null],
  ['car_repair', 12, 0, '汽修厂 汽车美容 轮胎店 电动车行', 'owner', '08:00-19:00, 07:30-18:30', 'office', 4, null],
  ['farm_supplies', 8, 0, '农资店 种子站 饲料店', 'owner', '07:00-18:30, 07:30-18:00', 'office', 5, null],
  ['building_materials', 8, 0, '建材店 瓷砖店 门窗店 涂料店', 'brand', '08:00-18:30, 08:30-18:00', 'office', 3, null],
  ['furniture', 4, 0, '家具城 家具店', 'brand', '08:30-18:30, 09:00-18:00', 'office', 4, [20, 60]],
  ['laundry', 3, 0, '干洗店 洗衣店', 'brand', '08:00-20:00, 08:30-19:30', 'evening', 4, [3, 5]],
])

// Resumed enterprises: 203 in the full town, 2 in the small one. Their staff has its own register.
// biome-ignore format: a table is read by line
export const ENTERPRISES = styles([
  ['machinery', 40, 1, '机械有限公司 轴承厂 机床附件厂 工程机械配件厂', 'works', '07:30-18:30, 08:00-18:00', 'office', 2, null],
  ['valves', 18, 0, '阀门厂 管件厂 阀门有限公司', 'works', '07:30-18:30, 08:00-18:00', 'office', 2, null],
  ['aluminium', 34, 0, '铝业有限公司 铝材厂 氧化铝制品厂 铝箔厂', 'works', 'day and night, 07:30-19:30', 'office', 2, null],
  ['abrasives', 16, 0, '磨料厂 磨具有限公司', 'works', '07:30-18:30, 08:00-18:00', 'office', 2, null],
  ['refractories', 22, 0, '耐火材料厂 保温材料厂 耐材有限公司', 'works', 'day and night, 07:30-18:30', 'office', 2, null],
  ['food_processing', 21, 1, '面粉厂 食品有限公司 调味品厂 冷冻食品厂', 'works', '07:00-19:00, 08:00-18:00', 'office', 3, null],
  ['packaging', 20, 0, '包装有限公司 纸箱厂 彩印厂', 'works', '08:00-18:00, 07:30-18:00', 'office', 2, null],
  ['electronics', 10, 0, '电子有限公司 仪表厂 线缆厂', 'works', '08:00-18:00, 08:00-18:30', 'office', 2, null],
  ['logistics', 22, 0, '物流有限公司 仓储有限公司 货运站', 'works', '06:00-21:00, 07:00-20:00', 'office', 5, null],
])

// Trades that may not open yet: they are in the register, but nobody comes.
// biome-ignore format: a table is read by line
const NOT_OPEN = styles([
  ['internet_cafe', 0, 0, '网吧 网咖', 'brand', '09:00-23:30', 'evening', 0, null],
  ['ktv', 0, 0, '量贩歌城 音乐会所', 'brand', '12:00-23:30', 'evening', 0, null],
  ['gym', 0, 0, '健身房 健身会所', 'brand', '09:00-21:30', 'evening', 0, null],
  ['training', 0, 0, '培训学校 艺术培训中心', 'brand', '08:30-20:30', 'evening', 0, null],
])

/** Sites are named one by one (naming.ts); their gates all work alike. */
export const SITE_TRADES =
  'housing municipal water_works factory_building public_building renovation'.split(' ')
const SITES = styles(
  SITE_TRADES.map((trade) => [
    trade,
    0,
    0,
    '',
    'brand',
    '06:00-19:00, 06:30-18:30, day and night',
    'gate',
    10,
    null,
  ]),
)

const all = [...SHOPS, ...ENTERPRISES, ...NOT_OPEN, ...SITES]

/** The style of a trade, by the name where a trade has several: 胡辣汤馆 opens earlier than 烩面馆. */
export function styleOf(trade: string, name = ''): TradeStyle {
  const styles = all.filter((style) => style.trade === trade)
  const found = styles.find(({ called }) => called.split(' ').some((what) => name.endsWith(what)))
  const style = found ?? styles[0]
  if (!style) throw new Error(`the demo town has no style for the trade ${trade}`)
  return style
}

/** Every trade some place of the town has; the rulebook must know each of them. */
export const TRADES: readonly string[] = [...new Set(all.map((style) => style.trade))]

/** Minutes since midnight; both null: day and night. */
export function readHours(hours: string): { opensAt: number | null; closesAt: number | null } {
  const [, ...found] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(hours) ?? []
  const [fromHour, fromMinute, toHour, toMinute] = found.map(Number)
  if (fromHour === undefined || toHour === undefined) return { opensAt: null, closesAt: null }
  return { opensAt: fromHour * 60 + (fromMinute ?? 0), closesAt: toHour * 60 + (toMinute ?? 0) }
}
