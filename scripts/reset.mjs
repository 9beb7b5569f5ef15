// `npm run reset`: deletes the local town; the next start makes a new one.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dataDirectory } from './local-town.mjs'

const data = dataDirectory()
// Only what the local commands wrote, whatever else ANMEN_DATA may point at.
const parts = ['v3', '.local'].map((part) => join(data, part)).filter((part) => existsSync(part))
for (const part of parts) rmSync(part, { recursive: true, force: true })
console.log(
  parts.length > 0
    ? `Deleted the local town in ${data}. npm start makes a new one.`
    : `There is no local town in ${data}.`,
)
