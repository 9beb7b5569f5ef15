// Where a worker moves to: one of the keeper's own places, or the code on the other door.
import * as v from 'valibot'
import { lineField } from '../../shared/text'

/** Neither of the places offered: the code is typed. */
export const OTHER_PLACE = 'other'

/** A page without it moves nobody who was confirmed. */
const seen = v.optional(
  v.pipe(
    v.string(),
    v.transform((typed) => Number(/^\d{1,15}$/.exec(typed)?.[0] ?? 0)),
  ),
  '0',
)

export const moveForm = v.strictObject({
  seen,
  to: v.optional(v.string(), OTHER_PLACE),
  code: v.optional(lineField(20), ''),
})
