// The chart of teams: who stands under whom. Pure.
import type { TeamRole } from './tables'

export interface ChartTeam {
  id: number
  kind: string
  name: string
  parentId: number | null
}

export interface ChartNode<T extends ChartTeam> {
  team: T
  under: ChartNode<T>[]
}

/**
 * The teams as a tree, in the order of the rulebook's kinds. A team whose parent is gone stands at the
 * top, so that nobody disappears from the chart.
 */
export function chartOf<T extends ChartTeam>(
  teams: readonly T[],
  kinds: readonly string[],
): ChartNode<T>[] {
  const known = new Set(teams.map(({ id }) => id))
  const place = (kind: string): number =>
    kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length
  const sorted = [...teams].sort((a, b) => place(a.kind) - place(b.kind) || a.id - b.id)
  const below = Map.groupBy(sorted, ({ parentId }) =>
    parentId !== null && known.has(parentId) ? parentId : null,
  )
  const nodes = (parent: number | null): ChartNode<T>[] =>
    (below.get(parent) ?? []).map((team) => ({ team, under: nodes(team.id) }))
  return nodes(null)
}

/** What is left of a chart when only some teams are looked for: those and the ones above them. */
export function pruned<T extends ChartTeam>(
  nodes: readonly ChartNode<T>[],
  wanted: (team: T) => boolean,
): ChartNode<T>[] {
  return nodes.flatMap(({ team, under }) => {
    const left = pruned(under, wanted)
    return wanted(team) || left.length > 0 ? [{ team, under: left }] : []
  })
}

const RANK: Record<TeamRole, number> = { leader: 0, deputy: 1, member: 2 }

/** Leaders first, then in the order they came. */
export const byRank = (
  a: { role: TeamRole; id: number; since: number },
  b: { role: TeamRole; id: number; since: number },
): number => RANK[a.role] - RANK[b.role] || a.since - b.since || a.id - b.id
