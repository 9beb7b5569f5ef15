// The town, its five districts and their villages. The names are the town's own kind of names; most
// villages are invented.
import type { Area } from '../../src/features/places/tables'

const DISTRICTS: [name: string, nameEn: string, villages: [string, string][]][] = [
  [
    '一片区',
    'District 1',
    [
      ['冯沟村', 'Fenggou'],
      ['柏庙村', 'Baimiao'],
      ['槐树坪村', 'Huaishuping'],
      ['昆仑路社区', 'Kunlun Road'],
    ],
  ],
  [
    '二片区',
    'District 2',
    [
      ['左照沟村', 'Zuozhaogou'],
      ['柳湾村', 'Liuwan'],
      ['汝南路社区', 'Runan Road'],
      ['老井村', 'Laojing'],
    ],
  ],
  [
    '三片区',
    'District 3',
    [
      ['观沟村', 'Guangou'],
      ['石嘴村', 'Shizui'],
      ['金屏社区', 'Jinping'],
      ['东坡村', 'Dongpo'],
    ],
  ],
  [
    '四片区',
    'District 4',
    [
      ['方顶村', 'Fangding'],
      ['桃园村', 'Taoyuan'],
      ['机场路社区', 'Airport Road'],
      ['清泉村', 'Qingquan'],
    ],
  ],
  [
    '五片区',
    'District 5',
    [
      ['魏岗村', 'Weigang'],
      ['南岭村', 'Nanling'],
      ['河湾村', 'Hewan'],
      ['新安社区', "Xin'an"],
    ],
  ],
]

const TOWN: Area = {
  id: 1,
  parentId: null,
  level: 'town',
  name: '峡窝镇',
  nameEn: 'Xiawo',
  path: '/1/',
}

const districts: Area[] = DISTRICTS.map(([name, nameEn], i) => ({
  id: i + 2,
  parentId: TOWN.id,
  level: 'district',
  name,
  nameEn,
  path: `/1/${i + 2}/`,
}))

const villages: Area[] = DISTRICTS.flatMap(([, , names], i) =>
  names.map(([name, nameEn], j) => {
    const id = 10 + i * 4 + j
    return { id, parentId: i + 2, level: 'village', name, nameEn, path: `/1/${i + 2}/${id}/` }
  }),
)

export const AREAS: readonly Area[] = [TOWN, ...districts, ...villages]
export const VILLAGES: readonly Area[] = villages

/** The area of a name. Throws for a name that is not there. */
export function areaNamed(name: string): Area {
  const found = AREAS.find((area) => area.name === name)
  if (!found) throw new Error(`no area is called ${name}`)
  return found
}
