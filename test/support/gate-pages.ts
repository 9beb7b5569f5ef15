// Every page the keepers of a site and of an enterprise open which no shop has, or where theirs says something
// else: the places of the demo accounts `foreman` and `factory`.
import { placesOf } from '../../scripts/demo/places'
import type { TownSize } from '../../scripts/demo/sizes'
import { gatesOf } from '../../scripts/demo/special'
import { dayOf, isoDay } from '../../src/shared/clock'

export interface ShownPage {
  what: string
  path: string
  status: number
}

/** The code of the place one of the two keeps. */
export function gateOf(account: 'foreman' | 'factory', size: TownSize = 'small'): string {
  const place = gatesOf(placesOf(size, 0))[account]
  if (!place) throw new Error(`the small town has no place for ${account}`)
  return place.code
}

const shown =
  (keep: string) =>
  ([what, path, status = 200]: readonly [
    what: string,
    path: string,
    status?: number,
  ]): ShownPage => ({
    what,
    path: path.startsWith('/') && !path.startsWith('/p/') ? keep + path : path || keep,
    status,
  })

/** What both have. */
const gatePages = (of: string, code: string) =>
  [
    [`the entries of ${of}`, ''],
    [`the door of ${of}`, `/p/${code}`],
    [`the board of ${of}`, `/p/${code}/board`],
    [`the wall screen of ${of}`, `/p/${code}/screen`],
    [`what ${of} has to do today`, '/today'],
    [`the gate of ${of} in the morning`, '/gate?shift=am'],
    [`everybody at the gate of ${of} in the evening`, '/gate?shift=pm&crew=*'],
    [`what was saved at the gate of ${of}`, '/gate?shift=am&notice=vehicle'],
    [`a pasted column at the gate of ${of}`, '/gate/paste'],
    [`the code to sign by at the gate of ${of}`, '/gate/sign'],
    [`the morning check of ${of} without its gate`, '/staff-check?shift=am'],
    [`the people of ${of}`, '/staff'],
    [`a roster of ${of} from a file`, '/staff/import'],
    [`the invitations of a crew of ${of}`, '/staff/invitations'],
    [`the people on watch at ${of}`, '/watches'],
    [`the batches of returns of ${of}`, '/returns'],
    [`the rounds at ${of}`, '/rounds'],
    [`the week of ${of}`, '/week'],
    [`the registers of ${of}`, '/ledgers'],
    [`the registers of ${of}, to print`, '/ledgers?show=all'],
    [`the supplies of ${of}`, '/stock'],
    [`the pledge of ${of}`, '/pledge'],
    [`asking for help for ${of}`, '/help'],
    [`the posters of ${of}`, '/poster'],
  ] as const

/** What `foreman` opens. */
export const sitePages = (size: TownSize = 'small'): ShownPage[] =>
  [
    ...gatePages('the site', gateOf('foreman', size)),
    ['the norm of a site with its own rating, isolation area and stage', '/norm'] as const,
    ['a watch at the site', '/watches/5'] as const,
    ['somebody under observation at the site', '/staff/49'] as const,
    ['moving somebody to another site', '/staff/48/move'] as const,
    ['a report no site owes', '/report', 404] as const,
  ].map(shown(`/keep/${gateOf('foreman', size)}`))

/** What `factory` opens. */
export const enterprisePages = (size: TownSize = 'small'): ShownPage[] => {
  const today = dayOf(Date.now())
  return [
    ...gatePages('the enterprise', gateOf('factory', size)),
    ['the daily report', '/report'] as const,
    ['the duty roster', '/roster'] as const,
    ['the duty roster of tomorrow', `/roster/${isoDay(today + 1)}`] as const,
    ['the duty roster as a sheet', '/roster/sheet'] as const,
    ['stopping production', '/stop'] as const,
    ['the accidents of the enterprise', '/accidents'] as const,
    ['a batch with its notice to those who return', '/returns/1'] as const,
    ['the watch that ends today at the enterprise', '/watches/1'] as const,
    ['a norm no enterprise has', '/norm', 404] as const,
  ].map(shown(`/keep/${gateOf('factory', size)}`))
}
