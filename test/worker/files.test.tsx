import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { account, allow } from '../../src/features/accounts'
import {
  attachStatements,
  dropStatements,
  FileField,
  fileStatements,
  listFiles,
  sweepFiles,
  Thumbnail,
  takeFile,
} from '../../src/features/files'
import { DELETED, GIVE_UP, listStatement } from '../../src/features/files/store'
import type { Place } from '../../src/features/places'
import { placeByCode } from '../../src/features/places'
import { createScheduled } from '../../src/scheduled'
import { DAY, HOUR, MINUTE } from '../../src/shared/clock'
import { formFiles } from '../../src/shared/form'
import { html } from '../../src/ui/html'
import { helperOf, keeperOf, type OwnPhone, officer } from '../support/people'
import { bytesOf, PLAIN, pdf, phonePhoto, SECRETS_OF_A_PHOTO, textOf } from '../support/photos'
import { app, clock, db, foundTown, one, openPlace, Phone } from '../support/town'

// A form of the shape the rooms use: one file a request, kept in the caller's own batch.
app.post('/keep/:code/files', allow.staff, async (c) => {
  const place = await placeByCode(db, c.req.param('code') ?? '')
  const { values, files } = await formFiles(c.req.raw)
  const taking = { purpose: 'licence', placeId: place?.id ?? 0, key: values.key ?? '' }
  const taken = await takeFile(c, files.paper, { ...taking, by: account(c) })
  if (!taken.ok) {
    const form = { values, errors: { paper: taken.problem } }
    return html(c, <FileField ui={c.var.ui} form={form} name="paper" label="执照" />, 422)
  }
  if (values.fail) throw new Error('cut off before the batch')
  const keeping = { file: taken.file, subject: values.subject ?? '', actor: account(c) }
  await db.$client.batch(fileStatements(db, { ...keeping, now: clock.now }))
  return c.redirect(`/files/${taken.file.id}`, 303)
})

app.get('/keep/:code/files', allow.staff, async (c) => {
  const place = await placeByCode(db, c.req.param('code') ?? '')
  const drafts = await listFiles(db, place?.id ?? 0, '')
  const pictures = drafts.map((file) => (
    <Thumbnail key={file.id} ui={c.var.ui} file={file} alt="执照" />
  ))
  return html(c, <main>{pictures}</main>)
})

let place: Place
let keeper: OwnPhone
beforeAll(async () => {
  await foundTown()
  place = await openPlace()
  keeper = await keeperOf(place)
})

type Bytes = Uint8Array<ArrayBuffer>
let lastKey = 0
const formOf = (bytes: Bytes | null, fields: Record<string, string> = {}): FormData => {
  const form = new FormData()
  lastKey += 1
  for (const [name, value] of Object.entries({ key: `k${lastKey}`, ...fields }))
    form.append(name, value)
  if (bytes) form.append('paper', new File([bytes], '王某某的执照.pdf'))
  return form
}
const send = (bytes: Bytes | null, fields: Record<string, string> = {}): Promise<Response> =>
  keeper.postForm(`/keep/${place.code}/files`, formOf(bytes, fields))
const sent = async (bytes: Bytes, fields: Record<string, string> = {}): Promise<string> => {
  const response = await send(bytes, fields)
  expect(response.status).toBe(303)
  return response.headers.get('location') ?? ''
}
const idOf = (path: string): number => Number(path.replace('/files/', ''))
const objectOf = async (path: string): Promise<string> =>
  (await one<{ object: string }>('SELECT object FROM files WHERE id = ?', idOf(path)))?.object ?? ''
const stored = async (): Promise<string[]> =>
  (await env.FILES.list()).objects.map(({ key }) => key).sort()

