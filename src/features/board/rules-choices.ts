// What a tap can say in one press: where was disinfected, with what, and which supplies are counted.
import type { PlaceKind } from '../places/tables'

interface Choice {
  id: string
  zh: string
  en: string
  kinds: readonly PlaceKind[]
}

const EVERY = ['shop', 'enterprise', 'site'] as const

export const WHERE: readonly Choice[] = [
  { id: 'all', zh: '全店', en: 'whole shop', kinds: ['shop'] },
  { id: 'surfaces', zh: '门把手、柜台、桌椅', en: 'handles, counter, tables', kinds: ['shop'] },
  { id: 'kitchen', zh: '后厨、餐具', en: 'kitchen, tableware', kinds: ['shop'] },
  { id: 'gate', zh: '出入口', en: 'gate', kinds: ['enterprise', 'site'] },
  { id: 'workshop', zh: '车间', en: 'workshop', kinds: ['enterprise'] },
  { id: 'public', zh: '公共区域', en: 'common areas', kinds: ['enterprise', 'site'] },
  { id: 'office', zh: '办公区', en: 'offices', kinds: ['enterprise', 'site'] },
  { id: 'dormitory', zh: '宿舍', en: 'dormitories', kinds: ['enterprise', 'site'] },
  { id: 'canteen', zh: '食堂', en: 'canteen', kinds: ['enterprise', 'site'] },
  { id: 'isolation', zh: '隔离观察室', en: 'isolation rooms', kinds: ['enterprise', 'site'] },
  { id: 'toilet', zh: '卫生间', en: 'toilets', kinds: EVERY },
]

export const WITH: readonly Choice[] = [
  { id: 'chlorine', zh: '84 消毒液', en: 'bleach (84)', kinds: EVERY },
  { id: 'alcohol', zh: '75% 酒精', en: 'alcohol 75%', kinds: EVERY },
  { id: 'tablets', zh: '含氯泡腾片', en: 'chlorine tablets', kinds: EVERY },
  { id: 'peroxide', zh: '过氧乙酸', en: 'peracetic acid', kinds: EVERY },
  { id: 'uv', zh: '紫外线灯', en: 'UV lamp', kinds: EVERY },
]

interface Supply {
  id: string
  zh: string
  en: string
  unit: { zh: string; en: string }
  /** Used up day by day; a thermometer is not. */
  used: boolean
}

export const SUPPLIES: readonly Supply[] = [
  { id: 'mask', zh: '医用口罩', en: 'Medical masks', unit: { zh: '只', en: 'pcs' }, used: true },
  { id: 'chlorine', zh: '84 消毒液', en: 'Bleach (84)', unit: { zh: '升', en: 'l' }, used: true },
  {
    id: 'alcohol',
    zh: '75% 酒精',
    en: 'Alcohol 75%',
    unit: { zh: '瓶', en: 'bottles' },
    used: true,
  },
  { id: 'gloves', zh: '一次性手套', en: 'Gloves', unit: { zh: '双', en: 'pairs' }, used: true },
  {
    id: 'thermometer',
    zh: '测温枪',
    en: 'Thermometers',
    unit: { zh: '把', en: 'pcs' },
    used: false,
  },
]

export const choicesFor = (choices: readonly Choice[], kind: PlaceKind): Choice[] =>
  choices.filter((each) => each.kinds.includes(kind))

/** The words of a stored choice; empty for one that is not in the list, so nothing typed is ever shown. */
export const choiceText = (
  choices: readonly { id: string; zh: string; en: string }[],
  id: string | undefined,
  lang: 'zh' | 'en',
): string => choices.find((each) => each.id === id)?.[lang] ?? ''
