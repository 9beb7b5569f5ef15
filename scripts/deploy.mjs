// `npm run deploy`: refuses what must never face the public, then migrates and deploys.
//   --make-secrets   makes the secrets that are missing and puts them
//   --dry-run        builds, bundles into dist and prints the compressed size; needs no account
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

export const SECRETS = ['COOKIE_KEY', 'TOWN_SECRET', 'FIELD_KEY', 'INDEX_KEY', 'PEPPER']
/** The platform takes ten times as much; docs/DESIGN.md says what a start costs. */
export const LIMIT_KB = 420
const UNKNOWN_SECRETS = 'The secrets could not be listed. Run: npx wrangler login'
const PLACEHOLDER = /^[0-]*$/

/** Whether an origin can stand in every QR code: https, a host of its own, nothing after it. */
function isPublicOrigin(origin) {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  const local = /^(localhost|127\.|\[::1\]|.*\.(localhost|example|invalid|test)$)/.test(
    url.hostname,
  )
  return url.protocol === 'https:' && url.origin === origin.replace(/\/$/, '') && !local
}

/**
 * Why a deploy is refused, one line each; empty when nothing stands in its way.
 * @param {{ vars: Record<string, unknown>, databaseId: string, secrets: string[] | null, demoAccounts: number, demoKeys: number }} town
 */
export function deployRefusals({ vars, databaseId, secrets, demoAccounts, demoKeys }) {
  const origin = String(vars.PUBLIC_ORIGIN ?? '')
  const absent = SECRETS.filter((name) => secrets && !secrets.includes(name))
  return [
    isPublicOrigin(origin)
      ? ''
      : `PUBLIC_ORIGIN is “${origin}”. Write the town's https address into [vars] of wrangler.toml, e.g. PUBLIC_ORIGIN = "https://yq.town.cn": every QR code leads there.`,
    PLACEHOLDER.test(databaseId)
      ? 'database_id in wrangler.toml is the placeholder. Run: npx wrangler d1 create anmen, and put its id there.'
      : '',
    'DEMO' in vars || secrets?.includes('DEMO')
      ? 'DEMO is set. Remove it from wrangler.toml (or: npx wrangler secret delete DEMO).'
      : '',
    'ALLOW_HTTP' in vars ? 'ALLOW_HTTP is set. Remove it: a public town is served over https.' : '',
    ...SECRETS.filter((name) => name in vars).map(
      (name) => `${name} stands in wrangler.toml, where everybody can read it. Remove it there.`,
    ),
    absent.length > 0
      ? `Secrets are missing: ${absent.join(', ')}. Run: npm run deploy -- --make-secrets`
      : '',
    secrets ? '' : UNKNOWN_SECRETS,
    demoAccounts > 0
      ? `The database holds ${demoAccounts} demo accounts. Use a fresh database for a real town.`
      : '',
    demoKeys > 0
      ? 'The database holds a demo health key. Use a fresh database for a real town.'
      : '',
  ].filter(Boolean)
}

function wrangler(args, { input, quiet = false } = {}) {
  const { status, stdout, stderr } = spawnSync('npx', ['wrangler', ...args], {
    input,
    encoding: 'utf8',
    stdio: [
      input === undefined ? 'inherit' : 'pipe',
      quiet ? 'pipe' : 'inherit',
      quiet ? 'pipe' : 'inherit',
    ],
    shell: process.platform === 'win32',
  })
  return { ok: status === 0, stdout: stdout ?? '', stderr: stderr ?? '' }
}

function stop(lines) {
  for (const line of lines) console.error(`✗ ${line}`)
  process.exit(1)
}

/** Null when they could not be asked for; none for a Worker that was never deployed. */
function secretNames() {
  const { ok, stdout, stderr } = wrangler(['secret', 'list', '--format', 'json'], { quiet: true })
  if (ok) return JSON.parse(stdout).map(({ name }) => name)
  return /10007|does not exist/.test(stdout + stderr) ? [] : null
}

/** Rows with demo = 1; a database without tables yet holds none. Stops when it cannot be asked. */
function demoRows(table) {
  const sql = `SELECT count(*) AS n FROM ${table} WHERE demo = 1`
  const { ok, stdout, stderr } = wrangler(
    ['d1', 'execute', 'DB', '--remote', '--json', '--command', sql],
    { quiet: true },
  )
  if (ok) return JSON.parse(stdout)[0].results[0].n
  if (/no such table/.test(stdout + stderr)) return 0
  return stop([`The remote database could not be asked for ${table}. Run: npx wrangler login`])
}

function makeSecrets() {
  const present = secretNames()
  // Never guess: putting FIELD_KEY over an existing one would lose every encrypted field.
  if (!present) stop([UNKNOWN_SECRETS])
  for (const name of SECRETS.filter((each) => !present.includes(each))) {
    const made = wrangler(['secret', 'put', name], { input: randomBytes(32).toString('base64url') })
    if (!made.ok) stop([`${name} could not be put. Run: npx wrangler login`])
  }
  console.log(
    'All secrets are there. Existing ones were left alone: changing FIELD_KEY or INDEX_KEY loses data.',
  )
}

/** Compressed size of the Worker in KB. */
function bundledSize() {
  if (!wrangler(['deploy', '--dry-run', '--outdir', 'dist']).ok)
    stop(['The Worker does not build.'])
  return gzipSync(readFileSync(join('dist', 'index.js'))).length / 1024
}

function checkSize() {
  const size = bundledSize()
  console.log(`Worker ${size.toFixed(1)} KB compressed, limit ${LIMIT_KB} KB`)
  if (size > LIMIT_KB) stop([`The Worker is larger than ${LIMIT_KB} KB.`])
}

async function run(flags) {
  const { ensureAssets } = await import('./build.mjs')
  await ensureAssets()
  if (flags.includes('--dry-run')) return checkSize()
  if (flags.includes('--make-secrets')) makeSecrets()
  const { unstable_readConfig } = await import('wrangler')
  const { vars, d1_databases } = unstable_readConfig({ config: 'wrangler.toml' })
  const databaseId = d1_databases[0]?.database_id ?? ''
  const asked = !PLACEHOLDER.test(databaseId)
  const refusals = deployRefusals({
    vars,
    databaseId,
    secrets: secretNames(),
    demoAccounts: asked ? demoRows('accounts') : 0,
    demoKeys: asked ? demoRows('health_keys') : 0,
  })
  if (refusals.length > 0) stop(refusals)
  checkSize()
  if (!wrangler(['d1', 'migrations', 'apply', 'DB', '--remote']).ok)
    stop(['The migrations failed; nothing was deployed.'])
  if (!wrangler(['deploy']).ok) stop(['The deploy failed.'])
}

if (import.meta.url === `file://${process.argv[1]}`) await run(process.argv.slice(2))
