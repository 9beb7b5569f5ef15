import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demoRulebook } from '../../scripts/demo/rulebook'
import { teamsOfTown } from '../../scripts/demo/teams'
import { type ChartNode, type ChartTeam, chartOf, pruned } from '../../src/features/teams/rules'

const flat = <T extends ChartTeam>(nodes: ChartNode<T>[]): T[] =>
  nodes.flatMap(({ team, under }) => [team, ...flat(under)])

const someTeams = fc
  .array(fc.record({ kind: fc.constantFrom('a', 'b', 'c', 'gone'), above: fc.nat(12) }), {
    maxLength: 12,
  })
  .map((made) =>
    // A team stands under an earlier one, under nobody, or under one that is gone.
    made.map(({ kind, above }, i) => ({
      id: i + 1,
      kind,
      name: `${i}`,
      parentId: above === 0 ? null : above <= i ? above : 99,
    })),
  )

test('every team stands on the chart exactly once, whatever became of the one above it', () => {
  fc.assert(
    fc.property(someTeams, (teams) => {
      const shown = flat(chartOf(teams, ['a', 'b', 'c'])).map(({ id }) => id)
      expect(shown.sort((a, b) => a - b)).toEqual(teams.map(({ id }) => id))
    }),
  )
})

test('what is looked for is shown with everything above it and nothing beside it', () => {
  fc.assert(
    fc.property(someTeams, fc.nat(12), (teams, wanted) => {
      const left = flat(pruned(chartOf(teams, ['a', 'b', 'c']), ({ id }) => id === wanted))
      const above: number[] = []
      for (let at = teams.find(({ id }) => id === wanted); at; ) {
        above.push(at.id)
        const { parentId } = at
        at = teams.find(({ id }) => id === parentId)
      }
      expect(left.map(({ id }) => id).sort()).toEqual(above.sort())
    }),
  )
})

test('kinds stand in the order of the rulebook', () => {
  const team = (id: number, kind: string) => ({ id, kind, name: kind, parentId: null })
  const chart = chartOf([team(1, 'z'), team(2, 'b'), team(3, 'a')], ['a', 'b'])
  expect(flat(chart).map(({ kind }) => kind)).toEqual(['a', 'b', 'z'])
})

test('the demo town has the teams of the bulletin', () => {
  const { teams, members, officers, liaisons } = teamsOfTown()
  const kinds = new Map(demoRulebook.teams.kinds.map((kind) => [kind.id, kind]))
  for (const team of teams) {
    const parent = teams.find(({ id }) => id === team.parentId)
    expect(parent?.kind ?? null, team.name).toBe(kinds.get(team.kind)?.under)
  }
  const of = (kind: string) => teams.filter((team) => team.kind === kind)
  const joint = members.filter(({ teamId }) => of('joint').some(({ id }) => id === teamId))
  expect(joint).toHaveLength(13)
  expect(new Set(joint.map(({ department }) => department)).size).toBe(6)
  expect(new Set(of('joint').map(({ areaPath }) => areaPath)).size).toBe(5)
  expect(of('enterprise_check')).toHaveLength(7)
  expect(teams.filter(({ parentId }) => parentId === of('enterprise_lead')[0]?.id)).toHaveLength(3)
  expect(liaisons).toHaveLength(20)
  expect(new Set(officers.map(({ phone }) => phone)).size).toBe(officers.length)
})
