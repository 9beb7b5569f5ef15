// The door of the inspections room. Its pages are mounted by app.ts from ./routes: an officer's home asks
// this door for its numbers.
export { countInspectionsFor, countOpenCases } from './store-counts'
