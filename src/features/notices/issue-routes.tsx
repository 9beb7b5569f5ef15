import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { isoDay } from '../../shared/clock'
import { formValues } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { maskName } from '../../shared/text'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, rangesOf, rolesOf } from '../accounts'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { sealNotice } from './fields'
import { MOST_PEOPLE, pickedPeople, readIssue } from './form'
import { IssuePage } from './issue'
import { openPerson } from './opened'
import { ownAreas, villagesOf } from './own'
import { dueOn, numberPath, proposedDay } from './rules'
import { auditRead, issueNotice, type NoticePerson, numberOfKey, peopleByIds } from './store'
import { numberText } from './texts'

type C = Context<AppEnv>

const ranges = (c: C): string => rangesOf(account(c), 'admin')

/** The page with whoever was picked; those who have found a village meanwhile are left out of a new one. */
async function show(
  c: C,
  { values, errors }: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, ui, random } = c.var
  const picked = pickedPeople(values).slice(0, 2 * MOST_PEOPLE)
  const stored = await peopleByIds(db, picked, ranges(c))
  const book = await rulebookInForce(db, ui.now)
  const people = await Promise.all(
    stored.filter(({ free }) => status === 409 || free).map((each) => openPerson(c, each)),
  )
  await auditRead(db, 'notices.pick', `notices:${people.length}`, {
    actor: account(c),
    now: ui.now,
  })
  const fresh = errors.key || !values.key
  const props = {
    book,
    villages: villagesOf(await ownAreas(c, 'admin')),
    form: { values, errors },
    formKey: fresh ? newKey(ui.now, random) : (values.key ?? ''),
    people: people.filter(({ free }) => free),
    params: { names: takenText(c, book, people) },
  }
  return html(
    c,
    <IssuePage
      ui={{ ...ui, here: '/office/arrivals?view=nobody' }}
      roles={rolesOf(c)}
      {...props}
    />,
    status,
  )
}

/** 陈*（峡防指交〔2020〕11 号）、王* */
const takenText = (c: C, book: Rulebook, people: NoticePerson[]): string =>
  people
    .filter(({ free }) => !free)
    .map(({ name, year, seq }) =>
      year === null || seq === null
        ? maskName(name)
        : c.var.ui.t('notice.taken_on', {
            name: maskName(name),
            number: numberText(c.var.ui, book, { year, seq }),
          }),
    )
    .join(c.var.ui.lang === 'zh' ? '、' : ', ')

async function start(c: C): Promise<Response> {
  const { db, ui } = c.var
  const { notices } = await rulebookInForce(db, ui.now)
  const [task] = notices.tasks
  const values = {
    ...c.req.query(),
    why: notices.whys[0]?.id ?? '',
    due: isoDay(proposedDay(ui.now, notices.reportWithinDays)),
    ...(task ? { [`task_${task.id}`]: '1' } : {}),
  }
  return show(c, { values, errors: {} })
}

async function issue(c: C): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const villages = villagesOf(await ownAreas(c, 'admin'))
  const values = await formValues(c.req.raw)
  const form = readIssue(values, book, villages, ui.now)
  if (!form.ok) return show(c, form, 422)
  const { key, other, due, ...rest } = form.value
  const area = villages.find(({ id }) => id === form.value.area)
  if (!area) return show(c, { values, errors: { area: 'form.required' } }, 422)
  const notice = {
    ...rest,
    key,
    area,
    other: await sealNotice(c.env, key, 'other', other),
    dueAt: dueOn(due),
    rulebookVersion: book.version,
  }
  await issueNotice(db, notice, ranges(c), { actor: account(c), now: ui.now })
  const number = await numberOfKey(db, key)
  return number
    ? c.redirect(`/office/notices/${numberPath(number)}?done=issue`, 303)
    : show(c, { values, errors: { people: 'notice.taken' } }, 409)
}

export const issueRoutes = new Hono<AppEnv>()
  .get('/office/notices/new', allow.officer('admin'), start)
  .post('/office/notices', allow.officer('admin'), issue)
