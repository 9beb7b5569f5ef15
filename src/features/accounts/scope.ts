// What an officer's roles cover: areas are ranges of paths, a reviewer's department narrows them.
import type { AccountActor, OfficerRole, OfficerScope } from '../../shared/actor'

/** The end of the range of paths that begin with `path`; `/1/3/` ends before `/1/30`. */
const pathEnd = (path: string): string => `${path.slice(0, -1)}0`

/** The scopes an account holds in one of these roles; without any named, all of them. */
export const scopesOf = (actor: AccountActor, ...roles: OfficerRole[]): OfficerScope[] =>
  actor.scopes.filter((scope) => roles.length === 0 || roles.includes(scope.role))

/**
 * The scopes as one JSON parameter for `json_each`: `[[from, to, department], …]`. A row is covered where
 * `area_path >= value->>0 AND area_path < value->>1 AND value->>2 IN ('', department)`.
 */
export const rangesOf = (actor: AccountActor, ...roles: OfficerRole[]): string =>
  JSON.stringify(
    scopesOf(actor, ...roles).map((scope) => [
      scope.areaPath,
      pathEnd(scope.areaPath),
      scope.role === 'reviewer' ? (scope.department ?? '') : '',
    ]),
  )

type Range = [from: string, to: string, ...rest: string[]]

/**
 * Ranges without those that lie in another one: somebody who holds a role for the town and for a village of
 * it finds each row once, where a statement walks one range after the other.
 */
export function outermost(ranges: string): string {
  const all: Range[] = JSON.parse(ranges)
  const outer = all.filter(
    ([from, to], i) =>
      !all.some(([start, end], j) => {
        const same = start === from && end === to
        return start <= from && to <= end && (same ? j < i : true)
      }),
  )
  return JSON.stringify(outer)
}

/** The areas of ranges, of none inside another: a path ends with the number of its area. */
export const areaIdsOf = (ranges: string): number[] =>
  (JSON.parse(outermost(ranges)) as Range[]).map(([from]) => Number(from.split('/').at(-2)))

/** Whether one of the roles covers a place; `department` is asked of reviewers only. */
export const covers = (
  actor: AccountActor,
  roles: OfficerRole[],
  where: { areaPath: string; department?: string },
): boolean =>
  scopesOf(actor, ...roles).some(
    (scope) =>
      where.areaPath.startsWith(scope.areaPath) &&
      (scope.role !== 'reviewer' ||
        !scope.department ||
        where.department === undefined ||
        scope.department === where.department),
  )
