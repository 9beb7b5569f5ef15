// Files as people and attackers make them: encodings, workbooks, far too much of everything.
import { strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTables } from '../../src/features/imports/read'
import { workbook } from '../../src/features/imports/workbook'
import {
  csvOf,
  HEADINGS,
  importRow,
  pageOf,
  places,
  send,
  sent,
  shopLine,
  write,
} from '../support/imports'
import { type OwnPhone, officer } from '../support/people'
import { foundTown, one } from '../support/town'

let admin: OwnPhone
beforeAll(async () => {
  await foundTown()
  admin = await officer({ role: 'admin' })
})

/** A workbook with its sheet written as given. */
const bookOf = (sheetData: string, more: Record<string, string> = {}): Uint8Array<ArrayBuffer> => {
  const files = unzipSync(workbook([{ name: '场所', rows: [['x']] }]))
  const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml'])
  files['xl/worksheets/sheet1.xml'] = strToU8(
    sheet.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${sheetData}</sheetData>`),
  )
  for (const [name, text] of Object.entries(more)) files[name] = strToU8(text)
  return new Uint8Array(zipSync(files))
}

const rowXml = (row: number, cells: readonly string[]): string =>
  `<row r="${row}">${cells
    .map((cell, i) =>
      cell.startsWith('<c ')
        ? cell
        : `<c r="${String.fromCharCode(65 + i)}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`,
    )
    .join('')}</row>`

const sheetOf = (lines: readonly (readonly string[])[]): string =>
  [HEADINGS, ...lines].map((line, i) => rowXml(i + 1, line)).join('')

const refusal = async (content: string | Uint8Array<ArrayBuffer>, name = 'x.xlsx') => {
  const answer = await send(admin, content, { name })
  expect(answer.status).toBe(422)
  return /class="e" id="f-file-error">([^<]+)/.exec(await answer.text())?.[1]
}

const nameOf = (name: string) => one<{ id: number }>('SELECT id FROM places WHERE name = ?', name)

describe('text files', () => {
  test('of Excel in China, in GB18030 with semicolons, are read', async () => {
    // 名称;类别;行业;村;地址 / 豆腐坊;门店;餐饮;左照沟村;1 号, as GBK writes them.
    const bytes = Uint8Array.from(
      'c3fbb3c63bc0e0b1f03bd0d0d2b53bb4e53bb5d8d6b70d0ab6b9b8afb7bb3bc3c5b5ea3bb2cdd2fb3bd7f3d5d5b9b5b4e53b3120bac5'.match(
        /../g,
      ) ?? [],
      (pair) => Number.parseInt(pair, 16),
    )
    expect(await write(admin, await sent(admin, bytes))).toMatchObject({ made: 1, bad: 0 })
    expect(await nameOf('豆腐坊')).not.toBeNull()
  })

  test('with a byte-order mark, tabs, quoted commas and line breaks are read', async () => {
    const line = shopLine(1, { 0: '"粮油, 米面\n店"', 4: '"汝南路 ""老"" 7 号"' }).join('\t')
    const path = await sent(admin, `\uFEFF${HEADINGS.join('\t')}\n${line}`)
    expect(await pageOf(admin, path)).toContain('第 2 行')
    expect(await importRow(path)).toMatchObject({ total: 1 })
  })

  test('that are no table at all are refused with a word about it', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
    expect(await refusal(png, '照片.xlsx')).toContain('这不是能读的表格')
    expect(await refusal('', 'x.csv')).toContain('这个文件是空的')
    expect(await refusal('<html><body>hello</body></html>', 'x.csv')).toContain('缺少这几列')
    expect(await refusal(csvOf([]), 'x.csv')).toContain('表头下面没有内容')
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0])
    expect(await refusal(old, '旧表.xls')).toContain('另存为 .xlsx')
  })

  test('with no file chosen, a foreign key, or 6 MB are refused too', async () => {
    const form = new FormData()
    form.set('key', '01E33000000000000000000009')
    const none = await admin.postForm('/office/imports/files', form)
    expect(none.status).toBe(422)
    expect(await none.text()).toContain('请选择要上传的表格')
    form.set('key', 'x')
    expect((await admin.postForm('/office/imports/files', form)).status).toBe(422)
    expect(await refusal('x'.repeat(5_000_001), 'x.csv')).toContain('超过 5 MB')
    expect((await send(admin, 'x'.repeat(7_000_000))).status).toBe(413)
  })

  test('with 10,001 lines or 1,000 columns are refused whole', async () => {
    const before = await places()
    const lines = Array.from({ length: 10_006 }, (_, i) => `店${i},门店,餐饮,左照沟村,${i} 号`)
    expect(await refusal([HEADINGS.join(','), ...lines].join('\n'), 'x.csv')).toContain(
      '超过 1 万行',
    )
    const just = [HEADINGS.join(','), ...lines.slice(0, 10_001)].join('\n')
    expect(await refusal(just, 'x.csv')).toContain('超过 1 万行')
    const wide = Array.from({ length: 1000 }, (_, i) => `列${i}`)
    expect(await refusal(csvOf([], [...HEADINGS, ...wide]), 'x.csv')).toContain('超过 60 列')
    expect(await places()).toBe(before)
  })

  test('with a cell of 40 KB keep their good lines; the long one is told and kept short', async () => {
    const path = await sent(admin, csvOf([shopLine(5, { 4: '长'.repeat(40_000) }), shopLine(6)]))
    expect(await pageOf(admin, path)).toContain('地址：太长了')
    const bad = await (await admin.get(`${path}/bad`)).text()
    expect(bad.length).toBeLessThan(2_000)
    expect(await write(admin, path)).toMatchObject({ made: 1, bad: 1 })
  })
})

describe('workbooks', () => {
  test('are read by sheet and column, formulas as their values, numbers as text', async () => {
    const line = shopLine(1, { 0: '铝业公司' })
    line[4] = '<c r="E2" t="str"><f>CONCATENATE("汝南路 ",8)</f><v>汝南路 8</v></c>'
    line[6] = '<c r="G2"><v>13800001234</v></c>'
    const path = await sent(admin, bookOf(sheetOf([line])), { name: 'x.xlsx' })
    expect(await write(admin, path)).toMatchObject({ made: 1, bad: 0 })
    const made = await one<{ address: string; contact_phone: string }>(
      'SELECT address, contact_phone FROM places WHERE name = ?',
      '铝业公司',
    )
    expect(made?.address).toBe('汝南路 8')
    expect(made?.contact_phone).not.toContain('1380000')
  })

  test('the template goes in as it was downloaded: it holds an example only', async () => {
    const bytes = new Uint8Array(
      await (await admin.get('/office/imports/template/places.xlsx')).arrayBuffer(),
    )
    const read = await readTables('places', bytes)
    expect(read.ok && read.sheets.get('places')?.[1]?.cells[0]).toBe('例：老马烩面馆')
    expect(await refusal(bytes)).toContain('表头下面没有内容')
  })

  test('with a cell far out at the right, or rows without end, are refused', async () => {
    const far = `<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>`
    expect(await refusal(bookOf(far))).toContain('超过 60 列')
    const endless = Array.from({ length: 60_000 }, (_, i) => `<row r="${i + 1}"/>`).join('')
    expect(await refusal(bookOf(endless))).toContain('超过 1 万行')
  })

  test('one string of 40 KB shown in 2,000 cells stays small', async () => {
    const shared = `<sst><si><t>${'长'.repeat(40_000)}</t></si></sst>`
    const lines = Array.from({ length: 2_000 }, (_, i) => {
      const line = shopLine(i)
      line[4] = `<c r="E${i + 2}" t="s"><v>0</v></c>`
      return line
    })
    const bomb = bookOf(sheetOf(lines), {
      'xl/sharedStrings.xml': shared,
      'xl/_rels/workbook.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    })
    const path = await sent(admin, bomb, { name: 'x.xlsx' })
    expect(await importRow(path)).toMatchObject({ total: 2_000, bad: 2_000 })
    const kept = await one<{ n: number }>(
      'SELECT max(length(cells)) AS n FROM import_rows WHERE import_id = ?',
      Number(path.split('/').at(-1)),
    )
    expect(kept?.n).toBeLessThan(4_000)
  })

  test('that unpack to more than they may, or lie about it, are refused before they are', async () => {
    const bomb = bookOf('x'.repeat(31_000_000))
    expect(bomb.length).toBeLessThan(200_000)
    expect(await refusal(bomb)).toContain('展开后太大')
    const liar = bookOf('<row r="1"/>'.repeat(100_000))
    // The sizes of the central directory, told as zero.
    for (let at = 0; at < liar.length - 4; at++)
      if (liar[at] === 0x50 && liar[at + 1] === 0x4b && liar[at + 2] === 1 && liar[at + 3] === 2)
        liar.fill(0, at + 24, at + 28)
    expect(await refusal(liar)).toContain('展开后太大')
    expect(await refusal(bomb.slice(0, 5_000))).toContain('损坏')
    expect(await refusal(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).toContain('损坏')
  })
})

describe('10,000 lines, 37 of them bad', () => {
  test('the good ones go in, the bad ones come back, and the same file again makes nothing', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      shopLine(20_000 + i, i % 270 === 0 && i < 37 * 270 ? { 6: '12345' } : {}),
    )
    const file = csvOf(lines)
    const before = await places()
    const path = await sent(admin, file)
    expect(await importRow(path)).toMatchObject({ total: 10_000, bad: 37 })
    expect(await write(admin, path)).toMatchObject({ state: 'done', made: 9_963, bad: 37 })
    expect(await places()).toBe(before + 9_963)
    const bad = await (await admin.get(`${path}/bad`)).text()
    expect(bad.trim().split('\r\n')).toHaveLength(38)
    const again = await sent(admin, file)
    expect(await write(admin, again)).toMatchObject({ made: 0, known: 9_963 })
    expect(await places()).toBe(before + 9_963)
  }, 60_000)
})
