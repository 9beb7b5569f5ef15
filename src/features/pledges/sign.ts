// Signing: the worker found or made, the pledge sealed, and everything that follows in one batch.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { Actor } from '../../shared/actor'
import { toBase64url } from '../../shared/bytes'
import { dayOf } from '../../shared/clock'
import { newRowId } from '../../shared/ids'
import {
  correctStatement,
  deviceHash,
  employStatement,
  invitationUsedStatement,
  keepPhone,
  openWorkerField,
  openWorkerInvitation,
  ownPhone,
  phoneStatement,
  sameName,
  storedWorker,
  tokenOfKey,
  type WorkerRow,
  workerPhoneIndex,
  workerRow,
  workerStatement,
  workersByPhone,
} from '../people'
import { namesStaff, type Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { Draft } from './draft'
import type { Signing, Who } from './form'
import { outcomeOf, textOf } from './rules'
import { newPledgeNumber } from './rules-number'
import { type Declared, sealPledge, signatureText } from './seal'
import { pledgeByKey, writePledge } from './store'
import type { Pledge } from './tables'

type C = Context<AppEnv>

export interface ToSign {
  draft: Draft
  who: Who
  place: Place
  book: Rulebook
  signing: Signing
}

/** The row of what was declared; the worker is known by now. */
async function compose(
  c: C,
  { draft, who, place, book, signing }: ToSign,
  workerId: number | null,
): Promise<Pledge> {
  const { ui, random } = c.var
  const text = textOf(book, draft.kind, place.kind)
  const outcome = outcomeOf(book, text, draft.answers, dayOf(ui.now))
  const declared: Declared = {
    salt: toBase64url(random(16)),
    lang: ui.lang,
    who,
    place: { id: place.id, code: place.code, name: place.name, kind: place.kind },
    consent: signing.consent,
    answers: draft.answers,
  }
  const signed = {
    id: newRowId(random),
    key: draft.key,
    number: newPledgeNumber(random),
    kind: draft.kind,
    workerId,
    placeId: place.id,
    rulebookVersion: book.version,
    textVersion: text.version,
    signedAt: ui.now,
    witnessedBy: draft.witness,
    worksFrom: outcome.worksFrom,
    risk: outcome.risk,
  }
  return sealPledge(signed, text, declared, signatureText(signing.signature), c.env)
}

interface Signer {
  id: number
  /** Makes the worker, if new. */
  before: D1PreparedStatement[]
  /** Their details as typed now, when they correct them. */
  row: WorkerRow | null
  /** What is signed now replaces what they signed before. */
  trusted: boolean
}

/** The worker of this phone number and name; two people who share a number are two workers. */
async function findSigner(c: C, { who, place, draft }: ToSign): Promise<Signer> {
  const { db, random, ui } = c.var
  const own = draft.witness === null ? await ownPhone(c) : null
  const rowOf = (id: number) => workerRow({ ...who, id, areaId: place.areaId }, c.env, ui.now)
  if (own?.confirmed && own.workerId === draft.corrects)
    return { id: own.workerId, before: [], row: await rowOf(own.workerId), trusted: true }
  const known = await workersByPhone(db, await workerPhoneIndex(c.env.INDEX_KEY, who.phone))
  for (const { id, name } of known) {
    if (!sameName(await openWorkerField(c.env.FIELD_KEY, 'name', id, name), who.name)) continue
    const worksHere = draft.witness !== null && (await storedWorker(db, id, place.id)) !== null
    const trusted = worksHere || (own?.workerId === id && own.confirmed)
    return { id, before: [], row: null, trusted }
  }
  const row = await rowOf(newRowId(random))
  return {
    id: row.id,
    before: [workerStatement(db, row, known.length)],
    row: null,
    trusted: true,
  }
}

/** Who vouches for the signer: the phone's owner, whoever invited, or nobody yet. */
async function voucher(c: C, { draft, place }: ToSign) {
  const invitation = draft.invitation
    ? await openWorkerInvitation(
        c.var.db,
        { secret: draft.invitation, placeId: place.id, indexKey: c.env.INDEX_KEY },
        c.var.ui.now,
      )
    : null
  return { invitation, confirmedBy: draft.witness ?? invitation?.createdBy ?? null }
}

/** Signs as a worker; answers the pledge, also for a repeated sending of one key. */
export async function signPersonal(c: C, toSign: ToSign): Promise<Pledge> {
  const { db, ui } = c.var
  const { draft, who, place, signing } = toSign
  const token = await tokenOfKey(c.env.COOKIE_KEY, draft.key)
  const { invitation, confirmedBy } = await voucher(c, toSign)
  // A second round only when somebody with this phone number signed between the look-up and the batch.
  for (let round = 0; round < 3; round++) {
    const signer = await findSigner(c, toSign)
    const pledge = await compose(c, toSign, signer.id)
    const employing = {
      placeId: place.id,
      workerId: signer.id,
      job: who.job,
      shown: signing.consent && namesStaff(place.kind),
      confirmedBy: signer.trusted ? confirmedBy : draft.witness,
      pledgeId: pledge.id,
      mayChange: signer.trusted,
    }
    const phone = {
      tokenHash: await deviceHash(token),
      workerId: signer.id,
      awaitsPlaceId: signer.trusted ? null : place.id,
    }
    const written = await writePledge(db, {
      pledge,
      actor: c.var.actor,
      supersedes: signer.trusted,
      before: signer.before,
      after: [
        employStatement(db, employing, ui.now),
        ...(draft.witness === null ? [phoneStatement(db, phone, pledge.id, ui.now)] : []),
        ...(signer.row ? [correctStatement(db, signer.row, pledge.id)] : []),
        ...(invitation ? [invitationUsedStatement(db, invitation.tokenHash, pledge.id)] : []),
      ],
    })
    const stands = written ? pledge : await pledgeByKey(db, draft.key)
    if (!stands) continue
    if (draft.witness === null) await keepPhone(c, token, stands.number)
    return stands
  }
  throw new Error('a pledge found no worker three times')
}

/** Signs for a place; its earlier pledge is replaced. */
export async function signForPlace(c: C, toSign: ToSign, actor: Actor): Promise<Pledge> {
  const pledge = await compose(c, toSign, null)
  const { db } = c.var
  const written = await writePledge(db, { pledge, actor, supersedes: true, before: [], after: [] })
  return written ? pledge : ((await pledgeByKey(db, toSign.draft.key)) ?? pledge)
}
