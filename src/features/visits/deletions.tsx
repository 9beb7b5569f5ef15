// What was purged, for everybody: when, what, how many, and the hash that pins it.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Deletion } from './purge'

export function DeletionsPage({ ui, deletions }: { ui: Ui; deletions: Deletion[] }) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('deletions.title')}>
      <h1>{t('deletions.title')}</h1>
      <p class="lead">{t('deletions.lead')}</p>
      {deletions.length === 0 ? (
        <section class="card empty">
          <h2>{t('deletions.none')}</h2>
          <p>{t('deletions.none_text')}</p>
        </section>
      ) : null}
      <ul class="places">
        {deletions.map((each) => (
          <li key={`${each.what} ${each.throughDay}`} class="row">
            <b>
              {t(`deletions.${each.what}`, {
                count: each.count,
                date: dayText(ui.lang, each.throughDay),
              })}
            </b>
            <span>
              {each.doneAt === null
                ? t('deletions.running')
                : t('deletions.done', {
                    date: dayText(ui.lang, dayOf(each.doneAt)),
                    time: timeOf(each.doneAt),
                  })}
              {` · ${each.hash.slice(0, 16)}`}
            </span>
          </li>
        ))}
      </ul>
    </Page>
  )
}
