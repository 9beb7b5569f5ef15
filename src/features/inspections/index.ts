// The door of the inspections room. Its pages are mounted by app.ts from ./routes: an officer's home and
// a keeper's day ask this door for their numbers.
export { FindingsLine } from './findings-line'
export { countFindingsAt, countInspectionsFor, countOpenCases } from './store-counts'
