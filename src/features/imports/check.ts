// A file against the town: every line judged, and lines that say the same thing twice.
import { foldName } from '../places/rules'
import {
  type GoodPlace,
  type Judged,
  judgeArea,
  judgeDepartment,
  type Known,
  placeJudge,
  type Village,
} from './form'
import { folded, LIMITS, type Line, lineOf, type SheetName, type Table } from './rules'

export interface CheckedLine {
  line: number
  cells: readonly string[]
  /** `village:imports.village_unknown`, or with the line it repeats `name:imports.twice:17`; null: it can go in. */
  error: string | null
}

/** What makes two lines the same place: name, village and address, however they are spaced. */
export const placeKey = (place: Pick<GoodPlace, 'name' | 'address'>, village: string): string =>
  [foldName(place.name), village, foldName(place.address)].join('\n')

const errorText = (judged: Judged<unknown>): string | null =>
  judged.ok ? null : `${judged.field}:${judged.code}`

/** Marks every line after the first that has the same key. */
export class Once {
  #first = new Map<string, number>()

  error(key: string, line: number, field: string): string | null {
    const first = this.#first.get(key)
    if (first === undefined) this.#first.set(key, line)
    return first === undefined ? null : `${field}:imports.twice:${first}`
  }
}

function checkPlaces(lines: readonly Line[], known: Known): CheckedLine[] {
  const judge = placeJudge(known)
  const once = new Once()
  return lines.map(({ line, cells }) => {
    const judged = judge(cells)
    const village = folded(cells[3] ?? '')
    const error = judged.ok
      ? once.error(placeKey(judged.value, village), line, 'name')
      : errorText(judged)
    return { line: lineOf('places', line), cells, error }
  })
}

/** A village of one name stands in one district: places name the village alone. */
function checkAreas(lines: readonly Line[], districts: ReadonlyMap<string, string>): CheckedLine[] {
  const once = new Once()
  const inDistrict = new Map(districts)
  return lines.map(({ line, cells }) => {
    const at = { line: lineOf('areas', line), cells }
    const judged = judgeArea(cells)
    if (!judged.ok) return { ...at, error: errorText(judged) }
    const [district, village] = [folded(judged.value.district), folded(judged.value.village)]
    const stands = inDistrict.get(village)
    if (village !== '' && stands !== undefined && stands !== district)
      return { ...at, error: 'village:imports.village_elsewhere' }
    inDistrict.set(village, district)
    return { ...at, error: once.error(`${district}\n${village}`, line, 'village') }
  })
}

const checkDepartments = (lines: readonly Line[], known: Known): CheckedLine[] => {
  const once = new Once()
  return lines.map(({ line, cells }) => ({
    line: lineOf('departments', line),
    cells,
    error:
      errorText(judgeDepartment(known.book, cells)) ??
      once.error(folded(cells[0] ?? ''), line, 'department'),
  }))
}

export interface Town extends Known {
  /** The district of each village, both folded. */
  districts: ReadonlyMap<string, string>
}

/** All lines of a file in the order they will be written; places may name villages of the same file. */
export function checkTables(tables: readonly Table[], town: Town): CheckedLine[] {
  const linesOf = (name: SheetName): readonly Line[] =>
    tables.find(({ sheet }) => sheet === name)?.lines ?? []
  const areas = checkAreas(linesOf('areas'), town.districts)
  const villages = new Map<string, Village | null>(
    areas
      .filter(({ error, cells }) => error === null && (cells[1] ?? '') !== '')
      .map(({ cells }) => [folded(cells[1] ?? ''), null]),
  )
  for (const [name, village] of town.villages) villages.set(name, village)
  return [
    ...areas,
    ...checkDepartments(linesOf('departments'), town),
    ...checkPlaces(linesOf('places'), { ...town, villages }),
  ]
}

/** More lines than one import takes, over all sheets. */
export const isTooLong = (lines: readonly CheckedLine[]): boolean => lines.length > LIMITS.rows
