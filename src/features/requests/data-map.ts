// What is held about requests for help and suppliers: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { helpEntries, helpLists, helpRequests, helpSums, suppliers } from './tables'

const request = keptFor('as the town’s register')
const supplier = keptFor('as long as it is published, then as the town’s register')
const OFFICE = 'keeper of the place, officers of the area'

export const requestsData = {
  helpLists: {
    areaId: request('internal', 'lists by area', 'officers of the area'),
    state: request('internal', 'how far it is', 'officers of the area'),
    answerBy: request('internal', 'what is late', 'officers of the area'),
    requestId: request('internal', 'which request', 'officers of the area'),
    category: request('internal', 'what kind of help', 'officers of the area'),
    unit: request('internal', 'who answers', 'officers of the area'),
    placeKind: request('internal', 'lists by kind', 'officers of the area'),
    at: request('internal', 'how long ago it was asked', 'officers of the area'),
  } satisfies DataMap<typeof helpLists>,
  helpSums: {
    areaId: request('internal', 'counts by area', 'officers of the area'),
    by: request('internal', 'what is counted', 'officers of the area'),
    name: request('internal', 'what is counted', 'officers of the area'),
    state: request('internal', 'how far they are', 'officers of the area'),
    n: request('internal', 'how many', 'officers of the area'),
  } satisfies DataMap<typeof helpSums>,
  helpRequests: {
    id: request('internal', 'names the row', 'service'),
    key: request('internal', 'a repeated sending is one row', 'service'),
    year: request('internal', 'its number', OFFICE),
    seq: request('internal', 'its number', OFFICE),
    placeId: request('internal', 'which place asks', OFFICE),
    placeKind: request('internal', 'lists by kind', OFFICE),
    areaPath: request('internal', 'lists by area', OFFICE),
    category: request('internal', 'what kind of help', OFFICE),
    unit: request('internal', 'who answers', OFFICE),
    text: request('encrypted', 'what is needed', `${OFFICE}, audited`),
    quantity: request('encrypted', 'how much is needed', `${OFFICE}, audited`),
    neededOn: request('internal', 'by when it is needed', OFFICE),
    state: request('internal', 'how far it is', OFFICE),
    version: request('internal', 'no change is lost unseen', 'service'),
    answerBy: request('internal', 'accountability', OFFICE),
    rulebookVersion: request('internal', 'which rules its deadline follows', 'service'),
    by: request('internal', 'who asked', OFFICE),
    at: request('internal', 'accountability', OFFICE),
    takenBy: request('internal', 'who has it in hand', OFFICE),
    takenAt: request('internal', 'accountability', OFFICE),
    answeredAt: request('internal', 'accountability', OFFICE),
    endedAt: request('internal', 'accountability', OFFICE),
    reopens: request('internal', 'how often it was not solved', OFFICE),
  } satisfies DataMap<typeof helpRequests>,
  helpEntries: {
    id: request('internal', 'names the row', 'service'),
    key: request('internal', 'a repeated step is one row', 'service'),
    requestId: request('internal', 'which request', OFFICE),
    kind: request('internal', 'what was done', OFFICE),
    unit: request('internal', 'who answered for it then', OFFICE),
    text: request('encrypted', 'what was said', `${OFFICE}, audited`),
    fileId: request('internal', 'a photo or PDF of the answer', OFFICE),
    by: request('internal', 'who did it', OFFICE),
    at: request('internal', 'accountability', OFFICE),
  } satisfies DataMap<typeof helpEntries>,
  suppliers: {
    id: supplier('public', 'names the row', 'everyone'),
    key: supplier('internal', 'a repeated sending is one row', 'service'),
    category: supplier('public', 'what kind of help', 'everyone'),
    name: supplier('public', 'who sells', 'everyone'),
    what: supplier('public', 'what is sold', 'everyone'),
    price: supplier('public', 'what it costs', 'everyone'),
    contact: supplier('public', 'how a business is reached', 'everyone'),
    folded: supplier('public', 'is searched', 'service'),
    fromDay: supplier('public', 'since when', 'everyone'),
    by: supplier('internal', 'accountability', 'headquarters'),
    at: supplier('internal', 'accountability', 'headquarters'),
    endedAt: supplier('internal', 'accountability', 'headquarters'),
    endedBy: supplier('internal', 'accountability', 'headquarters'),
  } satisfies DataMap<typeof suppliers>,
}
