// Lines of a paper register, kept while the power was off and typed in later.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { doorState, type Place } from '../places'
import type { Rulebook } from '../rulebook'
import { arrivedRow } from './check-in'
import { type Arrived, commitArrivals, keysHeld } from './commit'
import type { Contact } from './contact'
import { storedKey } from './ref'
import { judgeArrival, paperVerdict } from './rules'

/** How many days back a register may be typed in; today is day 0. */
export const PAPER_DAYS = 3

export interface PaperLine {
  /** Made by the form, one a line: sending the form again enters nobody twice. */
  key: string
  at: number
  contact: Contact
  temperature: number
  party: number
}

function judgeLine(book: Rulebook, place: Place, line: PaperLine) {
  const { doubt, verdict } = judgeArrival(book, {
    state: doorState(place, line.at),
    temperature: line.temperature,
    party: line.party,
    live: 0,
    capacity: null,
  })
  return { doubt, verdict: verdict === 'shut' ? verdict : paperVerdict(book, line.temperature) }
}

/**
 * Enters the lines with the instant they were written down, all or nothing. Answers how many were new;
 * a key that any of the days holds already, also under another time, is left as it is.
 */
export async function enterPaper(
  c: Context<AppEnv>,
  book: Rulebook,
  place: Place,
  by: number,
  lines: PaperLine[],
): Promise<{ written: number; known: number }> {
  const { db, ui } = c.var
  const keyed = await Promise.all(
    lines.map(async (line) => ({ ...line, key: await storedKey(line.key) })),
  )
  const today = dayOf(ui.now)
  const held = await keysHeld(
    db,
    { placeId: place.id, from: today - PAPER_DAYS, to: today },
    keyed.map((line) => line.key),
  )
  const rows: Arrived[] = []
  for (const line of keyed.filter((each) => !held.has(each.key))) {
    const { key, at, contact, temperature, party } = line
    const entry = { contact, temperature, party, source: 'paper' as const, by }
    const row = await arrivedRow(c, book, entry, {
      place,
      ...judgeLine(book, place, line),
      at,
      key,
      room: null,
    })
    rows.push(row)
  }
  const answers = rows.length > 0 ? await commitArrivals(db, rows) : new Map<string, string>()
  const written = [...answers.values()].filter((answer) => answer === 'written').length
  return { written, known: lines.length - written }
}
