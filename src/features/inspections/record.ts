// An inspection as its pages show it: the checklist with what was found, the team by name, the outcome.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor } from '../../shared/actor'
import { problem } from '../../shared/problem'
import { account, covers, openName } from '../accounts'
import { checklistOf, departmentOf, type Rulebook, rulebookByVersion } from '../rulebook'
import { findingField, noteField, openWords, opinionField } from './fields'
import { type ChecklistItem, type ItemResult, type Outcome, outcomeOf, signerOf } from './rules'
import { type InspectionParts, type InspectionRow, readInspection, type SealedName } from './store'
import type { Finding } from './tables'

export const READERS = ['admin', 'reviewer', 'patrol', 'clerk', 'viewer', 'inspector'] as const
/** Of its own department and area, a reviewer; an administrator everywhere. */
export const PLANNERS = ['admin', 'reviewer'] as const

export interface Line {
  item: ChecklistItem
  /** The department that signs it. */
  signer: string
  result: ItemResult | null
  note: string
  fileId: number | null
  by: string
  at: number
  /** Passed in an earlier round. */
  carried: boolean
  /** Whoever looks at it may judge it. */
  mine: boolean
}

export interface Member {
  accountId: number
  name: string
  department: string
  presentAt: number | null
}

export interface Said {
  department: string
  opinion: 'agree' | 'disagree'
  text: string
  by: string
  at: number
}

export interface ShownFinding extends Omit<Finding, 'text' | 'answer'> {
  text: string
  answer: string
}

export interface InspectionRecord {
  row: InspectionRow
  /** The rules it was planned under. */
  book: Rulebook
  /** The department of the place's trade. */
  host: string
  members: Member[]
  /** Departments that were sent. */
  sent: string[]
  lines: Line[]
  opinions: Said[]
  findings: ShownFinding[]
  outcome: Outcome
  /** The member that looks at it. */
  me: Member | null
  /** Departments whoever looks at it may sign for. */
  signsFor: string[]
  mayPlan: boolean
  plannedBy: string
  finishedBy: string
}

const isAdmin = (actor: AccountActor): boolean => actor.scopes.some(({ role }) => role === 'admin')

/** Accounts by name, opened once; a dash for one that is gone. */
export async function nameBook(
  fieldKey: string,
  names: SealedName[],
  shown: (name: string) => string = (name) => name,
): Promise<(id: number | null) => string> {
  const opened = new Map(
    await Promise.all(
      names.map(async ({ id, name }) => [id, shown(await openName(fieldKey, id, name))] as const),
    ),
  )
  return (id) => (id === null ? '' : (opened.get(id) ?? '—'))
}

/** Opens the words of findings. */
export const openFindings = <T extends Finding>(fieldKey: string, findings: T[]) =>
  Promise.all(
    findings.map(async (each) => ({
      ...each,
      text: await openWords(fieldKey, findingField('text', each.id), each.text),
      answer: await openWords(fieldKey, findingField('answer', each.id), each.answer),
    })),
  )

interface Looking {
  actor: AccountActor
  fieldKey: string
  book: Rulebook
  /** How names are written: masked for a keeper. */
  shown?: (name: string) => string
}

/** Puts the parts together for whoever looks at them. */
export async function recordOf(
  { row, ...parts }: InspectionParts,
  { actor, fieldKey, book, shown }: Looking,
): Promise<InspectionRecord> {
  const name = await nameBook(fieldKey, parts.names, shown)
  const host = row.department ?? departmentOf(book, row.trade)
  const members = parts.members.map((each) => ({ ...each, name: name(each.accountId) }))
  const sent = [...new Set(members.map((each) => each.department))]
  const me = members.find((each) => each.accountId === actor.id) ?? null
  const signsFor = isAdmin(actor) ? sent : me && me.presentAt !== null ? [me.department] : []
  const found = new Map(parts.items.map((each) => [each.item, each]))
  const lines = await Promise.all(
    checklistOf(book, row.placeKind, row.trade).map(async (item): Promise<Line> => {
      const signer = signerOf(item, sent, host)
      const judged = found.get(item.id)
      return {
        item,
        signer,
        result: judged?.result ?? null,
        note: await openWords(fieldKey, noteField(row.id, item.id), judged?.note ?? null),
        fileId: judged?.fileId ?? null,
        by: name(judged?.by ?? null),
        at: judged?.at ?? 0,
        carried: judged !== undefined && judged.at < row.plannedAt,
        mine: row.state === 'started' && signsFor.includes(signer),
      }
    }),
  )
  return {
    row,
    book,
    host,
    members,
    sent,
    lines,
    opinions: await Promise.all(
      parts.opinions.map(async (said) => ({
        ...said,
        by: name(said.by),
        text: await openWords(fieldKey, opinionField(row.id, said.department), said.text),
      })),
    ),
    findings: await openFindings(fieldKey, parts.findings),
    outcome: outcomeOf({
      items: lines.map((line) => line.item.id),
      results: new Map(parts.items.map((each) => [each.item, each.result])),
      present: members.flatMap((each) => (each.presentAt === null ? [] : each.department)),
      opinions: new Map(parts.opinions.map((said) => [said.department, said.opinion])),
      least: book.opening.jointDepartments,
    }),
    me,
    signsFor,
    mayPlan: covers(actor, [...PLANNERS], { areaPath: row.areaPath, department: host }),
    plannedBy: name(row.plannedBy),
    finishedBy: name(row.finishedBy),
  }
}

const isNumber = (typed: string): boolean => /^[1-9]\d{0,14}$/.test(typed)

/** The inspection of `:id` for an officer of its area or of its team. Throws 404 and 403. */
export async function officeRecord(c: Context<AppEnv>): Promise<InspectionRecord> {
  const { db } = c.var
  const typed = c.req.param('id') ?? ''
  const parts = isNumber(typed) ? await readInspection(db, Number(typed)) : null
  if (!parts) throw problem('inspect.unknown', 404)
  const actor = account(c)
  const { row, members } = parts
  const sent = members.some((each) => each.accountId === actor.id)
  if (!sent && !covers(actor, [...READERS], { areaPath: row.areaPath }))
    throw problem('err.forbidden', 403)
  const book = await rulebookByVersion(db, row.rulebookVersion)
  return recordOf(parts, { actor, fieldKey: c.env.FIELD_KEY, book })
}
