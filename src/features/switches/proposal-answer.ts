// What the answers about a proposal share: its books, its people, its effects, the decision.
import type { Context } from 'hono'
import * as v from 'valibot'
import type { Db } from '../../db/client'
import type { AppEnv } from '../../env'
import { dayOf, isoDay } from '../../shared/clock'
import { decryptField } from '../../shared/fields'
import { problem } from '../../shared/problem'
import type { Notice } from '../../ui/notice'
import { account, openName } from '../accounts'
import { newestRulebook, type Rulebook, rulebookByVersion } from '../rulebook'
import { rulebookSchema } from '../rulebook/form'
import { type Counted, type EffectsShown, seenText } from './effects'
import { effectiveDay, inspectionDueOn, standings } from './rules'
import { approve, proposalById, sealedNames, withdraw, withdrawnBy } from './store'
import { countChanged, listChanged } from './store-changed'
import { type Group, groupsMoved, listMoved } from './store-facts'
import type { Proposal } from './tables'

type C = Context<AppEnv>
interface Books {
  before: Rulebook
  after: Rulebook
}

export const reasonPlace = (key: string) =>
  ({ table: 'proposals', column: 'reason', row: key }) as const

export async function proposalOr404(c: C): Promise<Proposal> {
  const id = c.req.param('id') ?? ''
  const proposal = /^\d{1,15}$/.test(id) ? await proposalById(c.var.db, Number(id)) : null
  if (!proposal) throw problem('switch.missing', 404)
  return proposal
}

/** The book a proposal changes and the one it makes. */
export async function bookOf(db: Db, proposal: Proposal): Promise<Books> {
  return {
    before: await rulebookByVersion(db, proposal.baseVersion),
    after: v.parse(rulebookSchema, JSON.parse(proposal.json)),
  }
}

export const whyOf = async (c: C, { key, reason }: Proposal): Promise<string> =>
  (await decryptField(c.env.FIELD_KEY, reasonPlace(key), reason)) ?? '—'

/** Officers see each other's names. */
export async function namesOf(
  c: C,
  { proposedBy, approvedBy }: Pick<Proposal, 'proposedBy' | 'approvedBy'>,
): Promise<{ proposer: string; approver: string }> {
  const stored = await sealedNames(c.var.db, [proposedBy, approvedBy ?? 0])
  const open = async (id: number | null) => {
    const sealed = id === null ? undefined : stored.get(id)
    return id !== null && sealed ? openName(c.env.FIELD_KEY, id, sealed) : '—'
  }
  return { proposer: await open(proposedBy), approver: await open(approvedBy) }
}

const NOTICES = ['proposed', 'approved', 'withdrawn', 'changed'] as const

export function noticeOf(c: C, own?: (typeof NOTICES)[number]): Notice | null {
  const name = own ?? NOTICES.find((each) => each === c.req.query('notice'))
  return name ? { text: c.var.ui.t(`switch.notice.${name}`), good: name !== 'changed' } : null
}

/** Groups of places as counts by step and kind. */
function counted(groups: readonly Group[]): Counted[] {
  const counts = new Map<string, Counted>()
  for (const { effect, kind, places } of groups) {
    const key = `${effect.act} ${kind}`
    const known = counts.get(key)
    counts.set(key, { act: effect.act, kind, places: places + (known?.places ?? 0) })
  }
  return [...counts.keys()].sort().flatMap((key) => counts.get(key) ?? [])
}

const asked = (c: C) => ({
  q: [...(c.req.query('q') ?? '').trim()].slice(0, 30).join(''),
  after: c.req.query('after') ?? '',
})

/** What will happen while it is open, what happened once it was approved. */
export async function shownEffects(
  c: C,
  proposal: Proposal,
  books: Books,
  path: string,
): Promise<EffectsShown> {
  const { db, ui } = c.var
  const { q, after } = asked(c)
  const { before, after: next } = standings(books.before, books.after, dayOf(ui.now))
  const common = { q, path, book: books.after, inspectBy: inspectionDueOn(next) }
  if (proposal.state !== 'proposed') {
    const list = await listChanged(db, proposal.id, { q, after })
    const counts = await countChanged(db, proposal.id)
    return { ...common, ...list, counts, next: list.places.at(-1)?.id ?? '' }
  }
  const groups = await groupsMoved(db, before, next)
  const from = /^\d{1,15}$/.test(after) ? Number(after) : 0
  const list = await listMoved(db, groups, next.day, { q, after: from })
  return { ...common, ...list, counts: counted(groups), next: String(list.places.at(-1)?.id ?? '') }
}

export async function seenNow(c: C, proposal: Proposal): Promise<string> {
  const { before, after } = await bookOf(c.var.db, proposal)
  const standing = standings(before, after, dayOf(c.var.ui.now))
  return seenText(counted(await groupsMoved(c.var.db, standing.before, standing.after)))
}

/** Who was first and what they decided, or that the base is out of date. Throws. */
async function refused(c: C, id: number): Promise<never> {
  const { db, ui } = c.var
  const now = await proposalById(db, id)
  if (now?.state === 'proposed') {
    const { version: newest } = await newestRulebook(db)
    throw problem('switch.stale', 409, { base: now.baseVersion, newest })
  }
  const first = now?.approvedBy ?? (now && (await withdrawnBy(db, now.key)))
  const { approver } = await namesOf(c, { proposedBy: 0, approvedBy: first })
  const state = ui.t(`switch.state.${now?.state ?? 'withdrawn'}`)
  throw problem('switch.decided', 409, { name: approver, state })
}

export async function decide(c: C, proposal: Proposal, how: 'approve' | 'withdraw'): Promise<void> {
  const { db, ui } = c.var
  const by = account(c)
  if (how === 'withdraw') {
    if (!(await withdraw(db, proposal, by, ui.now))) await refused(c, proposal.id)
    return
  }
  const { after } = await bookOf(db, proposal)
  // A day that has passed meanwhile becomes today: nothing takes effect in the past.
  const effectiveFrom = isoDay(effectiveDay(after, dayOf(ui.now)))
  const done = await approve(db, proposal, { ...after, effectiveFrom }, by, ui.now)
  if (!done) await refused(c, proposal.id)
}
