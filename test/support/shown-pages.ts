// Every page anyone can open in the served town, those of a place's staff and of the office, and what they answer.

import { inject } from 'vitest'
import { filingOf, officePaths } from '../../scripts/demo/applicants'
import { placesOf } from '../../scripts/demo/places'
import type { TownSize } from '../../scripts/demo/sizes'
import { dayOf, isoDay } from '../../src/shared/clock'
import type { ShownPage } from './gate-pages'
import './served'

export { enterprisePages, sitePages } from './gate-pages'

/** Whose pages: the small town that is served, unless another is named. */
export interface Shown {
  placeCode: string
  size: TownSize
}
const served = (): Shown => ({ placeCode: inject('town').placeCode, size: 'small' })

/** One wrong symbol: the check symbol of the code notices it. */
const mistyped = (code: string): string => code.slice(0, 6) + (code[6] === '0' ? '1' : '0')

export const publicPages = ({ placeCode }: Shown = served()): ShownPage[] => {
  const door = `/p/${placeCode}`
  return [
    { what: 'the town', path: '/', status: 200 },
    { what: 'the list of places', path: '/places', status: 200 },
    { what: 'a search that finds', path: `/places?q=${encodeURIComponent('面')}`, status: 200 },
    { what: 'a search without result', path: '/places?q=zzzz', status: 200 },
    { what: 'the sites people are back at', path: '/places?kind=site&stage=returned', status: 200 },
    { what: 'the numbers', path: '/progress', status: 200 },
    { what: 'the workers by district', path: '/progress/workers', status: 200 },
    { what: 'a door', path: door, status: 200 },
    { what: 'the pledge of a door', path: `${door}/pledge`, status: 200 },
    { what: 'the pledges of a phone without any', path: '/pledges', status: 200 },
    { what: 'a lost card', path: '/pledges/recover', status: 200 },
    { what: 'a pledge of another phone', path: '/pledges/P-0000-0000', status: 404 },
    { what: 'checking a pledge by its number', path: '/verify', status: 200 },
    { what: 'a pledge nobody signed', path: '/verify/P-0000-0000', status: 404 },
    { what: 'the board of a door', path: `${door}/board`, status: 200 },
    { what: 'the wall screen of a door', path: `${door}/screen`, status: 200 },
    { what: 'reporting a door', path: `${door}/report`, status: 200 },
    { what: 'the log of a phone without entries', path: '/visits', status: 200 },
    { what: 'applying to open', path: '/apply', status: 200 },
    { what: 'the published suppliers', path: '/suppliers', status: 200 },
    { what: 'signing in', path: '/sign-in', status: 200 },
    { what: 'typing an invitation code', path: '/join', status: 200 },
    { what: 'an invitation that is gone', path: `/join/${'A'.repeat(22)}`, status: 410 },
    { what: 'a code for inspectors that opens nothing', path: '/registers/none', status: 410 },
    { what: 'what was purged', path: '/deletions', status: 200 },
    { what: 'the rules in force', path: '/rules', status: 200 },
    { what: 'the handbook', path: '/guide', status: 200 },
    { what: 'what supports enterprises', path: '/policies', status: 200 },
    { what: 'the handbook of a trade', path: '/guide/shop/catering', status: 200 },
    { what: 'the handbook of a trade on the negative list', path: '/guide/shop/ktv', status: 200 },
    { what: 'a page that does not exist', path: '/no-such-page', status: 404 },
    { what: 'a mistyped code', path: `/p/${mistyped(placeCode)}`, status: 404 },
  ]
}

