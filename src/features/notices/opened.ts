// A notice for its reader: names of those who had it in hand, and its people whole or masked.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { problem } from '../../shared/problem'
import { maskName, maskPhone } from '../../shared/text'
import { account, covers, openName } from '../accounts'
import { ARRIVAL_FIELDS, checkText, openArrival, openNotice } from './fields'
import { NAMES, READERS } from './own'
import { NOTICE_ACTS, NOTICE_MOVES, type NoticeAct, readNumberPath } from './rules'
import { type NoticeDetail, type NoticePerson, noticeByNumber, peopleOn } from './store'

type C = Context<AppEnv>

/** The notice in the address, if it is the officer's to see. */
export async function ownNotice(c: C): Promise<NoticeDetail> {
  const number = readNumberPath(c.req.param('number') ?? '')
  const notice = number && (await noticeByNumber(c.var.db, number))
  if (!notice) throw problem('notice.unknown', 404)
  if (!covers(account(c), [...READERS], notice)) throw problem('err.forbidden', 403)
  return notice
}

/** Whether the officer sees its people whole. */
export const seesNames = (c: C, notice: NoticeDetail): boolean => covers(account(c), NAMES, notice)

/** The acts the officer's roles allow over the village of the notice. */
export const actsOf = (c: C, notice: NoticeDetail): NoticeAct[] =>
  NOTICE_ACTS.filter((act) => covers(account(c), [NOTICE_MOVES[act].by], notice))

export async function openPerson(c: C, person: NoticePerson): Promise<NoticePerson> {
  const open = { ...person }
  for (const column of ARRIVAL_FIELDS)
    open[column] = await openArrival(c.env, person.key, column, person[column])
  return open
}

const masked = (person: NoticePerson): NoticePerson => ({
  ...person,
  name: maskName(person.name),
  phone: maskPhone(person.phone),
  address: '',
})

const named = async (c: C, id: number | null, stored: string | null): Promise<string | null> =>
  id === null || stored === null ? null : openName(c.env.FIELD_KEY, id, stored)

/** With its words and people opened; `whole`: names and numbers are not masked. */
export async function openWhole(c: C, notice: NoticeDetail, whole: boolean) {
  const people = await peopleOn(c.var.db, notice.id)
  const open = await Promise.all(people.map((each) => openPerson(c, each)))
  const { key } = notice
  return {
    ...notice,
    issuer: (await named(c, notice.issuedBy, notice.issuer)) ?? '—',
    receiver: await named(c, notice.receivedBy, notice.receiver),
    reporter: await named(c, notice.reportedBy, notice.reporter),
    closer: await named(c, notice.closedBy, notice.closer),
    other: await openNotice(c.env, key, 'other', notice.other),
    resultText: await openNotice(c.env, key, 'result_text', notice.resultText),
    returnText: await openNotice(c.env, key, 'return_text', notice.returnText),
    check: await checkText(c.env, notice),
    people: whole ? open : open.map(masked),
  }
}
