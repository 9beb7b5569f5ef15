// The pages of batches as answers, with names opened for whoever may read them.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { Key } from '../../i18n'
import { dayOf } from '../../shared/clock'
import { decryptField } from '../../shared/fields'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { openWorkerField } from '../people'
import { StaffNav } from '../visits'
import { BatchPage } from './batch'
import { BatchesPage } from './batches'
import type { Own } from './own'
import type { OpenPerson } from './people-lines'
import type { RosterLine } from './rows'
import { nameFieldOf } from './rows'
import { isDraft } from './rules'
import { type BatchRow, batchById, batchesOf } from './store-batch'
import { peopleOf, rosterOf } from './store-people'

type C = Context<AppEnv>

/** `full`: for the keeper, who knows them; officers read masked names. */
export async function openPeople(c: C, batchId: number, full: boolean): Promise<OpenPerson[]> {
  const key = c.env.FIELD_KEY
  return Promise.all(
    (await peopleOf(c.var.db, batchId)).map(async (each) => {
      const { id, workerId, workerName, origin, worksFrom, cameAt } = each
      const name =
        workerId !== null && workerName !== null
          ? await openWorkerField(key, 'name', workerId, workerName)
          : each.name === null
            ? ''
            : ((await decryptField(key, nameFieldOf(each.key), each.name)) ?? '')
      return { id, origin, worksFrom, cameAt, name: full || !name ? name : maskName(name) }
    }),
  )
}

/** So many are offered to be ticked; the others when these are on a batch. */
const MOST_ROSTER = 50

export type OpenRoster = RosterLine[]

export async function openRoster(c: C, placeId: number): Promise<OpenRoster> {
  const staff = await rosterOf(c.var.db, placeId, dayOf(c.var.ui.now))
  return Promise.all(
    staff.map(async (each) => ({
      ...each,
      open: await openWorkerField(c.env.FIELD_KEY, 'name', each.workerId, each.name),
    })),
  )
}

export const batchId = (c: C): number =>
  Number(/^[1-9]\d{0,14}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)

/** The batch of `:id` at a place of the keeper. Throws 404. */
export async function ownBatch(c: C, { place }: Own): Promise<BatchRow> {
  const row = await batchById(c.var.db, batchId(c))
  if (row?.placeId !== place.id) throw problem('batch.unknown', 404)
  return row
}

const NOTICES: Record<string, Key> = {
  added: 'batch.added',
  came: 'batch.came_saved',
  removed: 'batch.removed',
}

interface Shown {
  form?: FormState
  warning?: string | null
}

export async function showBatches(c: C, own: Own, form: FormState = EMPTY_FORM): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, book } = own
  return html(
    c,
    <BatchesPage
      ui={{ ...ui, here: `/keep/${place.code}/returns` }}
      book={book}
      place={place}
      batches={await batchesOf(db, place.id)}
      form={form}
      formKey={newKey(ui.now, random)}
      notice={null}
    >
      <StaffNav ui={ui} place={place} keeper current="today" />
    </BatchesPage>,
    form === EMPTY_FORM ? 200 : 422,
  )
}

export async function showBatch(
  c: C,
  own: Own,
  row: BatchRow,
  { form = EMPTY_FORM, warning = null }: Shown = {},
): Promise<Response> {
  const { ui, random } = c.var
  const { place, book } = own
  const roster = isDraft(row.state) ? await openRoster(c, place.id) : []
  const done = NOTICES[c.req.query('done') ?? '']
  const text = warning ?? (done ? ui.t(done) : null)
  return html(
    c,
    <BatchPage
      ui={{ ...ui, here: `/keep/${place.code}/returns/${row.id}` }}
      book={book}
      row={row}
      people={await openPeople(c, row.id, true)}
      roster={roster.slice(0, MOST_ROSTER).map(({ workerId, open, job, worksFrom }) => ({
        workerId,
        job,
        name: open,
        notBefore: worksFrom !== null && worksFrom > row.day ? worksFrom : null,
      }))}
      form={form}
      formKey={newKey(ui.now, random)}
      notice={text ? { text, good: !warning } : null}
    >
      <StaffNav ui={ui} place={place} keeper current="today" />
    </BatchPage>,
    form !== EMPTY_FORM ? 422 : warning ? 409 : 200,
  )
}
