// Builds what the browser loads: the sheet, the critical part as text with its hash, and the islands.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const out = 'public/assets'

/** Every `*.client.ts(x)` below src is the entry of one island. */
const clientFiles = readdirSync('src', { recursive: true })
  .map(String)
  .filter((file) => /\.client\.tsx?$/.test(file))
  .map((file) => join('src', file))

const minifyCss = async (file) => {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    legalComments: 'none',
    target: ['chrome80', 'safari14.1'],
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

export async function buildAssets() {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const critical = await minifyCss('src/ui/critical.css')
  const sheet = await minifyCss('src/ui/style.css')
  const stylesheet = writeSheet('style', sheet)
  const officeSheet = writeSheet('office', await minifyCss('src/ui/office.css'))

  const islands = {}
  if (clientFiles.length > 0) {
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
      target: ['chrome80', 'safari14.1'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
    })
    for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
      if (entryPoint)
        islands[basename(entryPoint).replace(/\.client\.tsx?$/, '')] = `/assets/${basename(file)}`
    }
  }

  mkdirSync('src/generated', { recursive: true })
  const texts = await writeTexts()
  writeFileSync(
    'src/generated/assets.ts',
    [
      '// Made by scripts/build.mjs.',
      `export const criticalCss = ${JSON.stringify(critical)}`,
      `export const criticalHash = '${createHash('sha256').update(critical).digest('base64')}'`,
      `export const stylesheet = '${stylesheet}'`,
      `export const officeSheet = '${officeSheet}'`,
      `export const texts = ${JSON.stringify(texts)} as const`,
      `export const islands = ${JSON.stringify(islands, null, 2)} as const`,
      '',
    ].join('\n'),
  )
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
