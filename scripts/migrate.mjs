// `npm run db:migrate`: applies what is new in migrations/ to the local database.
import { dataDirectory, demoTown } from './local-town.mjs'

const { migrateLocal } = await demoTown()
const applied = await migrateLocal(dataDirectory())
console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
