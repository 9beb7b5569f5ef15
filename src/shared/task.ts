// What waits for one officer, as a line of 我的待办: every room counts its own.

export interface Task {
  /** Key of what it is. */
  label: string
  href: string
  count: number
  /** Of these, past their time. */
  late: number
  /** Up to where the late ones were counted; there may be more. */
  mostLate?: number
  /** The same of the count itself. */
  mostCount?: number
}

/** An officer's home counts the late ones of a list no further than this. */
export const MOST_LATE = 9

/** A number that was counted up to a limit: `9+` past it. */
export const countText = (n: number, most: number = Number.POSITIVE_INFINITY): string =>
  n > most ? `${most}+` : String(n)