describe('a file that is sent', () => {
  test('is kept without what the camera added, and its name is kept nowhere', async () => {
    const path = await sent(phonePhoto(), { subject: 'applications:1' })
    const response = await keeper.get(path)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(SECRETS_OF_A_PHOTO.filter((secret) => textOf(bytes).includes(secret))).toEqual([])
    const row = await one('SELECT * FROM files WHERE id = ?', idOf(path))
    expect(row).toMatchObject({ kind: 'jpeg', bytes: bytes.length, purpose: 'licence' })
    expect(JSON.stringify(row)).not.toContain('王')
    expect(await one('SELECT act FROM audit WHERE subject = ?', `files:${idOf(path)}`)).toEqual({
      act: 'files.add',
    })
  })

  test('is served as a download that runs nothing and stays in no cache', async () => {
    const response = await keeper.get(await sent(pdf('<script>alert(1)</script>')))
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="\d+\.pdf"/)
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  test('under a wrong name is what it holds', async () => {
    const response = await keeper.get(await sent(PLAIN.png))
    expect(response.headers.get('content-type')).toBe('image/png')
  })

  test('twice with one key is one file; another under the same key is a second one', async () => {
    const before = (await stored()).length
    const path = await sent(pdf('a'), { key: 'same' })
    expect(await sent(pdf('a'), { key: 'same' })).toBe(path)
    expect(await sent(pdf('b'), { key: 'same' })).not.toBe(path)
    expect(await stored()).toHaveLength(before + 2)
    const audit = "SELECT count(*) AS n FROM audit WHERE act = 'files.add' AND subject = ?"
    expect(await one(audit, `files:${idOf(path)}`)).toEqual({ n: 1 })
  })
})

describe('the form comes back with what is wrong', () => {
  test.each([
    ['nothing was chosen', null, '请选择文件'],
    ['the file is empty', new Uint8Array(), '请选择文件'],
    ['20 bytes claim to be a PDF', bytesOf('%PDF-1.7\n0123456789\n'), '这个文件打不开'],
    ['HTML is called a PDF', bytesOf('<html><script>alert(1)</script>'), '这个文件打不开'],
    ['it is just over 5 MB', pdf('x'.repeat(5 * 1024 * 1024)), '最多 5 MB'],
  ])('when %s', async (_, bytes, says) => {
    const before = await one('SELECT count(*) AS n FROM files')
    const response = await send(bytes)
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain(says)
    expect(page).toContain('aria-invalid="true"')
    expect(await one('SELECT count(*) AS n FROM files')).toEqual(before)
  })

  test('and 6 MB are not even read; other forms stay small', async () => {
    const huge = await send(pdf('x'.repeat(6 * 1024 * 1024)))
    expect(huge.status).toBe(413)
    expect(await huge.text()).toContain('换一个小一些的文件')
    const large = formOf(pdf('x'.repeat(100_000)))
    expect((await keeper.postForm('/sign-in', large)).status).toBe(413)
    const typed = 'a=b&'.repeat(20_000)
    expect((await keeper.post(`/keep/${place.code}/files`, typed)).status).toBe(413)
  })
})

describe('who may read a file', () => {
  test('staff of the place and officers of its area, whose reading is noted', async () => {
    const path = await sent(pdf(), { subject: 'applications:2' })
    expect((await (await helperOf(place)).get(path)).status).toBe(200)
    const reads = "SELECT actor_id AS id FROM audit WHERE act = 'files.read'"
    expect(await one(reads)).toBeNull()
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    expect((await clerk.get(path)).status).toBe(200)
    expect(await one(reads)).toEqual({ id: clerk.accountId })
  })

  test('nobody else: to them it does not exist', async () => {
    const path = await sent(pdf(), { subject: 'applications:3' })
    const neighbour = await keeperOf(await openPlace({ name: '鑫源五金' }))
    expect((await neighbour.get(path)).status).toBe(404)
    const far = await officer({ role: 'admin', areaId: 9, areaPath: '/1/9/' })
    expect((await far.get(path)).status).toBe(404)
    const visitor = await new Phone().get(path)
    expect(visitor.headers.get('location')).toContain('/sign-in')
    for (const id of ['0', '-1', 'x', '1e999', '%00'])
      expect((await keeper.get(`/files/${id}`)).status).toBe(404)
  })
})

describe('nothing is half done', () => {
  test('a file whose batch never came is not there, and is removed within the hour', async () => {
    const before = await stored()
    expect((await send(pdf('half'), { key: 'half', fail: '1' })).status).toBe(500)
    const row = await one<{ id: number }>('SELECT id FROM files WHERE stored_at IS NULL')
    expect((await keeper.get(`/files/${row?.id}`)).status).toBe(404)
    expect((await stored()).length).toBe(before.length + 1)
    await sweepFiles(db, env.FILES, clock.now + 59 * MINUTE)
    expect((await stored()).length).toBe(before.length + 1)
    await createScheduled(() => clock.now + HOUR)({} as ScheduledController, env)
    expect(await stored()).toEqual(before)
    expect(await one('SELECT id FROM files WHERE id = ?', row?.id)).toBeNull()
  })

  test('sent again after that, it is kept', async () => {
    await send(pdf('again'), { key: 'again', fail: '1' })
    clock.now += 55 * MINUTE
    const path = await sent(pdf('again'), { key: 'again', subject: 'applications:4' })
    await sweepFiles(db, env.FILES, clock.now + 50 * MINUTE)
    expect((await keeper.get(path)).status).toBe(200)
  })

  test('a sweep cut off after the object is made good by the next', async () => {
    const path = await sent(pdf('cut'), { subject: 'applications:5' })
    const dropped = { placeId: place.id, actor: keeperActor(), now: clock.now, id: idOf(path) }
    await db.$client.batch(dropStatements(db, { ...dropped, subject: 'applications:5' }))
    expect((await keeper.get(path)).status).toBe(404)
    await env.FILES.delete(await objectOf(path))
    expect(await sweepFiles(db, env.FILES, clock.now)).toBe(1)
    expect(await one('SELECT id FROM files WHERE id = ?', idOf(path))).toBeNull()
  })
})

const keeperActor = () => ({
  kind: 'keeper' as const,
  id: keeper.accountId,
  name: '',
  scopes: [],
  places: [],
})

describe('files of a draft', () => {
  const attach = (ids: number[], placeId = place.id) =>
    db.$client.batch(
      attachStatements(db, {
        placeId,
        actor: keeperActor(),
        now: clock.now,
        ids,
        subject: 'applications:9',
      }),
    )

  test('go with it when it is submitted, and only those of the place', async () => {
    const id = idOf(await sent(pdf('draft')))
    expect((await listFiles(db, place.id, '')).map((file) => file.id)).toContain(id)
    await attach([id], place.id + 1)
    expect(await listFiles(db, place.id, 'applications:9')).toEqual([])
    await attach([id])
    const [file] = await listFiles(db, place.id, 'applications:9')
    expect(file).toMatchObject({ id, purpose: 'licence', kind: 'pdf' })
  })

  test('are shown, a photo as a picture and a PDF as a link', async () => {
    const [photo, paper] = [await sent(phonePhoto(3)), await sent(pdf('shown'))]
    const page = await (await keeper.get(`/keep/${place.code}/files`)).text()
    expect(page).toContain(`<img src="${photo}" alt="执照"`)
    expect(page).toContain(`<a href="${paper}">打开 PDF（1 KB）</a>`)
  })

  test('that nobody submits go after 30 days, those that were submitted stay', async () => {
    const draft = await sent(pdf('old'))
    const submitted = await sent(pdf('kept'), { subject: 'applications:10' })
    await sweepFiles(db, env.FILES, clock.now + 31 * DAY)
    expect((await keeper.get(draft)).status).toBe(404)
    expect((await keeper.get(submitted)).status).toBe(200)
  })
})

test('what runs every minute and on every page is read over an index', async () => {
  const list = String(Reflect.get(listStatement(db, 1, ''), 'statement'))
  for (const sql of [DELETED, GIVE_UP.unstored, GIVE_UP.drafts, list]) {
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...(sql === DELETED ? [] : [1, 1]))
      .all<{ detail: string }>()
    const detail = results.map((row) => row.detail).join('\n')
    expect(detail).toMatch(/USING (COVERING )?INDEX files_/)
    expect(detail).not.toContain('TEMP B-TREE')
  }
})
