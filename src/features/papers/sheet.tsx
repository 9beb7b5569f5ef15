// What every paper of a place has: its code as it is read out, when it was printed, the ways to the others.
import { fullDate, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'

export const PAPERS = [
  'poster',
  'cards',
  'week',
  'ledgers',
  'inspector',
  'register-sheet',
  'paper',
] as const
/** What only a keeper opens: whole names. */
const KEEPERS: readonly PaperName[] = ['ledgers', 'inspector']
export type PaperName = (typeof PAPERS)[number]

/** `10 Mar 2020, 10:24` */
export const printedAt = (ui: Ui): string => `${fullDate(ui.lang, dayOf(ui.now))} ${timeOf(ui.now)}`

/** `7K3 M9QX`, as people read it out. */
export const spacedCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

interface WaysProps {
  ui: Ui
  code: string
  current: PaperName
  keeper: boolean
}

/** The other papers of a place; not printed. */
export const PaperWays = ({ ui, code, current, keeper }: WaysProps) => (
  <>
    <ul class="ways screen">
      {PAPERS.filter((name) => name !== current && (keeper || !KEEPERS.includes(name))).map(
        (name) => (
          <li key={name}>
            <a href={`/keep/${code}/${name}`}>{ui.t(`papers.way.${name}`)}</a>
          </li>
        ),
      )}
    </ul>
    <p class="screen">
      <a class="go" href={`/keep/${code}`}>
        {ui.t('poster.back')}
      </a>
    </p>
  </>
)
