// What is held about areas and places: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  areas,
  areaTrees,
  gramSheets,
  placeChanges,
  placeCounts,
  placeGrams,
  places,
} from './tables'

const areasRow = keptFor('while the town exists')

const placesRow = keptFor('while the place exists, then as the town’s register')

const placeChangesRow = keptFor('while the place exists, then as the town’s register')

const placeGramsRow = keptFor('as the place’s name')

const placeCountsRow = keptFor('always, as counts')

export const placesData = {
  areas: {
    id: areasRow('public', 'the tree of areas', 'everyone'),
    parentId: areasRow('public', 'the tree of areas', 'everyone'),
    level: areasRow('public', 'the tree of areas', 'everyone'),
    name: areasRow('public', 'the tree of areas', 'everyone'),
    nameEn: areasRow('public', 'the tree of areas', 'everyone'),
    path: areasRow('public', 'the tree of areas', 'everyone'),
  } satisfies DataMap<typeof areas>,
  areaTrees: {
    id: areasRow('internal', 'there is one', 'service'),
    areas: areasRow('public', 'all areas at once, for every page that lists them', 'everybody'),
  } satisfies DataMap<typeof areaTrees>,
  places: {
    id: placesRow('internal', 'names the place in other rows', 'service'),
    code: placesRow('public', 'the code on the door', 'everyone'),
    kind: placesRow('public', 'shop, enterprise or site', 'everyone'),
    name: placesRow('public', 'what the sign says', 'everyone'),
    nameFolded: placesRow('public', 'search', 'everyone'),
    trade: placesRow('public', 'what it does', 'everyone'),
    address: placesRow('public', 'where it is', 'everyone'),
    areaId: placesRow('public', 'where it is', 'everyone'),
    areaPath: placesRow('public', 'lists by area', 'everyone'),
    parentId: placesRow('public', 'the market or site it belongs to', 'everyone'),
    entrances: placesRow('public', 'which door of it', 'everyone'),
    status: placesRow('public', 'may it be open', 'everyone'),
    statusReason: placesRow('public', 'why not', 'everyone'),
    statusCause: placesRow('public', 'what brought it into its status', 'everyone'),
    stage: placesRow('public', 'how far a site is', 'everyone'),
    returnedOn: placesRow('public', 'how far a site is', 'everyone'),
    workingOn: placesRow('public', 'how far a site is', 'everyone'),
    openedOn: placesRow('public', 'since when it is open', 'everyone'),
    inspectionDueOn: placesRow(
      'internal',
      'the inspection it still owes',
      'staff of the place, officers of the area',
    ),
    acceptanceNumber: placesRow('public', 'number of its acceptance', 'everyone'),
    opensAt: placesRow('public', 'opening hours', 'everyone'),
    closesAt: placesRow('public', 'opening hours', 'everyone'),
    capacity: placesRow('public', 'how many fit in', 'everyone'),
    isolationRooms: placesRow('public', 'the isolation area of a site', 'everyone'),
    isolationBeds: placesRow('public', 'the isolation area of a site', 'everyone'),
    contractor: placesRow('public', 'which company builds at a site', 'everyone'),
    restDay: placesRow('public', 'closed today', 'everyone'),
    pausedFrom: placesRow('public', 'paused by its keeper', 'everyone'),
    pausedUntil: placesRow('public', 'paused by its keeper', 'everyone'),
    liaisonId: placesRow(
      'internal',
      'which officer looks after it',
      'staff of the place, officers of the area',
    ),
    contactName: placesRow(
      'encrypted',
      'whom to call; the surname stands on the board of a site as who is in charge',
      'staff of the place, officers of the area; of a site the surname: everyone',
    ),
    contactPhone: placesRow(
      'encrypted',
      'where to call; one tap, audited',
      'staff of the place, officers of the area',
    ),
    contactPhoneIndex: placesRow('index', 'finds the places of one keeper', 'service'),
    version: placesRow('internal', 'no change is lost unseen', 'service'),
    createdAt: placesRow('internal', 'accountability', 'staff of the place, officers of the area'),
  } satisfies DataMap<typeof places>,
  placeChanges: {
    id: placeChangesRow('internal', 'names the step', 'service'),
    key: placeChangesRow('internal', 'a repeated sending is one step', 'service'),
    placeId: placeChangesRow('internal', 'which place', 'staff of the place, officers of the area'),
    at: placeChangesRow('internal', 'when', 'staff of the place, officers of the area'),
    fromStatus: placeChangesRow('internal', 'the step', 'staff of the place, officers of the area'),
    toStatus: placeChangesRow('internal', 'the step', 'staff of the place, officers of the area'),
    cause: placeChangesRow('internal', 'why', 'staff of the place, officers of the area'),
    ref: placeChangesRow('internal', 'why', 'staff of the place, officers of the area'),
    reason: placeChangesRow('public', 'why, in words', 'everyone'),
    actorKind: placeChangesRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    actorId: placeChangesRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    rulebookVersion: placeChangesRow(
      'internal',
      'under which rules',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof placeChanges>,
  placeGrams: {
    gram: placeGramsRow('public', 'search by parts of the name', 'service'),
    placeId: placeGramsRow('internal', 'which place', 'service'),
  } satisfies DataMap<typeof placeGrams>,
  gramSheets: {
    gram: placeGramsRow('public', 'search by parts of the name', 'service'),
    sheet: placeGramsRow('internal', 'which sheet', 'service'),
    n: placeGramsRow('internal', 'how many places it has', 'service'),
    places: placeGramsRow('public', 'which places, and where they are', 'service'),
  } satisfies DataMap<typeof gramSheets>,
  placeCounts: {
    kind: placeCountsRow('public', 'how many places of each kind and state', 'everyone'),
    status: placeCountsRow('public', 'how many places of each kind and state', 'everyone'),
    stage: placeCountsRow('public', 'how many places of each kind and state', 'everyone'),
    count: placeCountsRow('public', 'how many places of each kind and state', 'everyone'),
  } satisfies DataMap<typeof placeCounts>,
}
