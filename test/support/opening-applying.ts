// What the keeper and the office do to an application, through the functions their pages use.
import { decideAll, stepKey } from '../../src/features/applications/store-decide'
import { submitApplication, withdrawApplication } from '../../src/features/applications/store-draft'
import { startApplication } from '../../src/features/applications/store-start'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf } from '../../src/shared/clock'
import { callOff, liveOf, mayMove, move, step } from './opening-model'
import { at, KEEPER, OFFICER, type Prepare, rowOf, shown } from './opening-town'

export const start: Prepare = (_, place, real) => {
  const id = real.nextId++
  const made = { id, key: `app-${id}`, number: `A-${id}`, answers: '', barred: null }
  const about = { id: place.id, code: place.code, trade: 'catering' }
  return {
    run: (on, now) =>
      startApplication(on, { ...made, place: about }, { book: real.book, actor: KEEPER, now }),
    apply(town) {
      const here = at(town, place)
      if (here.status !== 'known' || liveOf(here)) return false
      here.application = { id, state: 'draft', version: 1, events: 1 }
      town.log.push('applications.start')
      return true
    },
  }
}

export const handIn =
  (low: boolean): Prepare =>
  (_, place, real, stale) => {
    const seen = place.application
    const key = `in-${real.nextId++}`
    const book: Rulebook = { ...real.book, riskLevel: low ? 'low' : 'medium' }
    const version = (seen?.version ?? 0) - (stale ? 1 : 0)
    return {
      run: async (on, now) =>
        seen !== null &&
        submitApplication(on, {
          key,
          application: await shown(seen.id, version),
          place: await rowOf(place.id),
          pledgeId: place.id,
          book,
          actor: KEEPER,
          now,
        }),
      apply(town, now) {
        const here = at(town, place)
        const { application } = here
        if (!application || application.id !== seen?.id || here.status !== 'known') return false
        if (!['draft', 'sent_back'].includes(application.state)) return false
        if (!mayMove(here, version, low ? 'open' : 'submit', low ? 'open_on_pledge' : 'apply'))
          return false
        move(application, low ? 'open' : 'submit', low ? 2 : 1)
        const due = low ? dayOf(now) + book.openOnPledgeInspectionWithinDays : null
        const act = low ? 'open_on_pledge' : 'apply'
        step(town, here, { act, cause: low ? 'pledge' : 'application', due })
        town.log.push('applications.submit')
        return true
      },
    }
  }

export const decide =
  (decision: 'accept' | 'send_back' | 'refuse'): Prepare =>
  (_, place, real, stale) => {
    const seen = place.application
    const version = (seen?.version ?? 0) - (stale ? 1 : 0)
    const application = { id: seen?.id ?? 0, number: `A-${seen?.id}`, version, placeId: place.id }
    const key = stepKey(`decide-${real.nextId++}`, application)
    const words = { reasons: [], text: null, publicReason: null }
    return {
      run: async (on, now) =>
        (
          await decideAll(on, [
            { application, decision, key, ...words, actor: OFFICER, at: now, rulebookVersion: 1 },
          ])
        ).size === 1,
      apply(town) {
        const here = at(town, place)
        if (here.application?.id !== seen?.id || !mayMove(here, version, decision, decision))
          return false
        if (here.application) move(here.application, decision)
        step(town, here, { act: decision, cause: `application:${application.number}` })
        town.log.push(`applications.${decision}`)
        if (decision === 'refuse') callOff(town, here)
        return true
      },
    }
  }

export const withdraw: Prepare = (_, place, real, stale) => {
  const seen = place.application
  const key = `back-${real.nextId++}`
  const version = (seen?.version ?? 0) - (stale ? 1 : 0)
  const moved = place.status === 'applied' || place.status === 'accepted'
  return {
    run: async (on, now) =>
      seen !== null &&
      withdrawApplication(on, {
        key,
        application: await shown(seen.id, version),
        place: { ...(await rowOf(place.id)), status: moved ? 'applied' : 'known' },
        book: real.book,
        actor: KEEPER,
        now,
      }),
    apply(town) {
      const here = at(town, place)
      if (here.application?.id !== seen?.id) return false
      if (!mayMove(here, version, 'withdraw', moved ? 'withdraw' : null)) return false
      if (here.application) move(here.application, 'withdraw')
      if (moved) step(town, here, { act: 'withdraw', cause: 'application' })
      town.log.push('applications.withdraw')
      callOff(town, here)
      return true
    },
  }
}
