// Saving a crew: each box by itself, so that one bad number holds up nobody else.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import type { FormErrors, FormValues } from '../../shared/form'
import type { AtPlace } from '../board'
import { gateDay } from './day'
import { type GateRow, type Judged, judgeCrew, timeOf } from './form'
import { type GateDay, MARK } from './rules'
import { recordCrew, type StoredRow } from './store'

type C = Context<AppEnv>

/** Rows that did not come to be stored as sent. A mark beside somebody's reading is no loss. */
function lost(rows: readonly GateRow[], stored: ReadonlyMap<number, StoredRow>): FormErrors {
  const names = rows.flatMap(({ worker, t }): [string, string][] => {
    const there = stored.get(worker)
    if (there?.t === t || t === MARK) return []
    return [[`t${worker}`, there ? 'gate.bad.sent' : 'gate.bad.taken']]
  })
  return Object.fromEntries(names)
}

export interface CrewSaved {
  day: GateDay
  shift: Judged['shift']
  refused: FormErrors
  stored: StoredRow[]
}

/** Stores what may be stored; null with errors where nothing of it can be read. */
export async function saveCrew(
  c: C,
  at: AtPlace,
  values: FormValues,
): Promise<{ ok: true; saved: CrewSaved } | { ok: false; errors: FormErrors }> {
  const { db, ui } = c.var
  const made = Math.min(timeOf(values, ui.now) ?? ui.now, ui.now)
  const day = await gateDay(c, at, made)
  const { people, fever } = day
  const judged = judgeCrew(values, { people, fever, now: ui.now, terms: at.book.rounds })
  if (!judged.ok) return judged
  const { key, shift, rows, refused } = judged.value
  const stored = await recordCrew(db, {
    key,
    shift,
    rows,
    at: judged.value.at,
    placeId: at.place.id,
    day: dayOf(judged.value.at),
    actor: at.actor,
    now: ui.now,
  })
  const byWorker = new Map(stored.map((row) => [row.worker, row]))
  // What an earlier sending of this key has stored is not refused for what became of it since.
  const news = Object.entries(refused).filter(([name]) => !byWorker.has(Number(name.slice(1))))
  const saved = { ...Object.fromEntries(news), ...lost(rows, byWorker) }
  return { ok: true, saved: { day, shift, refused: saved, stored } }
}
