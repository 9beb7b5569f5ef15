// Where somebody is from, as far as a gate has to know it: the village or the city of the address a pledge
// was signed with, never the road or the house.

const PROVINCE = /^(?:中国)?[\u4e00-\u9fa5]{2,8}?(?:省|自治区)/
const CITY = /^[\u4e00-\u9fa5]{2,8}?(?:市|自治州|盟|县|旗)/
const TOWN = /^[\u4e00-\u9fa5]{2,8}?(?:街道|镇|乡)/
const VILLAGE = /^[\u4e00-\u9fa5]{1,8}?(?:村|社区)/
const WORD = /^[\u4e00-\u9fa5]{2,6}$/
const ROAD = /[路街巷号楼院组]/

/** The word of an address that goes on the list; empty where it names no area. */
export function originOf(address: string): string {
  const [first = '', ...more] = address
    .normalize('NFKC')
    .trim()
    .replace(PROVINCE, '')
    .split(/[^\u4e00-\u9fa5]+/)
  const city = CITY.exec(first)?.[0]
  if (city) return city
  const town = TOWN.exec(first)?.[0] ?? ''
  const village = VILLAGE.exec(first.slice(town.length))?.[0]
  if (village || town) return village || town
  // One word alone is a place; before a number it may be a yard, a shop or a house.
  return more.length === 0 && WORD.test(first) && !ROAD.test(first) ? first : ''
}
