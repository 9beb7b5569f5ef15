// What has been filled in so far, carried between the pages in one sealed cookie of this phone and
// kept nowhere else: a pledge that is not signed is nobody's business.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { HOUR } from '../../shared/clock'
import { seal, unseal } from '../../shared/crypto'
import { newKey } from '../../shared/ids'
import { dropCookie, readCookie, writeCookie } from '../accounts'
import type { Who } from './form'
import type { Answers, PledgeKind } from './rules'

export interface Draft {
  /** The idempotency key of the signing. */
  key: string
  kind: PledgeKind
  /** The place it is filled in at. */
  code: string
  who: Who | null
  answers: Answers
  /** The invitation given, as typed or scanned. */
  invitation: string
  /** The account on whose phone somebody else signs; null: one’s own phone. */
  witness: number | null
  /** The worker who corrects what they signed, on their own phone. */
  corrects: number | null
}

const PURPOSE = 'pledge draft 1'
const LIFE = 2 * HOUR

/** The draft of this kind at this place, or null. */
export async function readDraft(
  c: Context<AppEnv>,
  kind: PledgeKind,
  code: string,
): Promise<Draft | null> {
  const cookie = readCookie(c, 'pledge')
  const plain = cookie ? await unseal(c.env.COOKIE_KEY, PURPOSE, cookie) : null
  if (!plain) return null
  const draft = JSON.parse(plain) as Draft
  return draft.kind === kind && draft.code === code ? draft : null
}

export const newDraft = (c: Context<AppEnv>, kind: PledgeKind, code: string): Draft => ({
  key: newKey(c.var.ui.now, c.var.random),
  kind,
  code,
  who: null,
  answers: {},
  invitation: '',
  witness: null,
  corrects: null,
})

export const writeDraft = async (c: Context<AppEnv>, draft: Draft): Promise<void> =>
  writeCookie(
    c,
    'pledge',
    await seal(c.env.COOKIE_KEY, PURPOSE, JSON.stringify(draft)),
    LIFE / 1000,
  )

export const dropDraft = (c: Context<AppEnv>): void => dropCookie(c, 'pledge')
