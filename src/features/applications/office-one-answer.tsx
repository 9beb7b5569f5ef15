// One application as an answer: what is read for its page, and the page that tells who was first.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import type { Notice } from '../../ui/notice'
import type { Ui } from '../../ui/ui'
import { account, covers } from '../accounts'
import { listFiles, Thumbnail } from '../files'
import { CallCard, calleesOf, lifeOf } from '../places'
import { CALLERS } from '../places/rules-office'
import { type Rulebook, rulebookByVersion, rulebookInForce } from '../rulebook'
import { openAnswers, openAppeal, openEventText } from './fields'
import { readApplicationNumber } from './number'
import { keeperText, mayDecide, mayRead, mayUrge, openNames } from './office-desk'
import { rolesHeld } from './office-list-answer'
import { ReviewPage } from './office-page'
import type { ShownAppeal, ShownStep } from './office-story'
import type { Barred } from './rules'
import {
  type Decision,
  decisionsFor,
  type Ground,
  groundsFor,
  IN_OFFICE,
  isFiled,
  reasonWords,
} from './rules-office'
import { applicationByNumber, barredOn, eventsOf } from './store'
import { type Beside, readBeside, sealedNames } from './store-beside'
import { noteReading, URGE_PAUSE } from './store-decide'
import { appealsOf, isExempt } from './store-keeper'
import type { Appeal, Application, ApplicationEvent } from './tables'

type C = Context<AppEnv>

/** An application somebody may look at, with its place and what stands against its opening. */
export interface AtDesk {
  application: Application
  beside: Beside
  book: Rulebook
  barred: Barred | null
  exempt: boolean
  actor: AccountActor
  grounds: Ground[]
}

/** The application of `:number`. Throws 404 for a draft, another area, or a number nobody has. */
export async function atDesk(c: C): Promise<AtDesk> {
  const { db, ui } = c.var
  const actor = account(c)
  const number = readApplicationNumber(c.req.param('number') ?? '')
  const application = number ? await applicationByNumber(db, number) : null
  if (!application || !isFiled(application) || !mayRead(actor, application))
    throw problem('review.unknown', 404)
  const beside = await readBeside(db, application)
  if (!beside) throw problem('review.unknown', 404)
  const book = await rulebookInForce(db, ui.now)
  const today = dayOf(ui.now)
  // Somebody upheld an appeal against the rule, for this application.
  const exempt = await isExempt(db, application)
  const barred = exempt ? null : await barredOn(db, book, beside.place, today)
  const grounds = [
    ...groundsFor(book, beside.place.trade, today),
    ...(barred?.by === 'listed'
      ? [
          {
            id: `listed:${barred.id}`,
            text: { zh: barred.reason, en: barred.reason },
            source: ui.t('review.barred'),
          },
        ]
      : []),
  ]
  return { application, beside, book, barred, exempt, actor, grounds }
}

const barredText = (ui: Ui, barred: Barred | null): string | null => {
  if (!barred) return null
  if (barred.by === 'listed') return ui.t('review.barred_place')
  return ui.t('review.barred_now', { entry: barred.entry.category[ui.lang] })
}

/** Officers by name, the keeper as such, the rules as such. */
const whoText = ({ t }: Ui, event: ApplicationEvent, names: ReadonlyMap<number, string>): string =>
  event.actorKind === 'officer'
    ? (names.get(event.actorId ?? 0) ?? '—')
    : t(event.actorKind === 'rulebook' ? 'review.who.rulebook' : 'review.who.keeper')

async function shownSteps(
  c: C,
  book: Rulebook,
  events: readonly ApplicationEvent[],
  names: ReadonlyMap<number, string>,
): Promise<ShownStep[]> {
  const { ui } = c.var
  return Promise.all(
    events.map(async (event) => ({
      id: event.id,
      act: event.act,
      at: event.at,
      who: whoText(ui, event, names),
      reasons: reasonWords(book, event.reasons, ui.lang).map((words) =>
        words.startsWith('listed:') ? ui.t('hub.cause.listed') : words,
      ),
      text: await openEventText(c.env.FIELD_KEY, event),
    })),
  )
}

/** An appeal with both texts opened. */
export async function shownAppeal(
  c: C,
  appeal: Appeal,
  names: ReadonlyMap<number, string>,
): Promise<ShownAppeal> {
  const { id, state, at, answeredAt, answeredBy } = appeal
  const open = (column: 'text' | 'answer') =>
    openAppeal(c.env.FIELD_KEY, column, id, appeal[column])
  return {
    id,
    state,
    at,
    text: (await open('text')) ?? '—',
    answer: await open('answer'),
    answeredAt,
    answeredBy: names.get(answeredBy ?? 0) ?? null,
  }
}

