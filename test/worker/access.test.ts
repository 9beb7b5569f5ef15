import { beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role } from '../support/access-roles'
import { ACCESS } from '../support/access-table'
import { helperOf, keeperOf, type OwnPhone, officer } from '../support/people'
import { app, foundTown, openPlace, Phone } from '../support/town'

let code = ''
const people = new Map<Role, OwnPhone>()

beforeAll(async () => {
  await foundTown()
  const [place, elsewhere] = [await openPlace(), await openPlace({ name: '鑫源五金' })]
  code = place.code
  people.set('keeper', await keeperOf(place))
  people.set('other keeper', await keeperOf(elsewhere))
  people.set('helper', await helperOf(place))
  for (const role of ['admin', 'reviewer', 'patrol', 'clerk', 'health', 'viewer'] as const)
    people.set(role, await officer({ role }))
})

const mounted = Map.groupBy(
  app.routes.filter((route) => route.method !== 'ALL'),
  (route) => `${route.method} ${route.path}`,
)

const pathOf = (route: string): string =>
  route
    .replace(/^\w+ /, '')
    .replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) =>
      name === 'code' ? code : (ACCESS[route]?.params?.[name] ?? ''),
    )

/** The phone of a role, signed in afresh: some routes sign out. */
const phoneOf = async (role: Role): Promise<Phone> =>
  (await people.get(role)?.signIn()) ?? new Phone()

async function answerTo(route: string, role: Role): Promise<'allowed' | 'refused'> {
  const phone = await phoneOf(role)
  const path = pathOf(route)
  const response = route.startsWith('GET')
    ? await phone.get(path)
    : await phone.post(path, ACCESS[route]?.form ?? {})
  expect(response.status, `${role} at ${route}`).toBeLessThan(500)
  const signInFirst = (response.headers.get('location') ?? '').startsWith('/sign-in?next=')
  return signInFirst || response.status === 401 || response.status === 403 ? 'refused' : 'allowed'
}

test('every mounted route has its line in the table, and no line is left over', () => {
  expect(Object.keys(ACCESS).sort()).toEqual([...mounted.keys()].sort())
})

test('every mounted route says who may use it', () => {
  const silent = [...mounted].filter(
    ([, handlers]) => !handlers.some(({ handler }) => 'access' in handler),
  )
  expect(silent.map(([route]) => route)).toEqual([])
})

describe('each route lets in exactly those the table names', () => {
  test.each(Object.entries(ACCESS))('%s', async (route, { allowed }) => {
    const answers: Record<string, string> = {}
    for (const role of ROLES) answers[role] = await answerTo(route, role)
    const wanted = ROLES.map((role) => [role, allowed.includes(role) ? 'allowed' : 'refused'])
    expect(answers).toEqual(Object.fromEntries(wanted))
  })
})
