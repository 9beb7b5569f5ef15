// The public notice board: five blocks in the official order, each with when, by whom, and its age.
import type { ComponentChildren } from 'preact'
import { dayText, timeOf } from '../../i18n/format'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { BuilderLine, namesStaff, ShutNote, stateText } from '../places'
import type { Rulebook } from '../rulebook'
import type { Board, DoneLine as Line } from './public'
import { FiveMusts, PatrolsToday } from './site-board'
import { agoText, detailText, dutyName, supplyName } from './texts'

export interface BoardProps {
  ui: Ui
  book: Rulebook
  board: Board
}

export function BoardPage({ ui, book, board }: BoardProps) {
  const { t } = ui
  const { place } = board
  const site = place.kind === 'site'
  const shown = stateText(ui, place, board.state)
  return (
    <Page ui={ui} title={`${place.name} · ${t('board.title')}`}>
      <div class="place">
        <p>{t(site ? 'board.title_site' : 'board.title')}</p>
        <h1>{place.name}</h1>
        <BuilderLine ui={ui} builder={place.builder} />
        <p>
          {place.address} · <span class={shown.class}>{shown.text}</span>
          {place.acceptanceNumber !== null && place.openedOn !== null
            ? ` · ${t('board.accepted', { date: dayText(ui.lang, place.openedOn), n: place.acceptanceNumber })}`
            : ''}
        </p>
      </div>
      {board.state === 'rest' ? <p class="ask">{t('board.resting')}</p> : null}
      {board.shut ? (
        <ShutNote ui={ui} book={book} place={board.shut} since={board.shut.since} />
      ) : null}
      {site ? <FiveMusts ui={ui} book={book} board={board} /> : null}
      <PatrolsToday ui={ui} board={board} />
      <Disinfection ui={ui} book={book} board={board} />
      <Staff ui={ui} book={book} board={board} />
      <Supplies ui={ui} book={book} board={board} />
      <Vehicles ui={ui} book={book} board={board} />
      <Temperatures ui={ui} book={book} board={board} />
      <p class="note">
        {t('board.auto', { own: t(`board.own_${place.kind}`) })}{' '}
        <a href="/rules">{t('board.book', { title: book.title[ui.lang], n: book.version })}</a>
      </p>
      <nav class="roles">
        <a href={`/p/${place.code}`}>{t('board.door')}</a>
        <a href={`/p/${place.code}/screen`}>{t('board.screen')}</a>
        <a href={`/p/${place.code}/report`}>{t('board.report')}</a>
      </nav>
    </Page>
  )
}

interface BlockProps {
  ui: Ui
  title: string
  stamp: { at: number | null; by: string; stale: boolean }
  children: ComponentChildren
}

function Block({ ui, title, stamp, children }: BlockProps) {
  const { t } = ui
  const ago = stamp.at === null ? t('board.never') : agoText(ui, stamp.at)
  const by = stamp.by ? ` · ${t('board.by', { who: stamp.by })}` : ''
  const late = stamp.stale && stamp.at !== null
  return (
    <section class={stamp.stale ? 'card block stale' : 'card block'}>
      <h2 class="split">
        {title}
        <small>{(late ? t('board.stale', { time: ago }) : ago) + by}</small>
      </h2>
      {children}
    </section>
  )
}

const Row = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <li>
    <span>{label}</span>
    <b>{children}</b>
  </li>
)

function Disinfection({ ui, book, board }: BoardProps) {
  const { t } = ui
  const { disinfection, place } = board
  const title = t(place.kind === 'shop' ? 'board.disinfection' : 'board.disinfection_other')
  // A shop's only disinfection need not be named; airing and the parts of a site must.
  const name = ({ duty, agent }: Line) =>
    place.kind === 'shop' && agent ? '' : dutyName(ui, book, place.kind, duty)
  const words = (line: Line): string =>
    [name(line), detailText(ui, book, { where: line.where, with: line.agent })]
      .filter(Boolean)
      .join(' ')
  return (
    <Block ui={ui} title={title} stamp={disinfection}>
      <p class="amount">
        {t('board.times', { n: disinfection.times })}{' '}
        <small>{t('board.times_owed', { n: disinfection.owed })}</small>
      </p>
      <ul class="tally">
        {disinfection.lines.map((line) => (
          <Row key={`${line.at}${line.duty}`} label={`${timeOf(line.at)} ${words(line)}`}>
            {line.by}
          </Row>
        ))}
      </ul>
    </Block>
  )
}

function Staff({ ui, board }: BoardProps) {
  const { t } = ui
  const { staff, place } = board
  const others = staff.workers - staff.shown.length
  return (
    <Block ui={ui} title={t('board.staff')} stamp={staff}>
      {staff.workers === 0 ? (
        <p class="note">{t('board.no_staff')}</p>
      ) : (
        <>
          <p class="amount">
            {staff.pledged} / {staff.workers} <small>{t('board.pledged')}</small>
          </p>
          <ul class="tally">
            <Row label={t('board.measured')}>
              {staff.measured} / {staff.workers}
            </Row>
          </ul>
          {staff.shown.length > 0 ? (
            <ul class="people">
              {staff.shown.map((each, i) => (
                <li key={`${i} ${each.name}`}>
                  {each.name} {each.job}
                </li>
              ))}
              {others > 0 ? <li class="off">{t('board.others', { n: others })}</li> : null}
            </ul>
          ) : null}
          {namesStaff(place.kind) ? null : <p class="note">{t('board.only_counts')}</p>}
        </>
      )}
    </Block>
  )
}

function Supplies({ ui, book, board }: BoardProps) {
  const { t, lang } = ui
  const { items, lasts } = board.supplies
  return (
    <Block ui={ui} title={t('board.supplies')} stamp={board.supplies}>
      {lasts ? (
        <p class="amount">
          {t('board.days', { n: lasts.days })}{' '}
          <small>{t('board.enough', { item: supplyName(ui, book, lasts.item) })}</small>
        </p>
      ) : items.length > 0 ? (
        <p class="amount">{t('board.kinds', { n: items.length })}</p>
      ) : null}
      <ul class="tally">
        {book.supplies.items.flatMap((supply) => {
          const item = items.find((each) => each.item === supply.id)
          return item
            ? [
                <Row key={supply.id} label={supply.name[lang]}>
                  {item.quantity} {supply.unit[lang]}
                </Row>,
              ]
            : []
        })}
      </ul>
    </Block>
  )
}

function Vehicles({ ui, board }: BoardProps) {
  const { t } = ui
  return (
    <Block ui={ui} title={t('board.vehicle')} stamp={board.vehicle}>
      <p class="amount">
        {t('board.cars', { n: board.vehicle.count })} <small>{t('board.today')}</small>
      </p>
      <ul class="tally">
        {board.vehicle.lines.map((line) => (
          <Row key={line.at} label={line.plate}>
            {timeOf(line.at)}
          </Row>
        ))}
      </ul>
    </Block>
  )
}

function Temperatures({ ui, board }: BoardProps) {
  const { t } = ui
  const { visits, over, handled } = board.temperatures
  return (
    <Block ui={ui} title={t('board.temperatures')} stamp={board.temperatures}>
      <p class="amount">
        {t('board.over', { n: over })} <small>{t('board.over_label')}</small>
      </p>
      <ul class="tally">
        {over > 0 ? (
          <Row label={t('board.over_label')}>{t(handled ? 'board.handled' : 'board.in_hand')}</Row>
        ) : null}
        <Row label={t('board.visits')}>{t('board.visits_n', { n: visits })}</Row>
      </ul>
    </Block>
  )
}
