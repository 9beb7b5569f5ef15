// 一张表开镇: one workbook sets up districts, villages and places.
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTables } from '../../src/features/imports/read'
import { workbook } from '../../src/features/imports/workbook'
import { HEADINGS, importRow, pageOf, send, sent, shopLine, write } from '../support/imports'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, one } from '../support/town'

const TOWN = { name: '全镇.xlsx', path: '/office/imports/town' }
const AREAS = ['片区', '村（社区）', '片区（英文）', '村（英文）']

let admin: OwnPhone
beforeAll(async () => {
  await foundTown({
    departments: [
      { id: 'market', name: { zh: '市场监管', en: 'Market supervision' } },
      { id: 'health', name: { zh: '卫生健康', en: 'Health' } },
    ],
    trades: [
      { id: 'catering', name: { zh: '餐饮', en: 'Catering' }, department: 'market' },
      { id: 'clinic', name: { zh: '诊所', en: 'Clinic' }, department: 'health' },
    ],
  })
  admin = await officer({ role: 'admin' })
})

interface Book {
  areas?: string[][]
  departments?: string[][]
  places?: string[][]
}

const townBook = ({ areas = [], departments = [], places = [] }: Book) =>
  workbook([
    { name: '片区和村', rows: [AREAS, ...areas] },
    { name: '部门', rows: [['部门', '主管行业'], ...departments] },
    { name: '场所', rows: [HEADINGS, ...places] },
    { name: '选项', rows: [['类别'], ['门店']] },
  ])

const area = (name: string) =>
  one<{ id: number; path: string; level: string; parent_id: number }>(
    'SELECT * FROM areas WHERE name = ?',
    name,
  )

describe('one workbook', () => {
  test('sets up districts, villages and the places that stand in them', async () => {
    const book = townBook({
      areas: [
        ['六片区', '新村', 'District 6', 'New Village'],
        ['六片区', '北坡社区', '', ''],
        ['二片区', '左照沟村', '', ''],
      ],
      departments: [
        ['市场监管', '餐饮'],
        ['卫生健康', ''],
      ],
      places: [shopLine(1, { 0: '北坡面馆', 3: '北坡社区' }), shopLine(2, { 0: '照沟面馆' })],
    })
    const path = await sent(admin, book, TOWN)
    expect(await importRow(path)).toMatchObject({ total: 7, bad: 0 })
    // Two lines made areas, two made places; one village and two departments were there.
    expect(await write(admin, path)).toMatchObject({ state: 'done', made: 4, known: 3 })
    const district = await area('六片区')
    expect(district).toMatchObject({ level: 'district', parent_id: 1 })
    const village = await area('北坡社区')
    expect(village?.path).toBe(`${district?.path}${village?.id}/`)
    const place = await one('SELECT area_id, area_path FROM places WHERE name = ?', '北坡面馆')
    expect(place).toEqual({ area_id: village?.id, area_path: village?.path })
    const again = await sent(admin, book, TOWN)
    expect(await write(admin, again)).toMatchObject({ made: 0, known: 7 })
  })

  test('names allowed values where a department or trade is not the rulebook’s', async () => {
    const departments = [
      ['派出所', ''],
      ['市场监管', '餐饮、诊所'],
      ['卫生健康', '占卜'],
    ]
    const page = await pageOf(admin, await sent(admin, townBook({ departments }), TOWN))
    expect(page).toContain('部门，第 2 行 · 派出所')
    expect(page).toContain('没有“派出所”这个部门。可以写：市场监管、卫生健康')
    expect(page).toContain('按现行防控规定，这个行业不归这个部门')
    expect(page).toContain('没有“占卜”这个行业。可以写：餐饮、诊所')
  })

  test('keeps a village in one district, and refuses places of villages it does not bring', async () => {
    const book = townBook({
      areas: [
        ['九片区', '左照沟村'],
        ['', '无区村'],
        ['九片区', '九村'],
        ['九片区', '九村'],
      ],
      places: [shopLine(3, { 3: '左照沟村' }), shopLine(4, { 3: '无区村' })],
    })
    const path = await sent(admin, book, TOWN)
    const page = await pageOf(admin, path)
    expect(page).toContain('这个村（社区）已在另一个片区')
    expect(page).toContain('片区：请填写')
    expect(page).toContain('和第 4 行重复')
    expect(page).toContain('没有“无区村”这个村（社区）')
    const bad = new Uint8Array(await (await admin.get(`${path}/bad`)).arrayBuffer())
    const read = await readTables('town', bad)
    expect(read.ok && [...read.sheets.keys()]).toEqual(['areas', 'departments', 'places'])
    expect(read.ok && read.sheets.get('areas')).toHaveLength(4)
    expect(await write(admin, path)).toMatchObject({ made: 2, bad: 4 })
  })

  test('its template offers the town’s own choices and goes in with the departments alone', async () => {
    const answer = await admin.get('/office/imports/template/town.xlsx')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const text = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet4.xml'])
    for (const choice of ['工地', '诊所', '左照沟村', '卫生健康']) expect(text).toContain(choice)
    expect(await importRow(await sent(admin, bytes, TOWN))).toMatchObject({ total: 2, bad: 0 })
  })

  test('is a workbook, from an administrator of the whole town', async () => {
    const csv = await send(admin, '片区,村\n一,二', TOWN)
    expect(csv.status).toBe(422)
    expect(await csv.text()).toContain('一张表开镇要用 .xlsx')
    const other = workbook([{ name: 'Sheet1', rows: [['a', 'b']] }])
    expect(await (await send(admin, other, TOWN)).text()).toContain('没有找到')
    const district = await officer({ role: 'admin', areaId: 2, areaPath: '/1/2/' })
    const answer = await send(district, townBook({ areas: [['七片区', '七村']] }), TOWN)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('只有负责全镇的管理员')
    const clerk = await officer({ role: 'clerk' })
    expect((await clerk.get('/office/imports/town')).status).toBe(403)
    expect(await area('七片区')).toBeNull()
  })
})

describe('a letter', () => {
  test('is made for one place by the village’s own clerk, and ends the one before', async () => {
    const place = await one<{ id: number; code: string }>(
      "SELECT id, code FROM places WHERE name = '照沟面馆'",
    )
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const open = () =>
      one<{ n: number }>(
        'SELECT count(*) AS n FROM invitations WHERE place_id = ? AND expires_at > ?',
        place?.id,
        clock.now,
      )
    const letter = await (await clerk.post(`/office/places/${place?.code}/letter`, {})).text()
    expect(letter).toContain('致 照沟面馆 负责人')
    expect(letter.match(/class="letter"/g)).toHaveLength(1)
    await clerk.post(`/office/places/${place?.code}/letter`, {})
    expect((await open())?.n).toBe(1)
    await db.$client
      .prepare("INSERT INTO areas VALUES (90, 2, 'village', '远村', 'Far', '/1/2/90/')")
      .run()
    const elsewhere = await officer({ role: 'clerk', areaId: 90, areaPath: '/1/2/90/' })
    expect((await elsewhere.post(`/office/places/${place?.code}/letter`, {})).status).toBe(404)
    expect((await clerk.post('/office/places/AAAAAAA/letter', {})).status).toBe(404)
  })
})
