// Invitation letters: an officer invites the keepers of many places at once, on paper.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { account } from './access'
import { createLetters, LETTER_LIFE } from './letters-store'
import { hashToken } from './store'

/**
 * A one-use invitation as keeper for each place. Letters printed earlier and not used end here, so
 * that one lost on the way opens nothing. The tokens are given out this once.
 */
export async function inviteKeepers(
  c: Context<AppEnv>,
  placeIds: number[],
): Promise<{ tokens: Map<number, string>; until: number }> {
  const { db, ui, random } = c.var
  const tokens = new Map(placeIds.map((id) => [id, toBase64url(random(16))]))
  const hashed = await Promise.all(
    [...tokens].map(async ([id, token]) => ({ placeId: id, tokenHash: await hashToken(token) })),
  )
  await createLetters(db, hashed, account(c), ui.now)
  return { tokens, until: ui.now + LETTER_LIFE }
}
