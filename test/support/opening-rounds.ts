// What the joint team, an officer who stops a place, and the rules do, through the functions of their rooms.
import { failInspection, passInspection } from '../../src/features/inspections/store-finish'
import { attend } from '../../src/features/inspections/store-judge'
import { planInspections } from '../../src/features/inspections/store-plan'
import { causeText, type LifeAct, statusAfter } from '../../src/features/places'
import { stopPlace } from '../../src/features/switches/store-place'
import { stepStatements } from '../../src/features/switches/store-step'
import { dayOf } from '../../src/shared/clock'
import { giveWay, liveInspection, liveOf, move, step } from './opening-model'
import { at, OFFICER, type Prepare } from './opening-town'

export const plan: Prepare = (_, place, real) => {
  const key = `plan-${real.nextId++}`
  return {
    run: (on, now) =>
      planInspections(on, {
        key,
        purpose: 'acceptance',
        placeIds: [place.id],
        members: [{ accountId: OFFICER.id, department: 'market' }],
        onDay: dayOf(now),
        actor: OFFICER,
        ranges: JSON.stringify([['/1/', '/10', '']]),
        book: real.book,
        now,
      }).then((n) => n > 0),
    apply(town) {
      const here = at(town, place)
      const { application } = here
      giveWay(here)
      const waits = application?.state === 'accepted' || application?.state === 'failed'
      if (here.status !== 'accepted' || !application || !waits || liveInspection(here)) return false
      town.inspections += 1
      const { inspections: id } = town
      here.inspection = { id, state: 'planned', version: 1, application: application.id }
      if (application.state === 'failed') move(application, 'schedule')
      else application.events += 1
      town.log.push('inspections.plan')
      return true
    },
    again: (town) => giveWay(at(town, place)),
  }
}

export const come: Prepare = (_, place) => {
  const id = place.inspection?.id ?? 0
  return {
    run: (on, now) => attend(on, { id, actor: OFFICER, now, rulebookVersion: 1 }),
    apply(town) {
      const { inspection } = at(town, place)
      if (!inspection || inspection.id !== id || inspection.state !== 'planned') return false
      Object.assign(inspection, { state: 'started', version: inspection.version + 1 })
      town.log.push('inspections.attend')
      return true
    },
  }
}

export const finish =
  (result: 'pass' | 'fail'): Prepare =>
  (_, place, __, stale) => {
    const seen = place.inspection
    const version = (seen?.version ?? 0) - (stale ? 1 : 0)
    const inspection = {
      id: seen?.id ?? 0,
      placeId: place.id,
      applicationId: seen?.application ?? null,
      purpose: 'acceptance' as const,
      version,
    }
    return {
      run: (on, now) => {
        const finishing = { inspection, actor: OFFICER, now, rulebookVersion: 1 }
        return result === 'pass' ? passInspection(on, finishing) : failInspection(on, finishing, [])
      },
      apply(town) {
        const here = at(town, place)
        const { application, inspection: live } = here
        if (!live || !application || live.id !== seen?.id || live.state !== 'started') return false
        if (live.version !== version || here.status !== 'accepted') return false
        if (application.id !== live.application || application.state !== 'accepted') return false
        const state = result === 'pass' ? 'passed' : 'failed'
        Object.assign(live, { state, version: live.version + 1 })
        move(application, result)
        if (result === 'pass') {
          town.lastNumber += 1
          step(town, here, { act: 'pass', cause: `inspection:${live.id}` })
          Object.assign(here, { number: town.lastNumber, due: null })
        }
        town.log.push(`inspections.${result}`)
        return true
      },
    }
  }

export const stop =
  (act: 'suspend' | 'resume' | 'close' | 'reopen'): Prepare =>
  (_, place, real, stale) => {
    const keys = `stop-${real.nextId++}-`
    const version = place.version - (stale ? 1 : 0)
    return {
      run: (on, now) =>
        stopPlace(on, {
          ...{ keys, key: `${keys}${place.id}`, placeId: place.id, act, version },
          ...{ cause: 'officer', reason: '暂停', actor: OFFICER, by: OFFICER },
          ...{ rulebookVersion: 1, at: now },
        }),
      apply(town) {
        const here = at(town, place)
        if (here.version !== version || statusAfter(here.status, act) === null) return false
        step(town, here, { act, cause: 'officer' })
        const live = liveOf(here)
        if (act === 'close' && live) move(live, 'refuse')
        return true
      },
    }
  }

/** The rules change: every place they concern takes the step, or, where one moved meanwhile, none. */
export const rule =
  (act: Extract<LifeAct, 'suspend' | 'resume' | 'refuse' | 'open_on_pledge'>): Prepare =>
  (town, _, real, stale) => {
    const keys = `rule-${real.nextId++}-`
    const effect = {
      act,
      cause: act === 'open_on_pledge' ? ('risk_level' as const) : ('negative_list' as const),
      ref: act === 'open_on_pledge' ? null : 'ktv',
    }
    const asked = town.places.filter(({ status }) => statusAfter(status, act) !== null)
    const standing = asked.map(({ id, status, cause }, i) => ({
      ...{ id, status, effect, listedFor: null },
      statusCause: stale && i === 0 ? 'somebody else' : cause,
    }))
    return {
      run: async (on, now) => {
        const day = dayOf(now)
        const after = { book: real.book, day }
        const steps = { keys, places: standing, after, actor: OFFICER, rulebookVersion: 1, at: now }
        const statements = stepStatements(on, steps)
        if (statements.length === 0) return false
        const [first] = await on.$client.batch(statements)
        return (first?.meta.changes ?? 0) > 0
      },
      apply(after, now) {
        const same = standing.every((each) => {
          const here = at(after, each)
          return here.status === each.status && here.cause === each.statusCause
        })
        if (!same || standing.length === 0) return false
        for (const { id } of standing) {
          const here = at(after, { id })
          const live = liveOf(here)
          const opens = act === 'open_on_pledge'
          const due = opens ? dayOf(now) + real.book.openOnPledgeInspectionWithinDays : null
          step(after, here, { act, cause: causeText(effect), due })
          if (live && (act === 'refuse' || opens)) move(live, opens ? 'open' : 'refuse')
        }
        return true
      },
    }
  }
