// Making a round: the form, and one address that takes it from a page and from a phone's outbox.
import type { Context } from 'hono'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { type FormErrors, type FormValues, formFiles } from '../../shared/form'
import { newRowId } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { account, allow } from '../accounts'
import { fileStatements, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { issueStatements, sealIssued } from '../orders'
import { isOver, rulebookInForce } from '../rulebook'
import { isPatrolCode } from './code'
import { findingNote, roundNote, sealNote } from './fields'
import { judgeRound, keyField, type TypedRound } from './form'
import { STREET } from './list-routes'
import { answerMade, refuse, showForm } from './round-answer'
import { deadlinesFrom, knownItems } from './rules-round'
import { type NewRound, recordRound, roundByKey } from './store-round'
import { targetAt, type Visit, visitOf } from './visit'

type C = Context<AppEnv>

interface Sent {
  values: FormValues
  photo: File | undefined
}

/** What only the town knows: whose code it is, and whether the time given had already passed. */
async function errorsOf(c: C, { book, place }: Visit, round: TypedRound): Promise<FormErrors> {
  const { proof, at, deadline } = round
  const asked = { placeId: place.id, code: proof, at }
  if (proof && !(await isPatrolCode(c.env.TOWN_SECRET, book, asked)))
    return { proof: 'round.proof_wrong' }
  if (deadline && !deadlinesFrom(book, at).some(({ id }) => id === deadline))
    return { deadline: 'round.deadline_past' }
  return {}
}

/** The typed round with its words sealed to the id it will have. */
async function sealed(c: C, visit: Visit, typed: TypedRound, fileId: number | null) {
  const { ui, random } = c.var
  const key = c.env.FIELD_KEY
  const id = newRowId(random)
  const round: NewRound = {
    ...typed,
    id,
    place: visit.place,
    day: dayOf(typed.at),
    level: visit.level,
    target: targetAt(visit, typed.at),
    proof: typed.proof ? 'code' : 'photo',
    note: await sealNote(key, roundNote(id), typed.note),
    fileId,
    findings: await Promise.all(
      typed.findings.map(async ({ item, fixed, note }) => ({
        item,
        fixed,
        note: await sealNote(key, findingNote(id, item), note),
        fileId: null,
      })),
    ),
    spots: typed.spots.map((each) => ({ ...each, over: isOver(visit.book, each.temperature) })),
    tolerance: visit.book.rounds.spotTolerance,
    actor: account(c),
    now: ui.now,
    rulebookVersion: visit.book.version,
  }
  return round
}

/** The order for what was not put right on the spot; nothing where all was. */
async function ordersFor(c: C, visit: Visit, typed: TypedRound, round: NewRound) {
  const open = typed.findings.filter(({ fixed }) => !fixed)
  const due = deadlinesFrom(visit.book, typed.at).find(({ id }) => id === typed.deadline)
  if (open.length === 0 || !due) return []
  return issueStatements(c.var.db, {
    key: round.key,
    place: visit.place,
    roundKey: round.key,
    items: open.map(({ item }) => item),
    text: await sealIssued(c.env, round.key, typed.note),
    fileId: typed.proof ? round.fileId : null,
    dueAt: due.dueAt,
    actor: round.actor,
    now: round.now,
    rulebookVersion: round.rulebookVersion,
  })
}

/** Judges what was sent for a place and writes it. */
async function make(c: C, visit: Visit, { values, photo }: Sent): Promise<Response> {
  const { db, ui } = c.var
  const { book, place } = visit
  const form = judgeRound(values, {
    items: knownItems(book, place).map(({ id }) => id),
    rounds: book.rounds,
    deadlines: book.orders.deadlines,
    plausible: book.fever.plausible,
    now: ui.now,
    photo: photo !== undefined,
  })
  if (!form.ok) return refuse(c, visit, form)
  const errors = await errorsOf(c, visit, form.value)
  if (Object.keys(errors).length > 0) return refuse(c, visit, { values, errors })
  const actor = account(c)
  const taking = { purpose: 'round', placeId: place.id, key: form.value.key, by: actor }
  const taken = photo
    ? await takeFile(c, photo, { ...taking, kinds: PHOTOS })
    : { ok: true as const, file: null }
  if (!taken.ok) return refuse(c, visit, { values, errors: { photo: taken.problem } })
  const { file } = taken
  const round = await sealed(c, visit, form.value, file?.id ?? null)
  const subject = `patrol_rounds:${round.id}`
  const made = await recordRound(db, round, [
    ...(await ordersFor(c, visit, form.value, round)),
    ...(file ? fileStatements(db, { file, subject, actor, now: ui.now }) : []),
  ])
  if (!made) throw problem('patrol.place_closed', 409)
  return answerMade(c, made, { again: made.id !== round.id, ...book.rounds })
}

/** A key that is known is answered as before, however late it comes and whatever became of the place. */
async function postRound(c: C): Promise<Response> {
  const { db, ui } = c.var
  const { values: typed, files } = await formFiles(c.req.raw)
  const { photo: _empty, ...values } = typed
  const key = v.safeParse(keyField, values.key)
  const known = key.success ? await roundByKey(db, key.output) : null
  if (known && known.by !== account(c).id) throw problem('patrol.key_taken', 409)
  if (known) {
    const { rounds } = await rulebookInForce(db, ui.now)
    return answerMade(c, known, { again: true, ...rounds })
  }
  return make(c, await visitOf(c, values.code ?? ''), { values, photo: files.photo })
}

export const roundRoutes = new Hono<AppEnv>()
  .get('/office/patrols/round/:code', allow.officer(...STREET), async (c) =>
    showForm(c, await visitOf(c, c.req.param('code'))),
  )
  .post('/office/patrols/rounds/files', allow.officer(...STREET), postRound)
