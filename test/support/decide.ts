// What the office decides, for tests of the keeper’s side.
import { env } from 'cloudflare:workers'
import { eventStatement, moveStatement, sealEventText } from '../../src/features/applications'
import type { ApplicationMove } from '../../src/features/applications/rules'
import { type LifeAct, lifeStatements } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import type { AccountActor } from '../../src/shared/actor'
import { dayOf } from '../../src/shared/clock'
import { applicationOf, freshKey, textOf } from './apply'
import type { OwnPhone } from './people'
import { clock, db, type Phone } from './town'

export interface Office {
  book: Rulebook
  reviewer: OwnPhone
}

export interface Decision {
  act: ApplicationMove & ('accept' | 'send_back' | 'refuse' | 'fail')
  life?: LifeAct
  reasons?: string[]
  text?: string
  version?: number
}

/** What an officer decides, in the batch the office uses. */
export async function decide(
  by: Office,
  code: string,
  { act, life, reasons, text, version }: Decision,
) {
  const application = await applicationOf(code)
  if (!application) throw new Error('no application')
  const key = freshKey()
  const actor: AccountActor = {
    kind: 'officer',
    id: by.reviewer.accountId,
    name: '',
    scopes: [],
    places: [],
  }
  const said = {
    at: clock.now,
    actor,
    rulebookVersion: by.book.version,
  }
  const results = await db.$client.batch([
    moveStatement(db, {
      application: { id: application.id, version: version ?? application.version },
      act,
      at: clock.now,
      decidedBy: actor.id,
      placeAct: life,
      notListedOn: act === 'accept' ? dayOf(clock.now) : undefined,
    }),
    ...(life
      ? lifeStatements(
          db,
          { ...said, key, placeId: application.place_id, act: life, cause: 'application' },
          true,
        )
      : []),
    eventStatement(db, {
      ...said,
      key,
      applicationId: application.id,
      act,
      reasons: reasons ?? [],
      text: await sealEventText(env.FIELD_KEY, key, text ?? null),
    }),
  ])
  return (results[0]?.meta.changes ?? 0) >= 1
}

export const statusPage = (phone: Phone, code: string): Promise<string> =>
  textOf(phone.get(`/keep/${code}/application`))
