// One pledge carries to every place: a second employment of somebody who has signed.
import type { Context } from 'hono'
import { batchAll } from '../../db/client'
import type { AppEnv } from '../../env'
import { auditIfChanged } from '../audit'
import { employStatement, invitationUsedStatement, openWorkerInvitation } from '../people'
import { namesStaff, type Place } from '../places'
import type { Pledge } from './tables'

interface Carried {
  job: string
  consent?: '1' | undefined
  invitation: string
}

export async function carryTo(
  c: Context<AppEnv>,
  place: Place,
  pledge: Pledge,
  { job, consent, invitation }: Carried,
): Promise<void> {
  const { db, ui, actor } = c.var
  const invited = invitation
    ? await openWorkerInvitation(
        db,
        { secret: invitation, placeId: place.id, indexKey: c.env.INDEX_KEY },
        ui.now,
      )
    : null
  const workerId = pledge.workerId ?? 0
  await batchAll(db, [
    employStatement(
      db,
      {
        placeId: place.id,
        workerId,
        job,
        shown: consent === '1' && namesStaff(place.kind),
        confirmedBy: invited?.createdBy ?? null,
        pledgeId: pledge.id,
        mayChange: true,
      },
      ui.now,
    ),
    auditIfChanged(db, {
      at: ui.now,
      actor,
      act: 'pledges.carry',
      subject: `pledges:${pledge.id}`,
      detail: { place: place.id },
    }),
    ...(invited ? [invitationUsedStatement(db, invited.tokenHash, pledge.id)] : []),
  ])
}
