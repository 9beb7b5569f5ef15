// One place on the day's list: what is due, what was ordered, or who has been there.
import type { Ui } from '../../ui/ui'
import { areaName, Dots, DueText, whenText } from './parts'
import { nextOf, type PatrolLine } from './rules-day'
import { isTodo } from './rules-list'

interface RowProps {
  ui: Ui
  line: PatrolLine
  nameOf: (id: number | null) => string
  /** How many of the day's duties its keeper owes late. */
  stale: number
  /** On the list of orders to recheck: the row leads to the nearest. */
  recheck?: boolean
}

export function Row({ ui, line, nameOf, stale, recheck }: RowProps) {
  const { t } = ui
  const { place, slots } = line
  const next = nextOf(line)
  const many = slots.length > 1
  const nth = next ? t('patrol.nth', { n: next.ordinal }) : ''
  return (
    <article class="row visit">
      <div>
        <b>{place.name}</b>
        <span>
          {[
            many ? nth : '',
            t(`patrol.target.${line.target}`),
            areaName(ui, place),
            many ? '' : place.address,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>{' '}
        {many ? <Dots ui={ui} slots={slots} /> : null}
        {next ? (
          <p>
            <DueText ui={ui} slot={next} />
            {stale > 0 ? <span class="old"> · {t('patrol.stale', { n: stale })}</span> : null}
          </p>
        ) : null}
        <Last ui={ui} line={line} nameOf={nameOf} />
        <Orders ui={ui} line={line} />
        <Resident ui={ui} line={line} />
      </div>
      <Go ui={ui} line={line} order={recheck ? line.orders[0]?.id : undefined} />
    </article>
  )
}

interface GoProps extends Pick<RowProps, 'ui' | 'line'> {
  order: number | undefined
}

const Go = ({ ui, line, order }: GoProps) => (
  <a
    class={order !== undefined || isTodo(line, ui.now) ? 'tap' : 'mini'}
    href={
      order === undefined ? `/office/patrols/round/${line.place.code}` : `/office/orders/${order}`
    }
  >
    {ui.t(order === undefined ? 'patrol.visit' : 'patrol.recheck')}
    <span class="hear">{line.place.name}</span>
  </a>
)

const COLOUR = { refused: 'no', problems: 'old', fine: 'yes' } as const

/** ✓ 13:52 王* 已查，正常 */
function Last({ ui, line, nameOf }: Pick<RowProps, 'ui' | 'line' | 'nameOf'>) {
  const last = line.rounds.at(-1)
  if (!last) return null
  const refused = last.review === 'refused'
  const what = refused ? 'refused' : last.problems > 0 ? 'problems' : 'fine'
  const params = { time: whenText(ui, last.at), who: nameOf(last.by), n: last.problems }
  return (
    <p>
      <a class={COLOUR[what]} href={`/office/patrols/rounds/${last.id}`}>
        {ui.t(`patrol.last.${what}`, params)}
        {last.review === 'pending' ? ` · ${ui.t('patrol.review.pending')}` : ''}
      </a>
    </p>
  )
}

const Orders = ({ ui, line }: Pick<RowProps, 'ui' | 'line'>) =>
  line.orders.map(({ id, state, dueAt }) => (
    <p key={id}>
      <a class={dueAt < ui.now ? 'no' : 'old'} href={`/office/orders/${id}`}>
        {ui.t(`patrol.order.${state}`, { time: whenText(ui, dueAt) })}
      </a>
    </p>
  ))

function Resident({ ui, line }: Pick<RowProps, 'ui' | 'line'>) {
  const { resident, place } = line
  if (!resident) return null
  const alone = !resident.shifts.some((shift) => shift.endedAt === null)
  return (
    <p>
      <a class={alone ? 'no' : undefined} href={`/office/patrols/resident/${place.code}`}>
        {ui.t(alone ? 'patrol.resident_gap' : 'patrol.resident')}
      </a>
    </p>
  )
}
