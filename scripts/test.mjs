// Every check and every suite, each with its time, and one closing line: `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

const NODE_MAJOR = 24
const node = resolve('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
const major = Number(process.versions.node.split('.')[0])
if (major < NODE_MAJOR) {
  // npm puts the Node of node_modules first in PATH; started by hand, an older one may run this.
  if (process.env.ANMEN_TEST_NODE) throw new Error(`Node ${NODE_MAJOR} is needed, this is ${major}`)
  const env = { ...process.env, ANMEN_TEST_NODE: '1' }
  const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit', env })
  process.exit(status ?? 1)
}

const args = process.argv.slice(2)
const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length)
const prove = args.includes('--prove')
const reports = mkdtempSync(join(tmpdir(), 'anmen-test-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const tool = (path, ...rest) => [process.execPath, `node_modules/${path}`, ...rest]
const tsc = (project) => tool('typescript/bin/tsc', '-p', project)
const vitest = (name, ...files) => ({
  name,
  report: join(reports, `${name}.json`),
  command: tool(
    'vitest/vitest.mjs',
    'run',
    `--project=${name === 'rooms' ? 'unit' : name}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, `${name}.json`)}`,
    ...files,
  ),
})

const build = { name: 'build', command: [process.execPath, 'scripts/build.mjs'] }
const checks = [
  { name: 'types, worker', command: tsc('tsconfig.json') },
  { name: 'types, browser', command: tsc('tsconfig.browser.json') },
  { name: 'types, browser tests', command: tsc('test/e2e/tsconfig.json') },
  { name: 'lint', command: tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings') },
  { name: 'dead code', command: tool('knip/bin/knip.js', '--no-progress') },
]
/** Proves that it would deploy, and that the Worker stays small. */
const bundle = { name: 'bundle', command: [process.execPath, 'scripts/deploy.mjs', '--dry-run'] }
const suites = ['unit', 'worker', 'e2e']

/** What only `npm run prove` needs from outside npm, and how to get it. */
const programs = [{ program: 'zbarimg', from: 'zbar-tools' }]

function missingPrograms() {
  return programs
    .filter(({ program }) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error)
    .map(({ program, from }) => ({
      name: `${program} is missing: sudo apt-get install ${from}`,
      command: null,
    }))
}

/** What runs side by side after the build. The browser tests wait more than they work. */
function lanes() {
  if (prove)
    return [
      [...missingPrograms(), vitest('prove'), vitest('e2e')],
      [
        vitest(
          'worker',
          'test/worker/life-model.test.ts',
          'test/worker/opening-model.test.ts',
          'test/worker/opening-pages.test.ts',
        ),
      ],
    ]
  if (only === undefined)
    return [
      [vitest('e2e')],
      [vitest('worker', '--maxWorkers=2'), ...checks, bundle, vitest('unit')],
    ]
  if (only === 'check') return [[...checks, vitest('rooms', 'test/rooms.test.ts')]]
  if (suites.includes(only)) return [[vitest(only)]]
  console.error(`--only is one of: check, ${suites.join(', ')}`)
  process.exit(2)
}

const env = {
  ...process.env,
  LONG: prove ? '1' : '',
  PATH: [resolve('node_modules/node/bin'), resolve('node_modules/.bin'), process.env.PATH].join(
    delimiter,
  ),
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  CI: '1',
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  // Built by the first step: nobody may take the assets away from whoever reads them at its side.
  ANMEN_ASSETS_BUILT: '1',
}

const run = ([program, ...rest]) =>
  new Promise((done) => {
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], env })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk
      })
    child.on('error', (error) => done({ ok: false, output: String(error) }))
    child.on('close', (code) => done({ ok: code === 0, output }))
  })

/** A suite counts its tests; one that fell over without a failed test counts as one failure. */
function counts(step, ok) {
  if (!step.report) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  let report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
  try {
    report = JSON.parse(readFileSync(step.report, 'utf8'))
  } catch {
    // It never came to writing one: not ok, and counted below.
  }
  const failed = report.numFailedTests
  const skipped = report.numPendingTests + report.numTodoTests
  return { passed: report.numPassedTests, failed: ok ? failed : Math.max(failed, 1), skipped }
}

console.log(`Node ${process.versions.node}`)
let passed = 0
let failed = 0
async function take(step) {
  const start = performance.now()
  const { ok, output } = step.command ? await run(step.command) : { ok: false, output: '' }
  const count = counts(step, ok)
  passed += count.passed
  failed += count.failed
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const tests = step.report ? `: ${count.passed} passed, ${count.failed} failed` : ''
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
  if (!ok && output) console.log(output.trimEnd())
  console.log(`${ok ? '✓' : '✗'} ${step.name}${tests}${skipped} (${seconds} s)`)
}

const planned = lanes()
await take(build)
await Promise.all(
  planned.map(async (steps) => {
    for (const step of steps) await take(step)
  }),
)
console.log(`${(performance.now() / 1000).toFixed(1)} s in all`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
