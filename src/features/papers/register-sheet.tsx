// The register for the hours without power: an empty A4 for the pen.

import { Page } from '../../ui/page'
import { PrintNote, Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import { PAPER_ROWS } from './form'
import { PaperWays, spacedCode } from './sheet'

interface SheetProps {
  ui: Ui
  place: Pick<Place, 'code' | 'name'>
  days: number
  keeper: boolean
}

const COLUMNS = ['n', 'time', 'name', 'contact', 'temperature', 'party'] as const

export function RegisterSheetPage({ ui, place, days, keeper }: SheetProps) {
  const { t } = ui
  return (
    <Page ui={ui} title={`${place.name} · ${t('sheet.title')}`}>
      <PrintNote ui={ui} />
      <section class="reg blank">
        <h1>{t('sheet.title')}</h1>
        <p class="meta">
          <span>
            <b>{place.name}</b> {spacedCode(place.code)}
          </span>
          <span>{t('sheet.date')}</span>
          <span>{t('sheet.writer')}</span>
        </p>
        <Scroll label={t('sheet.title')}>
          <table>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" class={column}>
                    {t(`sheet.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: PAPER_ROWS }, (_, row) => (
                <tr key={row}>
                  {COLUMNS.map((column) => (
                    <td key={column}>{column === 'n' ? row + 1 : ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        <p class="small">{t('sheet.note', { days, address: `/keep/${place.code}/paper` })}</p>
      </section>
      <PaperWays ui={ui} code={place.code} current="register-sheet" keeper={keeper} />
    </Page>
  )
}
