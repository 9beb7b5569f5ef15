// Installs what package-lock.json names when node_modules is missing or older. Needs only Node and npm.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, statSync } from 'node:fs'

const installed = 'node_modules/.package-lock.json'
const fresh =
  existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs
// `npm ci` empties the folder behind a link, which belongs to another checkout.
const linked = lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink() ?? false
if (!fresh && !linked) {
  console.log('Installing packages (once, about half a minute) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('The installation failed. Check the network, then run the command again.')
    process.exit(status ?? 1)
  }
}
