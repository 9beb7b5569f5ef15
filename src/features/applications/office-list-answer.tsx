// The list of applications as an answer, and what became of many approved at once.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { newKey } from '../../shared/ids'
import { MOST_LATE } from '../../shared/task'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, rangesOf, scopesOf } from '../accounts'
import { type ListedArea, listAreas, openCounts, pathEnd } from '../places'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { readApplicationNumber } from './number'
import {
  departmentsOf,
  isNarrow,
  keeperText,
  mayDecide,
  openNames,
  READERS,
  tabsOf,
} from './office-desk'
import { type ReviewQuery, readReviewQuery, statesOf } from './office-form'
import { ReviewListPage, type ShownLine } from './office-list'
import { negativeEntry } from './rules'
import { applicationByNumber } from './store'
import { listApplications, type ReviewLine, type ReviewScope, readSums } from './store-office'

type C = Context<AppEnv>

/** The roles of whoever looks, for the ways of the frame. */
export const rolesHeld = (actor: AccountActor) => scopesOf(actor).map(({ role }) => role)

export const scopeOf = (actor: AccountActor, tab: ReviewQuery['tab']): ReviewScope => ({
  tab,
  me: actor.id,
  departments: departmentsOf(actor),
  ranges: rangesOf(actor, ...READERS),
})

interface Found {
  book: Rulebook
  actor: AccountActor
  lines: readonly ReviewLine[]
  areas: readonly ListedArea[]
}

async function shownLines(c: C, { book, actor, lines, areas }: Found): Promise<ShownLine[]> {
  const { lang, now } = c.var.ui
  const key = c.env.FIELD_KEY
  const sealed = lines.flatMap(({ assignedTo, assignedName }) =>
    assignedTo !== null && assignedName !== null ? [[assignedTo, assignedName] as const] : [],
  )
  const officers = await openNames(key, new Map(sealed))
  const trades = new Map(book.trades.map(({ id, name }) => [id, name[lang]]))
  return Promise.all(
    lines.map(async (line) => {
      const { keeperName, keeperPhone, assignedTo } = line
      const village = areas.find(({ id }) => id === line.areaId)
      const over = [areas.find(({ id }) => id === village?.parentId), village]
      const keeper = { id: line.keeperId, name: keeperName, phone: keeperPhone }
      const barred = negativeEntry(book, line.trade, dayOf(now)) !== null
      const live = line.state === 'submitted' || line.state === 'accepted'
      return {
        ...line,
        keeper: await keeperText(key, keeper),
        assigned: assignedTo === null ? null : (officers.get(assignedTo) ?? null),
        tradeName: trades.get(line.trade) ?? line.trade,
        where: over
          .map((area) => (lang === 'zh' ? area?.name : area?.nameEn))
          .filter(Boolean)
          .join(' · '),
        barred: barred && live,
        tickable: line.state === 'submitted' && !barred && mayDecide(actor, line),
      }
    }),
  )
}

interface Refused {
  query: Partial<ReviewQuery>
  form: FormState
}

/** The list an officer asked for; with `refused`, the one whose boxes were not taken. */
export async function showList(c: C, refused?: Refused): Promise<Response> {
  const { db, ui, random } = c.var
  const actor = account(c)
  const book = await rulebookInForce(db, ui.now)
  const tabs = tabsOf(actor)
  const query = { ...readReviewQuery(c.req.query(), tabs, book.trades), ...refused?.query }
  const number = query.q ? readApplicationNumber(query.q) : null
  if (number && (await applicationByNumber(db, number)))
    return c.redirect(`/office/applications/${number}`, 303)
  const areas = await listAreas(db)
  const area = areas.find((each) => each.id === query.area)
  const scope = scopeOf(actor, query.tab)
  const wide = query.q !== '' && query.state === 'inbox'
  const states = wide ? { states: [], newest: false } : statesOf(query.state)
  const { lines, next } = await listApplications(db, {
    ...scope,
    ...states,
    lateAt: query.state === 'late' ? ui.now : null,
    area: area ? { from: area.path, to: pathEnd(area.path) } : null,
    trade: query.trade,
    q: query.q,
    after: query.after,
  })
  const page = (
    <ReviewListPage
      ui={{ ...ui, here: refused ? '/office/applications' : ui.here }}
      roles={rolesHeld(actor)}
      query={query}
      tabs={tabs}
      narrow={isNarrow(actor)}
      sums={{
        ...(await readSums(db, scope, { now: ui.now, most: MOST_LATE })),
        shops: (await openCounts(db)).shops,
        days: book.answerWithinWorkingDays,
      }}
      lines={await shownLines(c, { book, actor, lines, areas })}
      next={next}
      areas={areas}
      trades={book.trades.map(({ id, name }) => [id, name[ui.lang]] as const)}
      formKey={newKey(ui.now, random)}
      form={refused?.form ?? EMPTY_FORM}
    />
  )
  return html(c, page, refused ? 422 : 200)
}
