// `npm run reset`: deletes the local town; the next start makes a new one.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dataDirectory, servedBy } from './local-town.mjs'

const data = dataDirectory()
const server = servedBy(data)
if (server) {
  console.error(
    `The town in ${data} is being served (process ${server}). End it first with Ctrl-C.`,
  )
  process.exit(1)
}
// Only what the local commands wrote, whatever else ANMEN_DATA may point at.
const parts = ['v3', '.local'].map((part) => join(data, part)).filter((part) => existsSync(part))
for (const part of parts) rmSync(part, { recursive: true, force: true })
console.log(
  parts.length > 0
    ? `Deleted the local town in ${data}. npm start makes a new one.`
    : `There is no local town in ${data}.`,
)
