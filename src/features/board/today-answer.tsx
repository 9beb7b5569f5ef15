// Today's page as an answer: to a visit, to a tap that changed nothing, to a form with errors.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { Key } from '../../i18n'
import { timeOf } from '../../i18n/format'
import { newKey } from '../../shared/ids'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { openMaskedName } from '../accounts'
import { countFindingsAt, FindingsLine } from '../inspections'
import { countOrdersAt, OrdersLine } from '../orders'
import { PatrolCodeCard, patrolCodeNow } from '../patrols'
import { LiaisonCard, liaisonOf } from '../places'
import { dueAt, ReportLine, sentAt } from '../reports'
import { HelpLine, liveHelpOf } from '../requests'
import { lastRating, ReturnLines } from '../returns'
import { StaffNav } from '../visits'
import { owedHere, WatchesLine } from '../watches'
import type { AtPlace } from './at-place'
import { type Day, readDay } from './day'
import type { Tapped } from './store-taps'
import { TodayPage } from './today'

type C = Context<AppEnv>

const NOTICES: Record<string, Key> = {
  done: 'keep.notice.done',
  undone: 'keep.notice.undone',
  late: 'keep.notice.undo_late',
  fixed: 'keep.notice.fixed',
  reported: 'keep.notice.reported',
  rest: 'keep.notice.rest',
  work: 'keep.notice.work',
  same: 'keep.notice.same',
}

export const todayPath = (at: Pick<AtPlace, 'place'>, notice = ''): string =>
  `/keep/${at.place.code}/today${notice ? `?notice=${notice}` : ''}`

interface Shown {
  status?: 200 | 409 | 422
  notice?: string | null
  refused?: { duty: string; form: FormState } | null
}

export async function showToday(c: C, at: AtPlace, shown: Shown = {}): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, book, keeper } = at
  const day = await readDay(db, c.env, { book, place, now: ui.now, full: keeper })
  const found = keeper ? await countFindingsAt(db, place.id) : 0
  const ordered = keeper ? await countOrdersAt(db, place.id, ui.now) : { open: 0, late: 0 }
  const rating = keeper && place.kind === 'site' ? await lastRating(db, place.id) : null
  const code = await patrolCodeNow(c.env.TOWN_SECRET, book, place.id, ui.now)
  const name = c.req.query('notice') ?? ''
  const asked = NOTICES[name]
  const good = !shown.notice && name !== 'late' && name !== 'same'
  const text = shown.notice ?? (asked ? ui.t(asked) : null)
  const notice = text === null ? null : { text, good }
  return html(
    c,
    <TodayPage
      ui={{ ...ui, here: todayPath(at) }}
      book={book}
      day={day}
      keeper={keeper}
      notice={notice}
      newKey={() => newKey(ui.now, random)}
      refused={shown.refused ?? null}
      above={
        <>
          <OrdersLine ui={ui} code={place.code} counts={ordered} />
          <FindingsLine ui={ui} code={place.code} n={found} />
          <WatchesLine ui={ui} code={place.code} owed={await owedHere(db, place.id, ui.now)} />
          {await reportLine(c, at, day)}
          {place.kind === 'shop' || place.status !== 'open' ? null : (
            <a class="todo-line" href={`/keep/${place.code}/gate`}>
              <b>{ui.t('gate.door')}</b>
              <span>{ui.t('gate.door_go')}</span>
            </a>
          )}
          {keeper ? <ReturnLines ui={ui} book={book} place={place} last={rating} /> : null}
        </>
      }
    >
      {place.status === 'closed' ? null : <PatrolCodeCard ui={ui} place={place} shown={code} />}
      <LiaisonCard ui={ui} liaison={await liaisonOf(db, c.env.FIELD_KEY, place)} />
      {keeper ? <HelpLine ui={ui} code={place.code} {...(await liveHelpOf(db, place.id))} /> : null}
      <StaffNav ui={ui} place={place} keeper={keeper} current="today" />
    </TodayPage>,
    shown.status ?? 200,
  )
}

/** Whether an enterprise has sent its daily report; nothing where none is owed. */
async function reportLine(c: C, { place, book }: AtPlace, { state, today }: Day) {
  const { db, ui } = c.var
  if (place.kind !== 'enterprise' || (state !== 'open' && state !== 'hours')) return null
  const sent = await sentAt(db, place.id, today)
  return <ReportLine ui={ui} code={place.code} at={sent?.at ?? null} due={dueAt(book, today)} />
}

/** 李* 10:24 — whoever was first. */
export async function whoWhen(
  c: C,
  tapped: { at: number; by: number; byName: string | null },
): Promise<{ who: string; time: string }> {
  const { at, by, byName } = tapped
  const who = byName ? await openMaskedName(c.env.FIELD_KEY, by, byName) : '—'
  return { who, time: timeOf(at) }
}

/** A double press is the same row; a tap replayed later, or one who came second, is told so. */
export async function answerTap(c: C, at: AtPlace, tapped: Tapped): Promise<Response> {
  const { ui } = c.var
  const recent = 'at' in tapped && ui.now - tapped.at < at.book.visits.replayMinutes * 60_000
  if (tapped.outcome === 'written' || (tapped.outcome === 'known' && recent))
    return c.redirect(todayPath(at, 'done'), 303)
  const said = await whoWhen(c, tapped)
  const notice = ui.t(tapped.outcome === 'known' ? 'keep.notice.known' : 'keep.notice.taken', said)
  return showToday(c, at, { status: 409, notice })
}
