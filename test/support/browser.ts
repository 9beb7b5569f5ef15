// One Chromium for the whole run: the one that comes through npm on Linux x64, an installed one elsewhere.
import { existsSync } from 'node:fs'
import { type BrowserServer, chromium, type LaunchOptions } from 'playwright-core'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const NONE =
  'No browser for the browser tests. Install Chrome or Chromium, or set CHROME_PATH to its program.'

// With these two the second browser context hangs.
const HANGS = ['--single-process', '--no-zygote']

async function fromNpm(): Promise<LaunchOptions> {
  const { default: packaged } = await import('@sparticuz/chromium')
  packaged.setGraphicsMode = false
  return {
    executablePath: await packaged.executablePath(),
    args: packaged.args.filter((arg) => !HANGS.includes(arg) && !arg.startsWith('--headless')),
  }
}

function installed(): LaunchOptions {
  const executablePath = [process.env.CHROME_PATH ?? '', ...INSTALLED].find(existsSync)
  if (!executablePath) throw new Error(NONE)
  return { executablePath, args: process.platform === 'linux' ? ['--no-sandbox'] : [] }
}

/** Starts the browser; test files connect to its `wsEndpoint()`. */
export async function startBrowser(): Promise<BrowserServer> {
  const packaged = process.platform === 'linux' && process.arch === 'x64'
  const options = packaged && !process.env.CHROME_PATH ? await fromNpm() : installed()
  return chromium.launchServer({ ...options, headless: true })
}
