// The door of the teams room. Its pages are mounted by app.ts from ./routes: the places room's pages
// show which teams look after a place.
export { TeamsHere } from './here'
export { leadersOf, teamsAt } from './people'
