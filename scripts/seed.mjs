// `npm run seed`: loads the demo town, or brings it up to this minute, without serving it.
import { prepareTown } from './local-town.mjs'

const town = await prepareTown(process.argv.slice(2))
console.log(
  town
    ? `The ${town.state.size} demo town is loaded. Its accounts: npm run demo:accounts`
    : 'This database holds a town of its own; nothing was added to it.',
)
