// 催办: what was missed village by village, whom to call, and a text for the village's chat group.
import { islands } from '../../generated/assets'
import { dayText, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { CopyText } from '../../ui/copy'
import { OfficeFrame } from '../../ui/office'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import { behindPath } from './behind'
import { supervises } from './grid-form'
import { areaName, missedNames } from './grid-texts'
import type { MissedPlace, UrgedVillage } from './rules-grid'
import type { Callable } from './urge-people'
import type { UrgedPart, UrgeSums } from './urge-read'

interface UrgeProps {
  ui: Ui
  roles: readonly OfficerRole[]
  /** The part of the town that was opened; none: the officer's own areas. */
  area: ListedArea | undefined
  sums: UrgeSums
  /** In full; null: in numbers, to be opened. */
  villages: readonly UrgedVillage[] | null
  people: ReadonlyMap<number, readonly Callable[]>
  /** Whoever looks at it makes rounds. */
  walks: boolean
}

/** More would make a page of a day on which nobody went out. */
const MOST_PLACES = 20

export function UrgePage(props: UrgeProps) {
  const { ui, villages, sums, area } = props
  const { t } = ui
  const calm = villages ? villages.length === 0 : sums.parts.every(isCalm)
  return (
    <OfficeFrame
      ui={ui}
      title={t('urge.title', { n: sums.missed })}
      tab={supervises(props.roles) ? 'grid' : 'patrols'}
      roles={props.roles}
      script={islands.copy}
    >
      <p class="lead">
        {t('grid.as_of', { time: timeOf(ui.now) })}
        {t('grid.dot')}
        <a href="/office/patrols/grid">{t('urge.grid')}</a>
      </p>
      {calm ? (
        <section class="card empty">
          <h2>{t('urge.none')}</h2>
          <p>{t('urge.none_text')}</p>
          <a class="tap" href="/office/patrols/grid">
            {t('urge.grid')}
          </a>
        </section>
      ) : null}
      {villages && !calm ? <p class="note">{t('urge.noted')}</p> : null}
      {villages ? null : (
        <>
          <p class="note">{t('urge.parts_note')}</p>
          <Parts ui={ui} parts={sums.parts} />
        </>
      )}
      {villages?.map((village) => (
        <Village key={village.areaId} {...props} village={village} />
      ))}
      {villages
        ? sums.parts.map((part) => (
            <p key={part.area.id} class="roles">
              <a href={behindPath(part.area)}>
                {areaName(ui, { area: part.area.name, areaEn: part.area.nameEn })}
                {t('grid.dot')}
                {t('urge.keepers')}
              </a>
            </p>
          ))
        : null}
      {area ? (
        <p class="roles">
          <a href="/office/patrols/urge">{t('urge.all')}</a>
        </p>
      ) : null}
    </OfficeFrame>
  )
}

const isCalm = ({ missed, alone }: UrgedPart): boolean => missed === 0 && alone === 0

/** Area by area; one with nothing to be urged opens as well, its keepers may be behind. */
const Parts = ({ ui, parts }: { ui: Ui; parts: readonly UrgedPart[] }) => (
  <ul class="ways">
    {parts.map(({ area, missed, alone }) => (
      <li key={area.id}>
        <a href={`/office/patrols/urge?area=${area.id}`}>
          {areaName(ui, { area: area.name, areaEn: area.nameEn })}
          {missed > 0 ? (
            <span class="no">
              {ui.t('grid.dot')}
              {ui.t('urge.missed', { n: missed })}
            </span>
          ) : null}
          {alone > 0 ? (
            <span class="no">
              {ui.t('grid.dot')}
              {ui.t('urge.alone', { n: alone })}
            </span>
          ) : null}
        </a>
      </li>
    ))}
  </ul>
)

function Village(props: UrgeProps & { village: UrgedVillage }) {
  const { ui, village, people } = props
  const { t } = ui
  const { missed, alone, sums } = village
  const rounds = sums.town.rounds + sums.village.rounds
  const more = sums.town.places + sums.village.places - MOST_PLACES
  return (
    <section class="card urge" id={`v${village.areaId}`}>
      <h2>
        {areaName(ui, village)}
        {missed.length > 0 ? (
          <span class="no">
            {t('grid.dot')}
            {t('urge.missed', { n: rounds })}
          </span>
        ) : null}
      </h2>
      <Calls ui={ui} people={people.get(village.areaId) ?? []} />
      <ul class="team">
        {alone.map(({ place, since }) => (
          <li key={`alone-${place.id}`}>
            <a href={`/office/places/${place.code}`}>{place.name}</a>
            <small class="no">{t('grid.alone_since', { time: timeOf(since) })}</small>
          </li>
        ))}
        {missed.slice(0, MOST_PLACES).map((each) => (
          <Missed key={`${each.level}-${each.place.id}`} {...props} missed={each} />
        ))}
      </ul>
      {more > 0 ? <p class="note">{t('urge.more', { n: more })}</p> : null}
      <details class="screen">
        <summary>{t('urge.text')}</summary>
        <CopyText
          ui={ui}
          id={`v${village.areaId}`}
          label={t('urge.text_for', { area: areaName(ui, village) })}
          text={urgeText(ui, village)}
        />
      </details>
    </section>
  )
}

/** The place leads to its page, from where its keeper is called; a round can be made at once. */
function Missed({ ui, walks, missed }: UrgeProps & { missed: MissedPlace }) {
  const { place, level, slots } = missed
  return (
    <li>
      <span>
        <a href={`/office/places/${place.code}`}>{place.name}</a>
        <small>
          {ui.t(`grid.level.${level}`)}
          {missed.team ? `${ui.t('grid.dot')}${missed.team.name}` : ''}
        </small>
      </span>
      {slots.map(({ ordinal, due, lateBy }) => (
        <small key={ordinal} class="no">
          {ui.t('urge.since', { n: ordinal, time: timeOf(due), span: spanText(ui, lateBy) })}
        </small>
      ))}
      {walks ? (
        <a class="screen" href={`/office/patrols/round/${place.code}`}>
          {ui.t('urge.make_up')}
        </a>
      ) : null}
    </li>
  )
}

function Calls({ ui, people }: { ui: Ui; people: readonly Callable[] }) {
  const { t } = ui
  if (people.length === 0)
    return (
      <p class="note">
        {t('urge.nobody')} <a href="/office/teams">{t('office.tab.teams')}</a>
      </p>
    )
  return (
    <ul class="team">
      {people.map(({ id, name, phone, as, team }) => (
        <li key={`${as}-${id}`}>
          <span>
            {name}
            <small>{as === 'team' ? t('urge.as.team', { team }) : t(`urge.as.${as}`)}</small>
          </span>
          {phone ? (
            <a class="tap" href={`tel:${phone}`}>
              {t('urge.call', { phone })}
            </a>
          ) : (
            <small>{t('urge.no_phone')}</small>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Places only: the text is read by everybody in the group. */
export function urgeText(ui: Ui, village: UrgedVillage): string {
  const { t } = ui
  const of = (level: MissedPlace['level']) => village.missed.filter((each) => each.level === level)
  const when = { date: dayText(ui.lang, dayOf(ui.now)), time: timeOf(ui.now) }
  const parts = (['town', 'village'] as const).flatMap((level) => {
    const missed = of(level)
    if (missed.length === 0) return []
    const { places, rounds } = village.sums[level]
    const names = missedNames(ui, missed, places)
    return [t(`urge.text.${level}`, { n: rounds, names })]
  })
  const alone = village.alone.map(({ place }) => place.name).join(t('grid.and'))
  return [
    t('urge.text.head', { area: areaName(ui, village), ...when }),
    ...parts,
    ...(alone ? [t('urge.text.alone', { names: alone })] : []),
    t('urge.text.end'),
  ].join('')
}
