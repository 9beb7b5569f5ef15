// Names and addresses of places; no two alike.
import { VILLAGES } from './areas'
import { type Dice, diceOf } from './dice'
import type { TradeStyle } from './trades'

const SURNAMES = [
  ...'王李张刘赵杨陈郭马宋孙朱高周吴徐胡何梁郑许韩冯曹董袁程魏任贾潘田姜范常孟崔邢丁苏贺武秦史牛邵毛',
]
const OWNER = ['老{}', '{}记', '{}家', '小{}', '{}氏', '{}二哥', '{}大姐', '{}师傅']
const BRANDS =
  '福源 永盛 金谷 惠民 鑫旺 兴隆 恒丰 万家 同福 好邻居 百姓 汇丰 康达 天润 明珠 丰泽 豫香 金屏 丹江 春晓 阳光 东升 瑞祥 宏达 顺发 佳美 乐家 四季 嘉禾 长青 安康 益民 双喜 银河 绿园 德顺 聚鑫 广源 锦程 凯旋 新天地 豫丰 中原 龙泉 翠岭 祥云 鸿运 吉祥 富民 康乐 星光 家和 云帆 信达 民生 亿佳 兴业 大河 通达 豫西 晨光'.split(
    ' ',
  )

const WORKS =
  '豫丰 恒丰 宏达 鑫旺 兴隆 金谷 瑞祥 东升 祥云 鸿运 长青 广源 锦程 翠岭 龙泉 嘉禾 天润 云帆 信达 通达 丹江 金屏 豫西 德顺 聚鑫 富民 兴业 大河 顺发 丰泽 峡光 坤源 众成 同创 力源 新峡 豫峡 豫金 昌河 永固'.split(
    ' ',
  )

const INVENTED: Record<TradeStyle['namedAfter'], (dice: Dice) => string> = {
  owner: (dice) => dice.pick(OWNER).replace('{}', dice.pick(SURNAMES)),
  brand: (dice) => dice.pick(BRANDS),
  works: (dice) => dice.pick(WORKS),
}

/** The names given so far; a second one of a name is never handed out. */
export class NameBook {
  readonly #given = new Set<string>()

  /** Notes a name that is settled already. Throws when it was given before. */
  settle(name: string): string {
    if (this.#given.has(name)) throw new Error(`two places would be called ${name}`)
    this.#given.add(name)
    return name
  }

  /** A name for a place of this style: owner or brand, then what it is. */
  invent(dice: Dice, style: TradeStyle): string {
    for (let tries = 0; tries < 1_000; tries++) {
      const what = dice.pick(style.called.split(' '))
      const whose = INVENTED[style.namedAfter](dice)
      if (!this.#given.has(whose + what)) return this.settle(whose + what)
    }
    throw new Error(`no name is left for ${style.trade}`)
  }
}

const ROADS = [
  ['昆仑路', '金屏路'],
  ['汝南路', '丹江路'],
  ['金屏路', '洛宁路'],
  ['机场路', '通航路'],
  ['工业路', '孟津路'],
]

/** House numbers given out road by road, so that no two doors share one. */
export class AddressBook {
  readonly #given = new Set<string>()

  settle(address: string): string {
    if (this.#given.has(address)) throw new Error(`two places would be at ${address}`)
    this.#given.add(address)
    return address
  }

  /** An address in a village: along a road of its district, or by the village's own groups. */
  invent(dice: Dice, villageId: number): string {
    const at = VILLAGES.findIndex((village) => village.id === villageId)
    const village = VILLAGES[at]?.name ?? ''
    const roads = ROADS[Math.floor(at / 4)] ?? []
    for (;;) {
      const address = dice.chance(0.6)
        ? `${dice.pick(roads)} ${dice.between(1, 260)} 号`
        : village.endsWith('社区')
          ? `${village} ${dice.between(1, 24)} 号楼 ${dice.between(1, 12)} 号`
          : `${village} ${dice.between(1, 9)} 组 ${dice.between(1, 60)} 号`
      if (!this.#given.has(address)) return this.settle(address)
    }
  }
}

// The first ones are named in the town's papers; 43 in all, those that work first.
const SITES =
  '昆仑路改造 汝南路管网 石嘴水厂 柏庙村道 机场路改造 金屏苑三期工地 豫和机械厂房 丹江路雨污分流 方顶安置房一期 方顶安置房二期 观沟小学教学楼 通航产业园一标段 通航产业园二标段 通航产业园三标段 镇卫生院门诊楼 洛宁路绿化 魏岗变电站 清泉污水处理站 河湾护岸 桃园农贸市场 工业路桥 柳湾安置房 孟津路照明 冯沟水库加固 槐树坪村道 南岭光伏电站 老井供水管网 东坡高标准农田 新安社区改造 锦绣花园一期 锦绣花园二期 翠岭小区 金屏公园 昆仑路社区加装电梯 铝材产业园厂房 物流园冷库 左照沟文化广场 观沟停车场 镇中心幼儿园 燃气管网东段 燃气管网西段 热力管网改造 机场路社区综合楼'

const SITE_TRADE: [RegExp, string][] = [
  [/社区改造|加装/, 'renovation'],
  [/水厂|水库|护岸|供水|污水|雨污|农田/, 'water_works'],
  [/厂房|产业园|物流园|变电站|光伏/, 'factory_building'],
  [/安置房|花园|小区|金屏苑/, 'housing'],
  [/楼|市场|广场|停车场|幼儿园/, 'public_building'],
]

/** The sites of the town with their trade; what is not a building is the town's own works. */
export const siteNames = (): { name: string; trade: string }[] =>
  SITES.split(' ').map((name) => ({
    name,
    trade: SITE_TRADE.find(([words]) => words.test(name))?.[1] ?? 'municipal',
  }))

const BUILDS: Record<string, string> = {
  municipal: '市政公司',
  water_works: '水利公司',
  renovation: '装饰公司',
}

/** Who builds at a site: by dice of its own, so that nothing else of the town moves. */
export const contractorOf = (site: string, trade: string): string =>
  `${diceOf(`contractor|${site}`).pick(WORKS)}${BUILDS[trade] ?? '建设公司'}`
