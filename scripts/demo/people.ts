// Invented residents: common Henan surnames, given names of several generations, and telephone
// numbers with four zeros in the middle that belong to nobody.
import { type Dice, diceOf } from './dice'

const SURNAMES =
  '王王王王李李李李张张张张刘刘刘赵赵杨杨陈陈郭郭马马宋宋孙孙朱朱高高周吴徐胡何梁郑许韩冯曹董袁程魏任贾潘田姜范谢侯常孟薛崔邢丁吕苏卢蔡贺武乔段秦史牛邵毛万尚申樊'
const RARE_SURNAMES = ['欧阳', '司马', '上官', '皇甫']
const OLDER = [
  '建国 建军 国强 卫东 红军 保国 长江 铁柱 根生 大山 满仓 喜顺 明义 德福 新民 中原 金水 清河 玉山 文学',
  '秀英 桂兰 玉梅 秀兰 爱花 凤英 春花 桂英 素珍 改花 玉兰 翠平 巧云 荣花 秋菊 兰英 喜梅 彩霞 书琴 月娥',
]
const YOUNGER = [
  '伟 磊 鹏 涛 浩 亮 超 勇 帅 凯 志强 俊杰 晓东 海涛 永辉 少华 明辉 一鸣 子豪 浩然 宇航 家豪 振宇 文博 世杰 景行',
  '静 丽 娟 敏 燕 婷 倩 雪 琳 慧 小燕 晓敏 海霞 丽娜 文静 亚楠 梦瑶 雨欣 佳怡 诗涵 思雨 欣悦 晨曦 艳红 素芳 晓云',
]
const GIVEN = [...OLDER, ...YOUNGER].map((line) => line.split(' '))

export interface Resident {
  name: string
  phone: string
}

/** A full name. */
export function inventName(dice: Dice): string {
  const surname = dice.chance(0.004) ? dice.pick(RARE_SURNAMES) : dice.pick([...SURNAMES])
  return surname + dice.pick(dice.pick(GIVEN))
}

/** How many people come to the doors of this town. */
export const RESIDENTS = 6_000

/** A number of the form 1xx0000xxxx; each resident has one of their own. */
const phoneOf = (n: number): string => {
  const tail = (n * 7_919) % 10_000
  return `1${3 + (n % 7)}${Math.floor(n / 7) % 10}0000${String(tail).padStart(4, '0')}`
}

const known = new Map<number, Resident>()

/** The n-th resident, always the same one. */
export function resident(n: number): Resident {
  const found = known.get(n) ?? { name: inventName(diceOf(`resident|${n}`)), phone: phoneOf(n) }
  known.set(n, found)
  return found
}
