// The QR of a door as a second, independent reader sees it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPhone, town } from '../support/page'

test('zbarimg reads the QR of a door, and it leads there', async () => {
  const { url, placeCode } = town()
  const folder = mkdtempSync(join(tmpdir(), 'anmen-qr-'))
  const picture = join(folder, 'qr.png')
  const svg = await (await fetch(`${url}/p/${placeCode}/qr.svg`)).text()
  const phone = await openPhone()
  await phone.setContent(`<body style="margin:0"><div style="width:300px">${svg}</div>`)
  await phone.locator('svg').screenshot({ path: picture })

  const read = String(execFileSync('zbarimg', ['--quiet', '--raw', picture])).trim()
  rmSync(folder, { recursive: true })

  expect(read.toLowerCase()).toBe(`${url}/p/${placeCode}`.toLowerCase())
  expect((await fetch(read)).status).toBe(200)
  await phone.context().close()
})
