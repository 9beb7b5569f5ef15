// What a file is judged against: the rulebook in force, the villages, and who may write where.
import type { Db } from '../../db/client'
import { LANGS, translator } from '../../i18n'
import { type ListedArea, listAreas, type PlaceKind } from '../places'
import { PLACE_KINDS } from '../places/values'
import type { Rulebook } from '../rulebook'
import type { Town } from './check'
import type { Village } from './form'
import { folded, type Labels } from './rules'

/** A label in every language, all of them read: a file may have been filled in under either heading. */
export const labels: Labels = (label) => LANGS.map((lang) => translator(lang)(label))

/** What else people write for a kind. */
const ALSO: Record<PlaceKind, readonly string[]> = {
  shop: ['商户', '商铺', '店'],
  enterprise: ['公司', '工厂', '单位'],
  site: ['施工区域', '项目', 'site'],
}

const namesOfKinds = () =>
  new Map(
    PLACE_KINDS.flatMap((kind) =>
      [kind, ...LANGS.map((lang) => translator(lang)(`kind.${kind}`)), ...ALSO[kind]].map(
        (name) => [folded(name), kind] as const,
      ),
    ),
  )

export interface Areas {
  all: ListedArea[]
  /** The town itself: districts stand under it. */
  root: ListedArea | null
}

export async function areasOf(db: Db): Promise<Areas> {
  const all = await listAreas(db)
  return { all, root: all.find(({ level }) => level === 'town') ?? all[0] ?? null }
}

/** `mine`: whether an officer answers for an area. */
export function townOf(book: Rulebook, areas: Areas, mine: (path: string) => boolean): Town {
  const { all } = areas
  const villages = new Map<string, Village>()
  const districts = new Map<string, string>()
  for (const { id, level, name, nameEn, path, parentId } of all) {
    if (level !== 'village') continue
    const district = all.find((each) => each.id === parentId)?.name ?? ''
    districts.set(folded(name), folded(district))
    for (const each of [nameEn, name]) villages.set(folded(each), { id, path, mine: mine(path) })
  }
  return { book, kinds: namesOfKinds(), villages, districts }
}
