// The head of every page about one place: its name, where it is, whether its door is open.

import { clockTime } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import type { Builder } from './contact'
import type { DoorState } from './rules'
import { spokenAt } from './spoken'
import type { PlaceKind } from './tables'

export interface PlaceFacts {
  code: string
  kind: PlaceKind
  name: string
  address: string
  stage: string | null
  opensAt: number | null
  closesAt: number | null
}

/** 正在营业 and its like, in the words of the place's kind, with the class that colours it. */
export function stateText(
  ui: Ui,
  place: PlaceFacts,
  state: DoorState,
): { text: string; class: string } {
  const { t } = spokenAt(ui, place)
  const hours = { from: clockTime(place.opensAt ?? 0), to: clockTime(place.closesAt ?? 0) }
  if (state === 'hours') return { text: t('door.state.hours', hours), class: 'old' }
  if (state === 'open') return { text: openText(ui, place), class: 'yes' }
  return { text: t(`door.state.${state}`), class: 'no' }
}

function openText({ t }: Ui, place: PlaceFacts): string {
  if (place.kind === 'shop') return t('door.state.open')
  if (place.kind === 'enterprise') return t('door.state.open_enterprise')
  return t(place.stage === 'working' ? 'door.state.open_site' : 'stage.returned')
}

/** 施工单位：… · 项目负责人 张*; what is not known is left out, and with both the line. */
export function BuilderLine({
  ui,
  builder,
  class: kind,
}: {
  ui: Ui
  builder: Builder
  class?: string
}) {
  const { t } = ui
  const { contractor, inCharge } = builder
  if (!contractor && !inCharge) return null
  return (
    <p class={kind}>
      {contractor ? t('place.contractor', { name: contractor }) : null}
      {contractor && inCharge ? ' · ' : null}
      {inCharge ? <span class="nowrap">{t('place.in_charge', { who: inCharge })}</span> : null}
    </p>
  )
}

export function PlaceHead({
  ui,
  place,
  state,
  trade,
}: {
  ui: Ui
  place: PlaceFacts
  state: DoorState
  trade: string
}) {
  const shown = stateText(ui, place, state)
  return (
    <div class="place">
      <h1>{place.name}</h1>
      <p>
        {[place.address, trade].filter(Boolean).join(' · ')} ·{' '}
        <span class={shown.class}>{shown.text}</span>
      </p>
    </div>
  )
}
