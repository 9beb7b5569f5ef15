// Builds what the browser loads: the sheet, the critical part as text with its hash, and the islands.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const out = 'public/assets'

const filesOf = (pattern) =>
  readdirSync('src', { recursive: true })
    .map(String)
    .filter((file) => pattern.test(file))
    .map((file) => join('src', file))

/** Every `*.client.ts(x)` below src is the entry of one island. */
const clientFiles = filesOf(/\.client\.tsx?$/)
/** Every `x.sw.ts` is a service worker at the fixed address `/x-sw.js`. */
const workerFiles = filesOf(/\.sw\.ts$/)
const manifest = 'src/generated/assets.ts'

const browsers = ['chrome80', 'safari14.1']

const minifyCss = async (file) => {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    legalComments: 'none',
    target: browsers,
  })
  return outputFiles[0].text.trim()
}

/** Answers its address. */
function writeSheet(name, css) {
  const file = `${name}-${createHash('sha256').update(css).digest('hex').slice(0, 8)}.css`
  writeFileSync(join(out, file), css)
  return `/assets/${file}`
}

/** One file a language: `texts-zh-<hash>.json`. Answers their addresses. */
async function writeTexts() {
  const { outputFiles } = await build({
    entryPoints: ['src/i18n/dictionaries.ts'],
    bundle: true,
    format: 'esm',
    write: false,
  })
  const source = Buffer.from(outputFiles[0].text).toString('base64')
  const { zh, en } = await import(`data:text/javascript;base64,${source}`)
  const named = Object.entries({ zh, en }).map(([lang, dictionary]) => {
    const json = JSON.stringify(dictionary)
    const file = `texts-${lang}-${createHash('sha256').update(json).digest('hex').slice(0, 8)}.json`
    writeFileSync(join(out, file), json)
    return [lang, `/assets/${file}`]
  })
  return Object.fromEntries(named)
}

/** Answers the islands by name, each as the addresses of all it loads, its own first. */
async function buildIslands() {
  const { metafile } = await build({
    entryPoints: clientFiles,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    outdir: out,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    metafile: true,
    target: browsers,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  })
  const loads = (file, seen = new Set()) => {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const { path } of metafile.outputs[file].imports) loads(path, seen)
    return seen
  }
  const named = Object.entries(metafile.outputs)
    .filter(([, { entryPoint }]) => entryPoint)
    .map(([file, { entryPoint }]) => [
      basename(entryPoint).replace(/\.client\.tsx?$/, ''),
      [...loads(file)].map((each) => `/assets/${basename(each)}`),
    ])
  return Object.fromEntries(named)
}

/** The island of the page a service worker keeps. */
const ISLAND_OF = { patrol: 'walk', gate: 'gate' }

/** A service worker keeps what its page loads; another file or another policy makes it another one. */
async function buildWorkers(sheets, loads, policy) {
  for (const entry of workerFiles) {
    const name = basename(entry).replace(/\.sw\.ts$/, '')
    const files = [...sheets, ...(loads[ISLAND_OF[name]] ?? [])]
    const version = createHash('sha256')
      .update(JSON.stringify([files, policy]))
      .digest('hex')
    await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      outfile: `public/${name}-sw.js`,
      target: browsers,
      define: { FILES: JSON.stringify(files), BUILD: JSON.stringify(version.slice(0, 8)) },
    })
  }
}

function writeManifest({ critical, criticalHash, stylesheet, officeSheet, texts, islands }) {
  mkdirSync('src/generated', { recursive: true })
  writeFileSync(
    manifest,
    [
      '// Made by scripts/build.mjs.',
      `export const criticalCss = ${JSON.stringify(critical)}`,
      `export const criticalHash = '${criticalHash}'`,
      `export const stylesheet = '${stylesheet}'`,
      `export const officeSheet = '${officeSheet}'`,
      `export const texts = ${JSON.stringify(texts)} as const`,
      `export const islands = ${JSON.stringify(islands, null, 2)} as const`,
      '',
    ].join('\n'),
  )
}

export async function buildAssets() {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const critical = await minifyCss('src/ui/critical.css')
  const sheet = await minifyCss('src/ui/style.css')
  const made = {
    critical,
    criticalHash: createHash('sha256').update(critical).digest('base64'),
    stylesheet: writeSheet('style', sheet),
    officeSheet: writeSheet('office', await minifyCss('src/ui/office.css')),
    texts: await writeTexts(),
  }
  // An island may share a component with the Worker, whose imports lead here; none of it gets into the island.
  if (!existsSync(manifest)) writeManifest({ ...made, islands: {} })
  const loads = await buildIslands()
  const islands = Object.fromEntries(Object.entries(loads).map(([name, [own]]) => [name, own]))
  writeManifest({ ...made, islands })
  await buildWorkers([made.stylesheet, made.officeSheet], loads, made.criticalHash)
  return { critical: critical.length, sheet: sheet.length, islands: Object.keys(islands).length }
}

/** Builds, unless the one who started this has just done so. */
export async function ensureAssets() {
  if (process.env.ANMEN_ASSETS_BUILT !== '1') await buildAssets()
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const sizes = await buildAssets()
  console.log(
    `critical sheet ${sizes.critical} bytes, sheet ${sizes.sheet} bytes, ${sizes.islands} islands`,
  )
}