const NOTICES = ['accept', 'send_back', 'refuse', 'taken', 'urged'] as const

function noticeOf({ t }: Ui, asked: string | undefined): Notice | null {
  const notice = NOTICES.find((each) => each === asked)
  if (!notice) return null
  if (notice === 'taken' || notice === 'urged')
    return { text: t(`review.notice.${notice}`), good: true }
  return { text: t('review.notice.done', { act: t(`apply.act_${notice}`) }), good: true }
}

/** The page of one application; reading what was filed is written down. */
export async function showOne(
  c: C,
  at: AtDesk,
  refused: { decision: Decision; form: FormState } | null = null,
): Promise<Response> {
  const { db, ui, random } = c.var
  const { application, beside, book, barred, actor } = at
  const { place } = beside
  const path = `/office/applications/${application.number}`
  const filedUnder = await rulebookByVersion(db, application.rulebookVersion)
  const [events, life, allAppeals, files] = await Promise.all([
    eventsOf(db, application.id),
    lifeOf(db, place.id),
    appealsOf(db, place.id),
    listFiles(db, place.id, `applications:${application.id}`),
    noteReading(db, application, actor, ui.now),
  ])
  const appeals = allAppeals.filter((each) => each.applicationId === application.id)
  const seen = [
    application.assignedTo,
    ...events.map((each) => each.actorId),
    ...appeals.map((each) => each.answeredBy),
  ].flatMap((id) => id ?? [])
  const names = await openNames(c.env.FIELD_KEY, await sealedNames(db, seen))
  const decides = mayDecide(actor, application)
  const decisions = decides ? decisionsFor(application.state) : []
  const departments = new Map(book.departments.map(({ id, name }) => [id, name[ui.lang]]))
  const department = departments.get(application.department) ?? application.department
  const urgedAt = events.findLast((each) => each.act === 'urge')?.at ?? null
  const { assignedTo } = application
  const page = (
    <ReviewPage
      ui={{ ...ui, here: path }}
      roles={rolesHeld(actor)}
      application={application}
      place={place}
      filed={{
        book: filedUnder,
        place,
        application,
        answers: await openAnswers(c.env.FIELD_KEY, application),
        pledge: beside.pledge,
        file: (id, alt) => fileLink(ui, files, id, alt),
      }}
      decide={
        decisions.length === 0
          ? null
          : {
              path,
              version: application.version,
              decisions,
              reasons: book.opening.sendBack,
              grounds: at.grounds,
              barred: barredText(ui, barred),
              refused,
            }
      }
      formKey={newKey(ui.now, random)}
      notYours={decides ? null : department}
      corrected={events.some((each) => each.act === 'send_back')}
      barred={barred?.by === 'negative_list'}
      facts={{
        where: ui.lang === 'zh' ? beside.area : beside.areaEn,
        trade: book.trades.find(({ id }) => id === place.trade)?.name[ui.lang] ?? place.trade,
        department,
        keeper: await keeperText(c.env.FIELD_KEY, beside.keeper),
      }}
      assigned={assignedTo === null ? null : { id: assignedTo, name: names.get(assignedTo) ?? '—' }}
      me={actor.id}
      canTake={decides && IN_OFFICE.some((each) => each === application.state)}
      urge={{
        allowed:
          application.state === 'submitted' &&
          mayUrge(actor, application) &&
          (urgedAt === null || ui.now - urgedAt >= URGE_PAUSE),
        lastAt: application.state === 'submitted' ? urgedAt : null,
      }}
      steps={await shownSteps(c, book, events, names)}
      life={life}
      appeals={await Promise.all(appeals.map((each) => shownAppeal(c, each, names)))}
      call={
        covers(actor, CALLERS, place) ? (
          <CallCard
            ui={ui}
            place={place}
            callees={await calleesOf(db, c.env.FIELD_KEY, place)}
            form={EMPTY_FORM}
          />
        ) : null
      }
      notice={noticeOf(ui, c.req.query('notice'))}
    />
  )
  return html(c, page, refused ? 422 : 200)
}

type Listed = Awaited<ReturnType<typeof listFiles>>

function fileLink(ui: Ui, files: Listed, id: number, alt: string) {
  const file = files.find((each) => each.id === id)
  return file ? <Thumbnail ui={ui} file={file} alt={alt} /> : <a href={`/files/${id}`}>{alt}</a>
}
