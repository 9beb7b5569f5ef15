// What is held about signed pledges: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { pledges } from './tables'

const pledgesRow = keptFor(
  'while it holds; replaced or withdrawn: the rulebook’s pledgeDays longer, and until the watch is over. A place’s own: with the place',
)
const answersRow = keptFor(
  'until the watch ends; without a watch the rulebook’s pledgeDays. Then deleted, and the row says when',
)

export const pledgesData = {
  pledges: {
    id: pledgesRow('internal', 'names the pledge in other rows', 'service'),
    key: pledgesRow('internal', 'a repeated sending is one pledge', 'service'),
    number: pledgesRow(
      'internal',
      'what is printed on the pledge',
      'the signer, keeper of the place, officers of the area',
    ),
    kind: pledgesRow(
      'internal',
      'personal, or of a place',
      'the signer, keeper of the place, officers of the area',
    ),
    workerId: pledgesRow(
      'internal',
      'who signed',
      'the signer, keeper of the place, officers of the area',
    ),
    placeId: pledgesRow(
      'internal',
      'for which place',
      'the signer, keeper of the place, officers of the area',
    ),
    rulebookVersion: pledgesRow(
      'internal',
      'which text was signed',
      'the signer, keeper of the place, officers of the area',
    ),
    answers: answersRow(
      'encrypted',
      'what was declared: travel, contacts, symptoms',
      'the signer, keeper of the place, officers of the area, audited',
    ),
    signature: pledgesRow(
      'encrypted',
      'the signature as a path',
      'the signer, keeper of the place, officers of the area',
    ),
    textHash: pledgesRow(
      'index',
      'proves text and answers unchanged',
      'the signer, keeper of the place, officers of the area',
    ),
    signedAt: pledgesRow(
      'internal',
      'when',
      'the signer, keeper of the place, officers of the area',
    ),
    witnessedBy: pledgesRow(
      'internal',
      'who filled it in for the signer',
      'the signer, keeper of the place, officers of the area',
    ),
    supersededBy: pledgesRow(
      'internal',
      'which one replaced it',
      'the signer, keeper of the place, officers of the area',
    ),
    textVersion: pledgesRow(
      'internal',
      'a newer text asks for a new signature',
      'the signer, keeper of the place, officers of the area',
    ),
    worksFrom: answersRow(
      'personal',
      'from which day the person may work',
      'the signer, keeper of the place, officers of the area',
    ),
    risk: answersRow(
      'personal',
      'somebody has to look at the answers',
      'the signer, keeper of the place, officers of the area',
    ),
    answersPurgedAt: pledgesRow(
      'internal',
      'the health answers were deleted as promised',
      'everyone who holds the number',
    ),
    keptHash: pledgesRow(
      'index',
      'proves unchanged what is held after that',
      'the signer, keeper of the place, officers of the area',
    ),
    withdrawnAt: pledgesRow(
      'internal',
      'it no longer holds',
      'the signer, keeper of the place, officers of the area',
    ),
  } satisfies DataMap<typeof pledges>,
}
