// The door of the imports room: lists of places, and whole towns, from a file.
export { importRoutes } from './routes'
export { continueImports } from './run'
export { purgeImports } from './store-purge'
