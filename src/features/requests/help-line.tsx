// 请镇里帮忙 on the page of the day, with what waits for the keeper there.
import type { Ui } from '../../ui/ui'

export function HelpLine({
  ui,
  code,
  live,
  answered,
}: {
  ui: Ui
  code: string
  live: number
  answered: number
}) {
  const { t } = ui
  return (
    <a class="fresh" href={`/keep/${code}/help`}>
      <b>{t('help.ask')}</b>
      <span class={answered > 0 ? 'yes' : undefined}>
        {answered > 0
          ? t('help.line_answered', { n: answered })
          : live > 0
            ? t('help.line_live', { n: live })
            : t('help.line_none')}
      </span>
    </a>
  )
}
