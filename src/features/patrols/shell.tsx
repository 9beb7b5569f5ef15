// The one page a phone keeps: it holds nobody's data. What it shows comes out of the vault.
import { islands } from '../../generated/assets'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'

export function ShellPage({ ui }: { ui: Ui }) {
  const plain = { ...ui, here: '/office/patrols' }
  return (
    <Page ui={plain} title={ui.t('walk.title')} wide office script={islands.walk}>
      <div data-island="walk" data-empty={ui.t('walk.nothing_kept')}>
        <h1>{ui.t('walk.title')}</h1>
        <p class="note">{ui.t('walk.shell')}</p>
      </div>
    </Page>
  )
}
