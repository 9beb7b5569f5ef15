// Places of an area whose public board is out of date, some at a time: their keepers are behind with the day's duties.
import { islands } from '../../generated/assets'
import { dayText, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { CopyText } from '../../ui/copy'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { BehindPlace } from '../board'
import type { ListedArea } from '../places'
import { supervises } from './grid-form'
import { areaName } from './grid-texts'

/** Where a walk through an area goes on: after this place. */
export interface BehindAfter {
  areaPath: string
  id: number
}

export const behindPath = ({ id }: Pick<ListedArea, 'id'>, after?: BehindAfter): string =>
  `/office/patrols/behind?area=${id}${after ? `&after=${encodeURIComponent(`${after.areaPath}~${after.id}`)}` : ''}`

interface BehindProps {
  ui: Ui
  roles: readonly OfficerRole[]
  area: ListedArea
  /** Those looked at. */
  places: readonly BehindPlace[]
  next: BehindAfter | null
}

export function BehindPage({ ui, roles, area, places, next }: BehindProps) {
  const { t } = ui
  const named = areaName(ui, { area: area.name, areaEn: area.nameEn })
  const behind = places.filter(({ late }) => late > 0)
  const names = behind.map(({ name }) => name).join(t('grid.and'))
  const when = { date: dayText(ui.lang, dayOf(ui.now)), time: timeOf(ui.now) }
  return (
    <OfficeFrame
      ui={ui}
      title={t('behind.title', { area: named })}
      tab={supervises(roles) ? 'grid' : 'patrols'}
      roles={roles}
      script={islands.copy}
    >
      <p class="lead">
        {t('grid.as_of', { time: timeOf(ui.now) })}
        {t('grid.dot')}
        {t('behind.looked', { n: places.length, behind: behind.length })}
      </p>
      <p class="note">{t('behind.note')}</p>
      {behind.length > 0 ? (
        <section class="card urge">
          <ul class="team">
            {behind.map(({ id, code, name, late }) => (
              <li key={id}>
                <a href={`/office/places/${code}`}>{name}</a>
                <small class="no">{t('behind.late', { n: late })}</small>
              </li>
            ))}
          </ul>
          <details class="screen">
            <summary>{t('urge.text')}</summary>
            <CopyText
              ui={ui}
              id="behind"
              label={t('urge.text_for', { area: named })}
              text={[
                t('urge.text.head', { area: named, ...when }),
                t('urge.text.stale', { n: behind.length, names }),
                t('urge.text.end'),
              ].join('')}
            />
          </details>
        </section>
      ) : (
        <section class="card empty">
          <h2>{t('behind.none', { n: places.length })}</h2>
          <p>{t(next ? 'behind.more' : 'behind.none_text')}</p>
        </section>
      )}
      {next ? (
        <a class="go" rel="next" href={behindPath(area, next)}>
          {t('behind.next')}
        </a>
      ) : null}
      <p class="roles">
        <a href={`/office/patrols/urge?area=${area.id}`}>{t('behind.back')}</a>
      </p>
    </OfficeFrame>
  )
}
