// The day of an enterprise as its report shows it: what the records say, what was sent, what is due.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { account, openMaskedName } from '../accounts'
import { daysLeft, taskOf } from '../board/rules'
import { feverCourses } from '../board/rules-fever'
import { type Place, placeByCode } from '../places'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { openNames, openReport } from './fields'
import { dueAt, type Figures, lastsStill, type Reason, zeroHindered } from './rules'
import { type Names, readNames } from './rules-roster'
import { type ReadReport, readFacts, reportsOf } from './store-figures'

type C = Context<AppEnv>

/** The enterprise of `:code`. Throws 404 for another kind of place. */
export async function ownEnterprise(c: C) {
  const { db, ui } = c.var
  const place = await placeByCode(db, placeCodeOr404(c.req.param('code') ?? ''))
  if (!place) throw problem('place.unknown', 404)
  if (place.kind !== 'enterprise') throw problem('daily.only_enterprises', 404)
  const actor = account(c)
  return {
    place,
    actor,
    book: await rulebookInForce(db, ui.now),
    today: dayOf(ui.now),
    keeper: actor.places.some((each) => each.placeId === place.id && each.role === 'keeper'),
  }
}

export type AtEnterprise = Awaited<ReturnType<typeof ownEnterprise>>

/** A report with its names and texts opened. */
export interface OpenReport extends Omit<ReadReport, 'duty' | 'needs' | 'byName'> {
  duty: Names
  needs: string
  /** 马* */
  who: string
}

export async function openOne(
  c: C,
  { duty, needs, byName, ...rest }: ReadReport,
): Promise<OpenReport> {
  const { key, by } = rest
  return {
    ...rest,
    duty: readNames((await openReport(c.env, key, 'duty', duty)) || null),
    needs: await openReport(c.env, key, 'needs', needs),
    who: byName ? await openMaskedName(c.env.FIELD_KEY, by, byName) : '—',
  }
}

export const openReports = async (c: C, placeId: number, day: number): Promise<OpenReport[]> =>
  Promise.all((await reportsOf(c.var.db, placeId, day)).map((each) => openOne(c, each)))

export interface ReportDay {
  place: Place
  day: number
  /** The instant it is due. */
  due: number
  computed: Figures
  disinfected: Record<string, number>
  masks: number | null
  duty: Names
  /** Of today's roster; null: there is none. */
  gaps: number | null
  accidents: number
  /** Oldest first; the last one holds. */
  reports: OpenReport[]
  /** Why it cannot be reported with one tap. */
  hindered: Reason[]
}

const disinfections = (book: Rulebook): string[] =>
  book.duties.enterprise.filter((duty) => taskOf(duty) === 'disinfect').map(({ id }) => id)

/** Today at an enterprise. */
export async function readReportDay(
  c: C,
  { place, book, today }: Pick<AtEnterprise, 'place' | 'book' | 'today'>,
): Promise<ReportDay> {
  const facts = await readFacts(c.var.db, {
    placeId: place.id,
    day: today,
    limit: book.fever.limit,
    duties: disinfections(book),
  })
  const ill = feverCourses(book, facts.readings).filter(({ state }) => state !== 'cleared')
  const { figures, stock, before } = facts
  const computed: Figures = {
    ...figures,
    present: figures.measured,
    abnormal: new Set(ill.map(({ workerId }) => workerId)).size,
  }
  const item = stock?.items.find((each) => each.item === book.reports.maskItem)
  const yesterday = before?.day === today - 1 ? before : null
  return {
    place,
    day: today,
    due: dueAt(book, today),
    computed,
    disinfected: facts.disinfected,
    masks: stock && item ? lastsStill(daysLeft(item), stock.day, today) : null,
    duty: await openNames(c.env, place.id, today, facts.roster?.names ?? null),
    gaps: facts.roster?.gaps ?? null,
    accidents: facts.accidents,
    reports: await Promise.all(facts.reports.map((each) => openOne(c, each))),
    hindered: zeroHindered(computed, yesterday, facts.accidents),
  }
}
