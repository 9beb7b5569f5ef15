// Areas by name: as the choices of a field, a village set in under its district, and by id.
import type { Ui } from './ui'

interface ListedArea {
  id: number
  level: string
  name: string
  nameEn: string
}

/** Id and name of each area, in the reader's language and the order given. */
export const areaOptions = (
  { lang }: Pick<Ui, 'lang'>,
  areas: readonly ListedArea[],
): [string, string][] =>
  areas.map(({ id, level, name, nameEn }) => [
    String(id),
    `${level === 'village' ? '　' : ''}${lang === 'zh' ? name : nameEn}`,
  ])

/** The name of each area by its id, in the reader's language. */
export const areaNames = (
  { lang }: Pick<Ui, 'lang'>,
  areas: readonly ListedArea[],
): ReadonlyMap<number, string> =>
  new Map(areas.map(({ id, name, nameEn }) => [id, lang === 'zh' ? name : nameEn]))
