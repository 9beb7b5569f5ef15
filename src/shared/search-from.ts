// Where a search by name goes on: the place, and the row of that place after which; 0: all of its rows.
export type SearchFrom = readonly [placeId: number, id: number]

/** As it stands in a link, e.g. `17.204`. */
export const searchFromText = (from: SearchFrom): string => from.join('.')

/** The way back; anything else is null. */
export function readSearchFrom(typed: string | undefined): SearchFrom | null {
  const [, placeId, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(typed ?? '') ?? []
  return placeId && id ? [Number(placeId), Number(id)] : null
}