/** What the staff of the demo keeper's shop open. */
export const staffPages = ({ placeCode }: Shown = served()): ShownPage[] => {
  const keep = `/keep/${placeCode}`
  return [
    { what: 'the gate without network', path: '/gate/offline', status: 200 },
    { what: 'the list of today', path: keep, status: 200 },
    { what: 'entering someone without a phone', path: `${keep}/proxy`, status: 200 },
    { what: 'the workers of the place', path: `${keep}/staff`, status: 200 },
    {
      what: 'the workers who wait for the keeper',
      path: `${keep}/staff?show=waiting&q=${encodeURIComponent('王')}`,
      status: 200,
    },
    { what: 'the people on watch at the place', path: `${keep}/watches`, status: 200 },
    { what: 'documents seen of a worker', path: `${keep}/staff/2/papers`, status: 200 },
    {
      what: 'keeping a copy of a document',
      path: `${keep}/staff/2/papers/copy/health`,
      status: 200,
    },
    { what: 'a roster from a file', path: `${keep}/staff/import`, status: 200 },
    { what: 'the open invitations', path: `${keep}/staff/invitations`, status: 200 },
    { what: 'the pledge of the place', path: `${keep}/pledge`, status: 200 },
    { what: 'a question of the place’s pledge', path: `${keep}/pledge/staff_count`, status: 200 },
    { what: 'the people of the place', path: `${keep}/team`, status: 200 },
    { what: 'what is to do today', path: `${keep}/today`, status: 200 },
    { what: 'counting supplies', path: `${keep}/stock`, status: 200 },
    { what: 'asking the town for help', path: `${keep}/help`, status: 200 },
    { what: 'measuring the staff', path: `${keep}/staff-check`, status: 200 },
    { what: 'measuring at the gate', path: `${keep}/gate?crew=*`, status: 200 },
    { what: 'pasting a column of temperatures', path: `${keep}/gate/paste`, status: 200 },
    { what: 'a code held out for signing', path: `${keep}/gate/sign`, status: 200 },
    { what: 'the places of a keeper', path: '/apply', status: 200 },
    { what: 'registering a place', path: '/apply/place', status: 200 },
    { what: 'claiming a place', path: '/apply/claim', status: 200 },
    { what: 'how the application stands', path: `${keep}/application`, status: 200 },
    { what: 'the poster for the door', path: `${keep}/poster`, status: 200 },
    { what: 'the counter cards', path: `${keep}/cards`, status: 200 },
    { what: 'the week grid', path: `${keep}/week`, status: 200 },
    { what: 'the registers', path: `${keep}/ledgers`, status: 200 },
    { what: 'the registers, to print', path: `${keep}/ledgers?show=all`, status: 200 },
    {
      what: 'registers of a range that ends before it begins',
      path: `${keep}/ledgers?from=2020-03-09&to=2020-03-02`,
      status: 422,
    },
    { what: 'the code for inspectors', path: `${keep}/inspector`, status: 200 },
    { what: 'what a patrol found', path: `${keep}/orders`, status: 200 },
    { what: 'the rounds of the patrols', path: `${keep}/rounds`, status: 200 },
    { what: 'what an inspection found', path: `${keep}/findings`, status: 200 },
    { what: 'the opinion of an acceptance', path: `${keep}/acceptance/1`, status: 200 },
    { what: 'the empty register', path: `${keep}/register-sheet`, status: 200 },
    { what: 'typing in a paper register', path: `${keep}/paper`, status: 200 },
  ]
}

/** The demo town’s notices are written four days and less before it is founded. */
const yearNow = (): string => isoDay(dayOf(Date.now()) - 4).slice(0, 4)
/** The code of an open place of a kind. */
const demoPlace = (size: TownSize, kind: 'site' | 'enterprise'): string =>
  placesOf(size, 0).find((each) => each.kind === kind && each.status === 'open')?.code ?? ''

const applicationIn = (size: TownSize, state: string) => {
  const place = placesOf(size, 0).find((each) => filingOf(each) === state)
  if (!place) throw new Error(`nobody's application is ${state}`)
  return officePaths(place)
}

/** Whether or not it has reported yet. */
const reportPath = (size: TownSize): string => {
  const place = placesOf(size, 0).find(
    ({ kind, status }) => kind === 'enterprise' && status === 'open',
  )
  if (!place) throw new Error('the small town has no enterprise')
  return `/office/reports/${place.code}`
}

