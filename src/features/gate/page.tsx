// The gate in the morning: the crew list, who stands there, and the ways beside it.
import { islands } from '../../generated/assets'
import { dayWithWeekday } from '../../i18n/format'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { PlaceKind } from '../places'
import { StaffNav } from '../visits'
import { Again, Vehicles } from './islands/beside'
import { Morning, type MorningProps } from './islands/morning'
import { Shifts, standsText } from './islands/shifts'
import { gatePath } from './rules'

interface GateProps extends Omit<MorningProps, 't' | 'waiting' | 'formKey'> {
  newKey: () => string
  ui: Ui
  keeper: boolean
  kind: PlaceKind
  notice: Notice | null
}

const NONE: ReadonlyMap<number, string> = new Map()

export function GatePage(props: GateProps) {
  const { ui, day, shift } = props
  const { t } = ui
  const morning = { ...props, t, formKey: props.newKey(), waiting: NONE }
  const title = t(`gate.title_${shift}`)
  const other = shift === 'am' ? 'pm' : 'am'
  return (
    <Page
      ui={ui}
      title={`${day.place} · ${title}`}
      failed={Object.keys(props.errors).length > 0}
      script={islands.gate}
    >
      <div class="place">
        <p>
          {dayWithWeekday(ui.lang, day.day)}
          <span data-stands>{standsText(t, day)}</span>
        </p>
        <h1>
          {day.place} {title}
        </h1>
      </div>
      <NoticeLine notice={props.notice} />
      <div data-island="gate" data-account={day.account} data-code={day.code} data-shift={shift}>
        <Morning {...morning} />
        <Again {...morning} />
        <Vehicles {...morning} />
        <Shifts {...morning} />
      </div>
      <ul class="ways">
        <li>
          <a href={`/keep/${day.code}/proxy`}>{t('gate.visitors')}</a>
        </li>
        <li>
          <a href={`/keep/${day.code}/gate/paste?shift=${shift}`}>{t('gate.paste')}</a>
        </li>
        <li>
          <a href={gatePath(day.code, other)}>{t(`gate.title_${other}`)}</a>
        </li>
      </ul>
      <p class="note">{t('gate.note')}</p>
      <StaffNav
        ui={ui}
        place={{ code: day.code, kind: props.kind }}
        keeper={props.keeper}
        current="today"
      />
    </Page>
  )
}

/** Held out to somebody who has not signed. */
export const SignPage = ({ ui, place }: { ui: Ui; place: { code: string; name: string } }) => (
  <Page ui={ui} title={ui.t('gate.sign')}>
    <div class="place">
      <p>{place.name}</p>
      <h1>{ui.t('gate.sign')}</h1>
    </div>
    <section class="card held-out">
      <img
        class="qr"
        width="240"
        height="240"
        alt={ui.t('gate.sign_qr', { name: place.name })}
        src={`/p/${place.code}/qr.svg`}
      />
      <p>{ui.t('gate.sign_text')}</p>
    </section>
    <p class="roles">
      <a href={`/p/${place.code}/pledge`}>{ui.t('gate.sign_here')}</a>
      <a href={`/keep/${place.code}/gate`}>{ui.t('gate.back')}</a>
    </p>
  </Page>
)

/** The one page a phone keeps: it holds nobody's data. What it shows comes out of the vault. */
export const ShellPage = ({ ui }: { ui: Ui }) => (
  <Page ui={{ ...ui, here: '/' }} title={ui.t('gate.title_am')} script={islands.gate}>
    <div class="place">
      <h1>{ui.t('gate.title_am')}</h1>
    </div>
    <div data-island="gate" data-empty={ui.t('gate.nothing_kept')}>
      <p class="note">{ui.t('gate.shell')}</p>
    </div>
  </Page>
)
