// The town the browser tests visit: the project's own start script with its own data and port.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startBrowser } from './browser'
import type { ServedTown } from './served'

/** All the town has said, to be searched for what it must not say. */
export const logOf = (data: string): string => join(data, 'town.log')

const PATIENCE_MS = 120_000
const LAST_LINES = 4000

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })

const answers = async (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  )

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until the town's front page answers 200 and the script has read its accounts. */
async function untilOpen(url: string, server: ChildProcess, said: () => string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    if (server.exitCode !== null) throw new Error(`The town did not start:\n${said()}`)
    if (await answers(`${url}/`)) return
    await pause(200)
  }
  throw new Error(`The town did not answer within ${PATIENCE_MS / 1000} s:\n${said()}`)
}

/** Ends the start script and all it started. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || !server.pid) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  const end = (signal: NodeJS.Signals) => {
    try {
      process.kill(process.platform === 'win32' ? (server.pid ?? 0) : -(server.pid ?? 0), signal)
    } catch {
      // Already gone.
    }
  }
  end('SIGTERM')
  await Promise.race([gone, pause(5000)])
  end('SIGKILL')
}

export async function setup(project: TestProject) {
  if (!existsSync('src/generated/assets.ts')) throw new Error('Run `npm run build` first')
  const data = mkdtempSync(join(tmpdir(), 'anmen-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...process.env, PORT: String(port), ANMEN_DATA: data, CI: '1', NODE_ENV: '' }
  const server = spawn(process.execPath, ['scripts/start.mjs', '--demo=small'], {
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-LAST_LINES)
    appendFileSync(logOf(data), chunk)
  }
  server.stdout.on('data', keep)
  server.stderr.on('data', keep)

  const close = async () => {
    await stop(server)
    rmSync(data, { recursive: true, force: true })
  }
  try {
    const [browser] = await Promise.all([startBrowser(), untilOpen(url, server, () => output)])
    const printed = execFileSync(process.execPath, ['scripts/demo-accounts.mjs', '--json'], { env })
    const demo: Pick<ServedTown, 'password' | 'accounts' | 'placeCode'> = JSON.parse(
      String(printed),
    )
    project.provide('town', { url, data, browser: browser.wsEndpoint(), ...demo })
    return async () => {
      await browser.close()
      await close()
    }
  } catch (error) {
    await close()
    throw error
  }
}
