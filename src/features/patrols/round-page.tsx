// The page of a round: the place, what hangs over it, and the form.
import { islands } from '../../generated/assets'
import type { OfficerRole } from '../../shared/actor'
import type { PatrolTarget } from '../../shared/patrol'
import type { FormState } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import { RoundForm, type RoundFormData } from './islands/round-form'
import { areaName, tradeName, whenText } from './parts'
import type { LiveOrder, PlaceRound } from './store-record'
import type { Visit } from './visit'

export interface RoundPageProps {
  ui: Ui
  roles: OfficerRole[]
  /** Tag of whoever looks at it: their phone keeps what is typed under it. */
  account: string
  visit: Visit
  target: PatrolTarget
  data: RoundFormData
  /** Errors as keys, for the photo. */
  form: FormState
  orders: LiveOrder[]
  /** Of today. */
  made: PlaceRound[]
  /** The way to its resident supervision. */
  resident: boolean
}

export function RoundPage(props: RoundPageProps) {
  const { ui, visit, target, data, form } = props
  const { t } = ui
  const { place, book } = visit
  const where = [areaName(ui, visit), place.address, tradeName(ui, book, place.trade)]
  return (
    <OfficeFrame
      ui={ui}
      title={place.name}
      tab="patrols"
      roles={props.roles}
      script={islands.walk}
      failed={Object.keys(form.errors).length > 0}
    >
      <p class="note">
        {[t(`patrol.target.${target}`), ...where].filter(Boolean).join(' · ')} · {place.code}
      </p>
      {visit.owed === null ? <p class="ask">{t('patrol.owes_none')}</p> : null}
      {props.made.map(({ id, at, level }) => (
        <p class="note" key={id}>
          <a href={`/office/patrols/rounds/${id}`}>
            {t('patrol.made_today', { time: whenText(ui, at), level: t(`patrol.level.${level}`) })}
          </a>
        </p>
      ))}
      {props.orders.map(({ id, state, dueAt }) => (
        <p class="ask" key={id}>
          <a href={`/office/orders/${id}`}>
            {t(`patrol.order.${state}`, { time: whenText(ui, dueAt) })}
          </a>
        </p>
      ))}
      {props.resident ? (
        <p class="roles">
          <a href={`/office/patrols/resident/${place.code}`}>{t('patrol.resident')}</a>
        </p>
      ) : null}
      <div data-island="walk" data-account={props.account} data-code={place.code} />
      <RoundForm
        data={data}
        t={t}
        photo={
          <FileField ui={ui} form={form} name="photo" label={t('round.photo')} photo capture />
        }
      />
      <p class="roles">
        <a href="/office/patrols">{t('patrol.back')}</a>
      </p>
    </OfficeFrame>
  )
}
