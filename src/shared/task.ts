// What waits for one officer, as a line of 我的待办: every room counts its own.

export interface Task {
  /** Key of what it is. */
  label: string
  href: string
  count: number
  /** Of these, past their time. */
  late: number
}
