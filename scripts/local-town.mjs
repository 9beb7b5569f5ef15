// What the local commands share: where data lies, the secrets, and the demo town's own code.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseEnv } from 'node:util'
import { build, stop } from 'esbuild'

/** The local database and what belongs to it; ANMEN_DATA moves it, so that two towns can run side by side. */
export const dataDirectory = () => process.env.ANMEN_DATA || join('.wrangler', 'state')

const SECRETS = ['COOKIE_KEY', 'TOWN_SECRET', 'FIELD_KEY', 'INDEX_KEY', 'PEPPER']
const VARS = '.dev.vars'

/** The secrets in .dev.vars; those that are missing are made. */
export function localSecrets() {
  const text = existsSync(VARS) ? readFileSync(VARS, 'utf8') : ''
  const known = parseEnv(text)
  const lines = SECRETS.filter((name) => !known[name]).map(
    (name) => `${name}="${randomBytes(32).toString('base64url')}"`,
  )
  if (known.DEMO === undefined) lines.push('DEMO="1"')
  if (lines.length === 0) return known
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`
  const whole = `${before}${lines.join('\n')}\n`
  writeFileSync(VARS, whole, { mode: 0o600 })
  return parseEnv(whole)
}

const servingPath = (data) => join(data, '.local', 'serving')

/** Notes that this process serves the data, until it ends. */
export function noteServing(data) {
  mkdirSync(join(data, '.local'), { recursive: true })
  writeFileSync(servingPath(data), String(process.pid))
  process.on('exit', () => rmSync(servingPath(data), { force: true }))
}

/** The process that serves the data, or null. */
export function servedBy(data) {
  try {
    const pid = Number(readFileSync(servingPath(data), 'utf8'))
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}

/** Bundles scripts/demo/seed.ts, which uses the product's own code, and imports it. */
export async function demoTown() {
  const folder = resolve('.wrangler')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `seed-${process.pid}.mjs`)
  await build({
    entryPoints: ['scripts/demo/seed.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  stop()
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile, { force: true })
  }
}

/** `--demo=small` → `small`; the full town otherwise. */
export function wantedSize(args, sizes) {
  const size = args.find((arg) => arg.startsWith('--demo='))?.slice('--demo='.length) ?? 'full'
  if (sizes.includes(size)) return size
  console.error(`--demo takes ${sizes.join(' or ')}, not ${size}.`)
  process.exit(1)
}

let open = false

/** One line that is written over on a terminal; elsewhere every tenth, so that a log stays short. */
let said = 0
export function progress(line) {
  if (process.stdout.isTTY) {
    process.stdout.write(`\r\x1b[K${line}`)
    open = true
  } else if (said++ % 10 === 0) console.log(line)
}

function endLine() {
  if (open) process.stdout.write('\n')
  open = false
}

export function say(line) {
  endLine()
  console.log(line)
}

/** Secrets, migrations, and the demo town up to this minute. Null beside a town of somebody's own. */
export async function prepareTown(args) {
  const newSecrets = !existsSync(VARS)
  const keys = localSecrets()
  const { loadTown, TOWN_SIZES } = await demoTown()
  const size = wantedSize(args, TOWN_SIZES)
  const town = await loadTown({
    data: dataDirectory(),
    size,
    now: Date.now(),
    keys,
    say,
    progress,
  })
  endLine()
  if (newSecrets && town && !town.founded)
    say('The secrets in .dev.vars are new, and this town was made with others: run npm run reset.')
  return town
}
