// The few things every island does with the page.

/** Runs `start` on every element marked `data-island="name"`. */
export function island(name: string, start: (root: HTMLElement) => void): void {
  for (const root of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]`)) start(root)
}

/** The element inside `root` with a `data-` mark, if any. */
export const marked = (root: ParentNode, mark: string): HTMLElement | null =>
  root.querySelector<HTMLElement>(`[data-${mark}]`)

const pad = (n: number): string => String(n).padStart(2, '0')

/** `10:24:36` in Asia/Shanghai, of epoch milliseconds. */
export function clockText(ms: number): string {
  const seconds = Math.floor((ms / 1000 + 8 * 3600) % 86_400)
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
}

/** `04:32` of a span of milliseconds; never below zero. */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`
}

/** Calls `ask` now and again after `ms`, only while the page is seen; never two at a time. */
export function keepAsking(ms: () => number, ask: () => Promise<void>): void {
  const again = () => setTimeout(run, ms())
  const run = async () => {
    if (!document.hidden) await ask().catch(() => undefined)
    again()
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void ask().catch(() => undefined)
  })
  again()
}
