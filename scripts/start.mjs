// `npm start`: builds, migrates, loads the demo town if there is none, and serves it.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { ensureAssets } from './build.mjs'
import { dataDirectory, noteServing, prepareTown, servedBy } from './local-town.mjs'

const port = Number(process.env.PORT || 8787)
const origin = `http://localhost:${port}`

const isFree = (host) =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', ({ code }) => resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'))
    probe.listen({ port, host }, () => probe.close(() => resolve(true)))
  })

function refuse(line) {
  console.error(line)
  process.exit(1)
}

if (!Number.isInteger(port) || port < 1 || port > 65_535)
  refuse(`PORT=${process.env.PORT} is not a port.`)
if (!((await isFree('127.0.0.1')) && (await isFree('::1'))))
  refuse(`Port ${port} is in use. Stop what runs there, or choose another: PORT=8788 npm start`)

/** Wrangler's development server, without its questions and its network calls. */
function serve() {
  const where = ['--ip', 'localhost', '--port', String(port), '--persist-to', dataDirectory()]
  const options = [...where, '--log-level', 'error']
  return spawn(
    process.execPath,
    ['--no-warnings', 'node_modules/wrangler/wrangler-dist/cli.js', 'dev', ...options],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' },
    },
  )
}

async function untilItAnswers() {
  for (;;) {
    const status = await fetch(origin, { redirect: 'manual' }).then(
      (response) => response.status,
      () => 0,
    )
    if (status > 0) return
    await new Promise((done) => setTimeout(done, 150))
  }
}

function welcome(town) {
  const lines = ['', `  The town is open:  ${origin}`]
  if (town) {
    const { placeCode, accounts, password } = town.state
    lines.push(
      `  One shop's door:   ${origin}/p/${placeCode}`,
      `  Its staff's list:  ${origin}/keep/${placeCode}`,
      `  Demo accounts:     ${accounts.join(' ')}`,
      `  Password of all:   ${password}`,
      `  Health key:        ${town.healthKey} (its private half: opens the visits' contacts)`,
    )
  } else
    lines.push(
      '  This database holds a town of its own, not the demo town; nothing was added to it.',
    )
  console.log(
    [...lines, '', '  Ctrl-C ends it; the data stays. npm run reset starts over.', ''].join('\n'),
  )
}

const other = servedBy(dataDirectory())
if (other)
  refuse(
    `Process ${other} serves the town in ${dataDirectory()} already. For a second one set ANMEN_DATA to another folder.`,
  )
noteServing(dataDirectory())
await ensureAssets()
const town = await prepareTown(process.argv.slice(2))
const server = serve()
let ending = false
function end() {
  if (ending) return
  ending = true
  server.kill('SIGTERM')
  // Wrangler usually ends in half a second, and its children with it.
  setTimeout(() => server.kill('SIGKILL'), 4_000).unref()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
// npm that is killed takes only its shell along: then nobody is left to serve for.
const { ppid } = process
if (process.env.npm_lifecycle_event)
  setInterval(() => {
    if (process.ppid !== ppid) end()
  }, 1_000).unref()
server.on('exit', (code) => process.exit(ending ? 0 : (code ?? 1)))
await untilItAnswers()
// Wrangler does not run crons locally, so the minute's work (audit seals, purges) is asked for here.
setInterval(() => fetch(`${origin}/cdn-cgi/local/scheduled`).catch(() => undefined), 60_000)
welcome(town)
