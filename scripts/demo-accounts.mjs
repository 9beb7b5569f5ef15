// `npm run demo:accounts`: who can sign in to the demo town; `--json` for programs. Starts nothing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDirectory } from './local-town.mjs'

const ROLES = {
  admin: 'the whole town',
  reviewer: 'market supervision: reviews applications',
  patrol: 'patrols district 二片区',
  clerk: 'clerk of the village 左照沟村',
  health1: 'health officer',
  health2: 'health officer, the second signature',
  viewer: 'reads numbers',
  keeper: 'keeper of 老马烩面馆',
  helper: 'waiter at 老马烩面馆',
  admin2: 'the whole town, the second person for new rules',
  foreman: 'keeper of the site 昆仑路改造: its gate, a watch, its isolation area',
  factory: 'keeper of an enterprise: its daily report, duty roster, batches of returns',
}

function readTown() {
  try {
    return JSON.parse(readFileSync(join(dataDirectory(), '.local', 'demo.json'), 'utf8'))
  } catch {
    console.error('There is no demo town here yet. Run: npm start')
    process.exit(1)
  }
}

const { password, accounts, placeCode } = readTown()
if (process.argv.includes('--json')) console.log(JSON.stringify({ password, accounts, placeCode }))
else {
  for (const name of accounts) console.log(`${name.padEnd(9)} ${ROLES[name] ?? ''}`)
  console.log(`\nPassword of all: ${password}\nThe keeper's shop: /p/${placeCode}`)
}