/** What the demo administrator opens. */
export const officePages = ({ placeCode, size }: Shown = served()): ShownPage[] => [
  { what: 'the office', path: '/office', status: 200 },
  { what: 'the applications', path: '/office/applications?state=live', status: 200 },
  {
    what: 'the applications of one trade, ticked',
    path: '/office/applications?trade=catering&all=1',
    status: 200,
  },
  { what: 'a search among them without result', path: '/office/applications?q=zzzz', status: 200 },
  {
    what: 'an application to decide',
    path: applicationIn(size, 'submitted').application,
    status: 200,
  },
  {
    what: 'one sent back and appealed',
    path: applicationIn(size, 'sent_back').application,
    status: 200,
  },
  { what: 'an application that is none', path: '/office/applications/A-0000-0000', status: 404 },
  { what: 'the appeals', path: '/office/appeals', status: 200 },
  { what: 'an appeal to answer', path: applicationIn(size, 'sent_back').appeal, status: 200 },
  { what: 'choosing what to print', path: '/office/places/print', status: 200 },
  { what: 'importing places', path: '/office/imports', status: 200 },
  { what: 'setting up a town', path: '/office/imports/town', status: 200 },
  { what: 'the workers who declared a risk', path: '/office/workers', status: 200 },
  { what: 'the people on watch', path: '/office/watches', status: 200 },
  { what: 'a watch that ends today', path: '/office/watches/1', status: 200 },
  { what: 'a certificate of release', path: '/office/watches/2/certificate', status: 200 },
  { what: 'somebody to put on watch', path: '/office/watches/new?phone=1', status: 422 },
  { what: 'documents seen of a worker', path: '/office/watches/worker/2', status: 200 },
  {
    what: 'keeping a copy of a document in the office',
    path: '/office/watches/worker/2/copy/travel_paper',
    status: 200,
  },
  { what: 'the notices', path: '/office/notices', status: 200 },
  { what: 'a notice given back', path: `/office/notices/${yearNow()}-2`, status: 200 },
  { what: 'a notice as a form', path: `/office/notices/${yearNow()}-2/form`, status: 200 },
  { what: 'choosing whom a notice is about', path: '/office/arrivals', status: 200 },
  { what: 'a notice about nobody', path: '/office/notices/new', status: 200 },
  { what: 'a notice about two people', path: '/office/notices/new?p13=1&p14=1', status: 200 },
  { what: 'somebody newly come', path: '/office/arrivals/13', status: 200 },
  { what: 'reporting a new shop', path: '/office/report/place', status: 200 },
  { what: 'reporting a new arrival', path: '/office/report/person', status: 200 },
  {
    what: 'the declared risks still on watch of a place',
    path: `/office/workers?watch=1&q=${encodeURIComponent('面')}`,
    status: 200,
  },
  { what: 'the inspections of today', path: '/office/inspections', status: 200 },
  { what: 'planning inspections', path: '/office/inspections?show=owed', status: 200 },
  { what: 'an inspection that failed', path: '/office/inspections/2', status: 200 },
  { what: 'an inspection to be done', path: '/office/inspections/3', status: 200 },
  { what: 'the acceptance form', path: '/office/inspections/1/form', status: 200 },
  {
    what: 'the acceptance form for the pen',
    path: '/office/inspections/3/form?blank=1',
    status: 200,
  },
  { what: 'the orders', path: '/office/orders', status: 200 },
  { what: 'batches of returns', path: '/office/returns', status: 200 },
  { what: 'a batch that came', path: '/office/returns/1', status: 200 },
  { what: 'a batch to decide', path: '/office/returns/2', status: 200 },
  { what: 'the stage of a site', path: `/office/sites/${demoPlace(size, 'site')}`, status: 200 },
  { what: 'survey visits', path: '/office/surveys', status: 200 },
  { what: 'what the visits came to', path: '/office/surveys?show=visited', status: 200 },
  { what: 'a survey visit', path: `/office/surveys/${demoPlace(size, 'enterprise')}`, status: 200 },
  { what: 'the orders to recheck', path: '/office/orders?view=answered', status: 200 },
  { what: 'an order for the pen', path: '/office/orders/form', status: 200 },
  { what: 'the patrols of today', path: '/office/patrols', status: 200 },
  { what: 'the page a patrol’s phone keeps', path: '/office/patrols/offline', status: 200 },
  { what: 'every place on patrol', path: '/office/patrols?show=all&team=0', status: 200 },
  { what: 'typing the code of a place', path: '/office/patrols/round', status: 200 },
  { what: 'a mistyped code', path: '/office/patrols/round?code=1234567', status: 422 },
  { what: 'a round', path: `/office/patrols/round/${placeCode}`, status: 200 },
  { what: 'rounds without a code', path: '/office/patrols/review', status: 200 },
  {
    what: 'resident supervision',
    path: `/office/patrols/resident/${placeCode}`,
    status: 200,
  },
  { what: 'the open cases', path: '/office/cases', status: 200 },
  { what: 'recording a case', path: '/office/cases/new', status: 200 },
  { what: 'a case', path: '/office/cases/1', status: 200 },
  { what: 'the daily reports', path: '/office/reports?view=all', status: 200 },
  { what: 'a search among reports without result', path: '/office/reports?q=zzzz', status: 200 },
  { what: 'the daily report of an enterprise', path: reportPath(size), status: 200 },
  { what: 'who has not reported, for the group', path: '/office/reports/group', status: 200 },
  { what: 'the accidents', path: '/office/reports/accidents', status: 200 },
  { what: 'the grid of rounds', path: '/office/patrols/grid', status: 200 },
  {
    what: 'what was wrong in the shops yesterday',
    path: `/office/patrols/grid?kind=shop&wrong=1&day=${isoDay(dayOf(Date.now()) - 1)}`,
    status: 200,
  },
  { what: 'the grid on paper', path: '/office/patrols/grid?kind=shop&all=1', status: 200 },
  {
    what: 'the text of a grid',
    path: '/office/patrols/grid?kind=shop&text=1',
    status: 200,
  },
  { what: 'the rounds to urge', path: '/office/patrols/urge', status: 200 },
  { what: 'the rounds to urge in one village', path: '/office/patrols/urge?area=10', status: 200 },
  {
    what: 'the boards out of date in one village',
    path: '/office/patrols/behind?area=10',
    status: 200,
  },
  { what: 'the leader’s page', path: '/office/leader', status: 200 },
  { what: 'the draft of a bulletin', path: '/office/leader/bulletin', status: 200 },
  { what: 'the requests for help', path: '/office/requests', status: 200 },
  { what: 'a request to take', path: `/office/requests/${yearNow()}-4`, status: 200 },
  { what: 'a request as a form', path: `/office/requests/${yearNow()}-4/form`, status: 200 },
  { what: 'the requests in numbers', path: '/office/requests/numbers', status: 200 },
  { what: 'the suppliers kept', path: '/office/suppliers', status: 200 },
  { what: 'adding a supplier', path: '/office/suppliers/new', status: 200 },
  { what: 'the audit log', path: '/office/audit', status: 200 },
  { what: 'all places', path: '/office/places', status: 200 },
  { what: 'the suspended shops', path: '/office/places?status=suspended&kind=shop', status: 200 },
  { what: 'one place', path: `/office/places/${placeCode}`, status: 200 },
  { what: 'liaison officers by village', path: '/office/liaisons', status: 200 },
  { what: 'the chart of teams', path: '/office/teams', status: 200 },
  { what: 'the sheet of all teams', path: '/office/teams?all=1', status: 200 },
  {
    what: 'teams by the name of somebody',
    path: `/office/teams?q=${encodeURIComponent('李')}`,
    status: 200,
  },
  { what: 'setting up a team', path: '/office/teams/new?kind=joint', status: 200 },
  { what: 'one team', path: '/office/teams/1', status: 200 },
  { what: 'the rules and their changes', path: '/office/rulebook', status: 200 },
  { what: 'adding to the negative list', path: '/office/rulebook/change/category', status: 200 },
  { what: 'changing a part of the rules', path: '/office/rulebook/change/part', status: 200 },
  { what: 'the places listed one by one', path: '/office/listed', status: 200 },
  { what: 'listing a place', path: '/office/listed/new', status: 200 },
  {
    what: 'suspending a place',
    path: `/office/places/${placeCode}/suspend`,
    status: 200,
  },
]
