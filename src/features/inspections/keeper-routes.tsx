// The keeper reads what an inspection found, answers it, and prints the acceptance opinion.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { encryptField } from '../../shared/fields'
import { formFiles, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { fileStatements, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { type Place, placeOfCode } from '../places'
import { rulebookByVersion, rulebookInForce } from '../rulebook'
import { StaffNav } from '../visits'
import { findingField, openWords } from './fields'
import { answerForm, withoutFile } from './form'
import { KeepFindingsPage } from './keep'
import { openFindings, recordOf } from './record'
import { SheetPage } from './sheet'
import { finishedOf, readInspection } from './store'
import { answerFinding, findingsOf, type PlaceFinding } from './store-findings'

type C = Context<AppEnv>

async function ownPlace(c: C): Promise<Place> {
  const place = await placeOfCode(c.var.db, c.req.param('code'))
  return place
}

interface Wrong {
  id: number
  form: FormState
}

async function show(c: C, place: Place, wrong: Wrong | null = null): Promise<Response> {
  const { db, ui, random } = c.var
  const findings = await openFindings(c.env.FIELD_KEY, await findingsOf(db, place.id))
  const saved = c.req.query('done') === 'answer'
  const here = `/keep/${place.code}/findings`
  return html(
    c,
    <KeepFindingsPage
      ui={{ ...ui, here }}
      place={place}
      book={await rulebookInForce(db, ui.now)}
      findings={findings}
      over={await finishedOf(db, place.id)}
      wrong={wrong}
      newKey={() => newKey(ui.now, random)}
      notice={saved ? { text: ui.t('inspect.answer_saved'), good: true } : null}
    >
      <StaffNav ui={ui} place={place} keeper current="today" />
    </KeepFindingsPage>,
    wrong ? 422 : 200,
  )
}

/** The finding of `:id` at this place. Throws 404. */
async function ownFinding(c: C, place: Place): Promise<PlaceFinding> {
  const found = await findingsOf(c.var.db, place.id)
  const finding = found.find((each) => String(each.id) === c.req.param('id'))
  if (!finding) throw problem('inspect.unknown', 404)
  return finding
}

async function postAnswer(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await ownPlace(c)
  const finding = await ownFinding(c, place)
  const { values, files } = await formFiles(c.req.raw)
  const name = `photo_${finding.id}`
  const form = judge(answerForm, withoutFile(values, name))
  if (!form.ok) return show(c, place, { id: finding.id, form })
  const { key, version, answer } = form.value
  const actor = account(c)
  const saved = `/keep/${place.code}/findings?done=answer#n-${finding.id}`
  // The same sending again: these very words stand there already.
  const standing = findingField('answer', finding.id)
  if (
    finding.version === version + 1 &&
    (await openWords(c.env.FIELD_KEY, standing, finding.answer)) === answer
  )
    return c.redirect(saved, 303)
  const taking = { purpose: 'answer', placeId: place.id, key, by: actor, kinds: PHOTOS }
  const taken = files[name]
    ? await takeFile(c, files[name], taking)
    : { ok: true as const, file: null }
  if (!taken.ok)
    return show(c, place, { id: finding.id, form: { values, errors: { [name]: taken.problem } } })
  const { file } = taken
  const subject = `findings:${finding.id}`
  const answering = {
    finding: { ...finding, version },
    answer: await encryptField(c.env.FIELD_KEY, standing, answer),
    fileId: file?.id ?? null,
    actor,
    now: ui.now,
    rulebookVersion: finding.rulebookVersion,
  }
  const kept = file ? fileStatements(db, { file, subject, actor, now: ui.now }) : []
  if (await answerFinding(db, answering, kept)) return c.redirect(saved, 303)
  return show(c, place, { id: finding.id, form: { values, errors: { '': 'inspect.answer_late' } } })
}

export const keeperRoutes = new Hono<AppEnv>()
  .get('/keep/:code/findings', allow.keeper, async (c) => show(c, await ownPlace(c)))
  .post('/keep/:code/findings/:id/files', allow.keeper, postAnswer)
  .get('/keep/:code/acceptance/:id', allow.keeper, async (c) => {
    const { db, ui } = c.var
    const place = await ownPlace(c)
    const id = Number(c.req.param('id'))
    const parts = Number.isSafeInteger(id) ? await readInspection(db, id) : null
    const over = parts?.row.state === 'passed' || parts?.row.state === 'failed'
    if (!parts || parts.row.placeId !== place.id || !over) throw problem('inspect.unknown', 404)
    const book = await rulebookByVersion(db, parts.row.rulebookVersion)
    const looking = { actor: account(c), fieldKey: c.env.FIELD_KEY, book, shown: maskName }
    const record = await recordOf(parts, looking)
    const here = `/keep/${place.code}/acceptance/${id}`
    const back = `/keep/${place.code}/findings`
    return html(c, <SheetPage ui={{ ...ui, here }} record={record} blank={false} back={back} />)
  })
