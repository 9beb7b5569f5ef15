// The officers' side: lists, one watch, its steps, spot checks.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { formFiles, judge } from '../../shared/form'
import { newRowId } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { areaOptions } from '../../ui/area-options'
import { html } from '../../ui/html'
import { account, allow, areaIdsOf, covers, rangesOf, rolesOf, scopesOf } from '../accounts'
import { fileStatements, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { openWorkerField } from '../people'
import { type ListedArea, listAreas } from '../places'
import { rulebookInForce } from '../rulebook'
import { type Acting, mayAct, measure, takeStep, tell } from './acts-answer'
import { by } from './begin'
import { sealWatch } from './fields'
import { checkForm, readWatchQuery } from './form'
import { WatchesPage } from './list'
import { coversWatch, MEASURERS, rowId, through } from './opened'
import { DECIDERS, READERS } from './reach'
import { recordCheck } from './store'
import { countWatches, listWatches } from './store-lists'
import { watchById } from './store-read'
import { showCertificate, showWatch } from './watch-answer'

type C = Context<AppEnv>

/** Everything below what the officer's roles cover, in walking order. */
async function ownAreas(c: C): Promise<[ListedArea, ...ListedArea[]]> {
  const areas = await listAreas(c.var.db)
  const [first, ...rest] = areas.filter(({ path }) =>
    covers(account(c), [...READERS], { areaPath: path }),
  )
  if (!first) throw problem('err.forbidden', 403)
  return [first, ...rest]
}

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readWatchQuery(c.req.query())
  const book = await rulebookInForce(db, ui.now)
  const areas = await ownAreas(c)
  const area = areas.find((each) => each.id === query.area) ?? null
  const asked = {
    areas: area ? [area.id] : areaIdsOf(rangesOf(account(c), ...READERS)),
    today: dayOf(ui.now),
    through: through(c, book),
  }
  const { rows, more } = await listWatches(db, { ...query, ...asked })
  const last = more ? rows.at(-1) : undefined
  const next = {
    ...(area ? { area: String(area.id) } : {}),
    ...(query.q ? { q: query.q } : {}),
    view: query.view,
    after: `${last?.endedOn ?? last?.lastDay}-${last?.id}`,
  }
  const shown = await Promise.all(
    rows.map(async (row) => ({
      ...row,
      name: maskName(await openWorkerField(c.env.FIELD_KEY, 'name', row.workerId, row.name)),
    })),
  )
  return html(
    c,
    <WatchesPage
      {...{ ui, book, query }}
      roles={rolesOf(c)}
      area={{ id: area?.id ?? areas[0].id }}
      areas={areaOptions(ui, areas)}
      counts={await countWatches(db, asked, account(c).id)}
      rows={shown}
      next={last ? `/office/watches?${new URLSearchParams(next)}` : null}
      opens={scopesOf(account(c), ...DECIDERS).length > 0}
    />,
  )
}

/** The watch of the address, if it is the officer's to see. */
async function ownWatch(c: C): Promise<Acting> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const watch = await watchById(db, rowId(c.req.param('watch')), through(c, book))
  if (!watch) throw problem('watch.unknown', 404)
  if (!coversWatch(c, READERS, watch)) throw problem('err.forbidden', 403)
  const base = `/office/watches/${watch.id}`
  return {
    watch,
    here: null,
    book,
    base,
    show: (form, status) => showWatch(c, { watch, book, base, form, status }),
  }
}

/** 抽查, with a photo of the room at the place; never of a home. */
async function check(c: C): Promise<Response> {
  const { db, random } = c.var
  const acting = await ownWatch(c)
  const { watch, base, show } = acting
  mayAct(c, acting, 'check')
  const { values: typed, files } = await formFiles(c.req.raw)
  // A browser sends the field of the photo also when nobody took one.
  const { photo: _empty, ...values } = typed
  const form = judge(checkForm, values)
  if (!form.ok) return show({ act: 'check', ...form }, 422)
  const { key, found, text } = form.value
  const sent = watch.kept === 'place' ? files.photo : undefined
  const taking = { purpose: 'watch', placeId: watch.placeId, key, by: account(c), kinds: PHOTOS }
  const photo = sent ? await takeFile(c, sent, taking) : null
  if (photo && !photo.ok)
    return show({ act: 'check', values, errors: { photo: photo.problem } }, 422)
  const file = photo?.file ?? null
  const done = await recordCheck(
    db,
    {
      id: newRowId(random),
      key,
      watchId: watch.id,
      found: found === '1',
      text: await sealWatch(c.env, 'text', key, text),
      fileId: file?.id ?? null,
    },
    file ? fileStatements(db, { file, subject: `watches:${watch.id}`, ...by(c) }) : [],
    by(c),
  )
  if (!done) throw problem('watch.over_already', 409)
  return c.redirect(`${base}?done=check`, 303)
}

export const officeWatchRoutes = new Hono<AppEnv>()
  .get('/office/watches', allow.officer(...READERS), list)
  .get('/office/watches/:watch{[0-9]+}', allow.officer(...READERS), async (c) =>
    showWatch(c, await ownWatch(c)),
  )
  .get('/office/watches/:watch{[0-9]+}/certificate', allow.officer(...READERS), async (c) =>
    showCertificate(c, await ownWatch(c)),
  )
  .post('/office/watches/:watch{[0-9]+}/readings', allow.officer(...MEASURERS), async (c) =>
    measure(c, await ownWatch(c)),
  )
  .post('/office/watches/:watch{[0-9]+}/told', allow.officer(...READERS), async (c) =>
    tell(c, await ownWatch(c)),
  )
  .post('/office/watches/:watch{[0-9]+}/checks/files', allow.officer(...READERS), check)
  .post(
    '/office/watches/:watch{[0-9]+}/:act{care|extend|propose|approve|refuse|close}',
    allow.officer(...DECIDERS),
    async (c) => takeStep(c, await ownWatch(c)),
  )
