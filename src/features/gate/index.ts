// The door of the gate room: crews measured as they come to work. Readings are the board's, forms its own.
export { gateRoutes } from './routes'
