// What the staff's lists are asked for, and how a name answers a search.

/** The lists of a place's staff; each can be opened by its count. */
export const STAFF_SHOWS = ['listed', 'waiting', 'unsigned', 'watch'] as const
export type StaffShow = (typeof STAFF_SHOWS)[number]

/** A list by its name in the address; null for any other name. */
export const readShow = (typed: string | undefined): StaffShow | null =>
  STAFF_SHOWS.find((each) => each === typed) ?? null

/** Width, case, spaces and dots do not tell two spellings of a name apart. */
export const foldPerson = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•‧・.．]/g, '')

/** Whether a name or a job has what was typed in it. */
export const nameHolds = (name: string, typed: string): boolean =>
  foldPerson(name).includes(foldPerson(typed))

/** `18333-7` as typed in an address: a day and a number. Null when it is none. */
export function readCursor(typed: string | undefined): readonly [number, number] | null {
  const [, first, second] = /^(\d{1,15})-(\d{1,16})$/.exec(typed ?? '') ?? []
  return first && second ? [Number(first), Number(second)] : null
}
