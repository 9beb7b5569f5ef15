// Accidents with their texts opened, for whoever may read them.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { openName } from '../accounts'
import { openAccident } from './fields'
import type { ReadAccident } from './store-accidents'

/** Opens the texts of accidents and the name of the officer who read each. */
export const openAccidents = (
  c: Context<AppEnv>,
  accidents: ReadAccident[],
): Promise<ReadAccident[]> =>
  Promise.all(
    accidents.map(async (each) => ({
      ...each,
      where: await openAccident(c.env, each.key, 'place_text', each.where),
      what: await openAccident(c.env, each.key, 'what', each.what),
      done: await openAccident(c.env, each.key, 'done', each.done),
      seenName:
        each.seenBy !== null && each.seenName
          ? await openName(c.env.FIELD_KEY, each.seenBy, each.seenName)
          : null,
    })),
  )
