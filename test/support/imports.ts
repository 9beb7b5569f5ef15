// Files an officer sends, as a browser sends them, and what came of them.
import { env } from 'cloudflare:workers'
import { continueImports } from '../../src/features/imports'
import { systemRandom } from '../../src/shared/ids'
import { type OwnPhone, officer } from './people'
import { clock, db, foundTown, one, type Phone } from './town'

export const HEADINGS = [
  '名称',
  '类别',
  '行业',
  '村（社区）',
  '地址',
  '负责人',
  '手机号',
  '营业时间',
  '施工单位',
]

/** A good line; a test changes what it is about. */
export const shopLine = (n: number, change: Partial<Record<number, string>> = {}): string[] =>
  [
    `面馆${n}`,
    '门店',
    '餐饮',
    '左照沟村',
    `汝南路 ${n} 号`,
    '马长顺',
    `1380000${String(1000 + (n % 9000)).padStart(4, '0')}`,
    '08:00-20:00',
    '',
  ].map((cell, i) => change[i] ?? cell)

export const csvOf = (lines: readonly (readonly string[])[], headings = HEADINGS): string =>
  [headings, ...lines].map((line) => line.join(',')).join('\r\n')

/** Loads the form, chooses the file, sends it. */
export async function send(
  phone: Phone,
  content: string | Uint8Array<ArrayBuffer>,
  { name = '场所.csv', path = '/office/imports', key = '' } = {},
): Promise<Response> {
  const page = await (await phone.get(path)).text()
  const form = new FormData()
  form.set('key', key || (/name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''))
  form.set('file', new File([content], name))
  return phone.postForm(`${path}/files`, form)
}

/** The address of the import a file became; what was answered instead, when it became none. */
export async function sent(...args: Parameters<typeof send>): Promise<string> {
  const answer = await send(...args)
  return answer.headers.get('location') ?? `${answer.status} ${await answer.text()}`
}

export const pageOf = async (phone: Phone, path: string): Promise<string> =>
  (await (await phone.get(path)).text())
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<!--.*?-->/g, '')

const idOf = (path: string): number => Number(/\d+$/.exec(path)?.[0])

export const importRow = (path: string) =>
  one<{
    state: string
    version: number
    total: number
    bad: number
    made: number
    known: number
    done: number
  }>('SELECT * FROM imports WHERE id = ?', idOf(path))

/** The work of a minute, for imports alone. */
export const minute = (over = db): Promise<void> =>
  continueImports({ db: over, keys: env, random: systemRandom, now: clock.now })

/** Presses “导入” and waits until it is written. */
export async function write(phone: Phone, path: string) {
  const row = await importRow(path)
  const answer = await phone.post(`${path}/start`, { version: String(row?.version) })
  if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`)
  await minute()
  return importRow(path)
}

export const places = async (area = '/'): Promise<number> =>
  (await one<{ n: number }>('SELECT count(*) AS n FROM places WHERE area_path >= ?', area))?.n ?? 0

/** A town of two districts and the clerk of one of them. */
export async function clerksTown(): Promise<OwnPhone> {
  await foundTown({
    trades: [
      { id: 'catering', name: { zh: '餐饮', en: 'Catering' }, department: 'market' },
      { id: 'internet_cafe', name: { zh: '网吧', en: 'Internet café' }, department: 'market' },
    ],
  })
  await db.$client
    .prepare(
      "INSERT INTO areas VALUES (4, 2, 'village', '柳湾村', 'Liuwan', '/1/2/4/'), (5, 1, 'district', '三片区', 'District 3', '/1/5/'), (6, 5, 'village', '观沟村', 'Guangou', '/1/5/6/')",
    )
    .run()
  return officer({ role: 'clerk', areaId: 2, areaPath: '/1/2/' })
}
