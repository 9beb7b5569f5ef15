// What is held about sites and returns: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  batchLists,
  handbooks,
  returnBatches,
  returnPeople,
  siteRatings,
  stageSteps,
  surveyPlaces,
  surveySums,
  surveys,
} from './tables'

const BOTH = 'keeper, officers of the area'
const OFFICERS = 'officers of the area'
const row = keptFor('as the town’s register')
const person = keptFor('14 days after the batch (rulebook), then only that there was somebody')

export const returnsData = {
  siteRatings: {
    id: row('internal', 'names the row', 'service'),
    key: row('internal', 'a repeated sending is one row', 'service'),
    placeId: row('internal', 'which site', BOTH),
    day: row('public', 'when it judged itself', 'everyone'),
    results: row('internal', 'what was done', BOTH),
    done: row('public', 'how much was done', 'everyone'),
    applying: row('public', 'of how much', 'everyone'),
    rulebookVersion: row('internal', 'by which rules', BOTH),
    by: row('internal', 'accountability', BOTH),
    at: row('internal', 'accountability', BOTH),
  },
  stageSteps: {
    id: row('internal', 'names the row', 'service'),
    key: row('internal', 'a repeated sending is one row', 'service'),
    placeId: row('internal', 'which site', BOTH),
    areaPath: row('internal', 'lists by area', OFFICERS),
    fromStage: row('internal', 'where it stood', BOTH),
    toStage: row('internal', 'where it goes', BOTH),
    day: row('internal', 'since when', BOTH),
    state: row('internal', 'how far it is', BOTH),
    reason: row('internal', 'why an officer decided so', BOTH),
    by: row('internal', 'accountability', BOTH),
    at: row('internal', 'accountability', BOTH),
    decidedBy: row('internal', 'accountability', BOTH),
    decidedAt: row('internal', 'accountability', BOTH),
  },
  returnBatches: {
    id: row('internal', 'names the row', 'service'),
    key: row('internal', 'a repeated sending is one batch', 'service'),
    placeId: row('internal', 'which place', BOTH),
    areaPath: row('internal', 'lists by area', OFFICERS),
    seq: row('internal', 'which batch of the place', BOTH),
    day: row('internal', 'when they come', BOTH),
    state: row('internal', 'how far it is', BOTH),
    version: row('internal', 'no change is lost unseen', 'service'),
    reason: row('internal', 'why it was sent back', BOTH),
    rulebookVersion: row('internal', 'by which rules', BOTH),
    by: row('internal', 'accountability', BOTH),
    at: row('internal', 'accountability', BOTH),
    decidedBy: row('internal', 'accountability', BOTH),
    decidedAt: row('internal', 'accountability', BOTH),
  },
  returnPeople: {
    id: person('internal', 'names the row', 'service'),
    key: person('internal', 'a repeated sending is one row', 'service'),
    batchId: person('internal', 'which batch', BOTH),
    workerId: person('internal', 'who, if on the roster', BOTH),
    name: person('encrypted', 'who comes', BOTH),
    nameIndex: person('index', 'nobody stands in a batch twice', 'service'),
    origin: person('personal', 'judged by the return rule', BOTH),
    worksFrom: person('personal', 'observed until then', BOTH),
    cameAt: person('internal', 'whether they came', BOTH),
    cameBy: person('internal', 'accountability', BOTH),
  },
  surveys: {
    id: row('internal', 'names the row', 'service'),
    key: row('internal', 'a repeated sending is one row', 'service'),
    placeId: row('internal', 'which enterprise', OFFICERS),
    day: row('internal', 'when it was visited', OFFICERS),
    answers: row('internal', 'what the town can help with', OFFICERS),
    note: row('encrypted', 'problems in its own words', OFFICERS),
    rulebookVersion: row('internal', 'which questions', OFFICERS),
    by: row('internal', 'accountability', OFFICERS),
    at: row('internal', 'accountability', OFFICERS),
  },
  handbooks: {
    placeId: row('internal', 'which enterprise', OFFICERS),
    day: row('internal', 'when it was handed over', OFFICERS),
    by: row('internal', 'accountability', OFFICERS),
    at: row('internal', 'accountability', OFFICERS),
  },
  batchLists: {
    areaId: row('internal', 'lists by area', OFFICERS),
    state: row('internal', 'how far it is', OFFICERS),
    day: row('internal', 'when they come', OFFICERS),
    batchId: row('internal', 'which batch', OFFICERS),
    people: row('internal', 'how many come', OFFICERS),
    came: row('internal', 'how many came', OFFICERS),
  },
  surveyPlaces: {
    placeId: row('internal', 'which enterprise', OFFICERS),
    areaPath: row('internal', 'lists by area', OFFICERS),
    surveyId: row('internal', 'its last visit', 'service'),
    visitedOn: row('internal', 'who has not been visited', OFFICERS),
    handbookOn: row('internal', 'who has no handbook', OFFICERS),
  },
  surveySums: {
    areaId: row('internal', 'sums by area', OFFICERS),
    question: row('internal', 'what was asked', OFFICERS),
    sum: row('internal', 'what the visits came to', OFFICERS),
    places: row('internal', 'what the visits came to', OFFICERS),
  },
} satisfies {
  batchLists: DataMap<typeof batchLists>
  surveyPlaces: DataMap<typeof surveyPlaces>
  surveySums: DataMap<typeof surveySums>
  siteRatings: DataMap<typeof siteRatings>
  stageSteps: DataMap<typeof stageSteps>
  returnBatches: DataMap<typeof returnBatches>
  returnPeople: DataMap<typeof returnPeople>
  surveys: DataMap<typeof surveys>
  handbooks: DataMap<typeof handbooks>
}
