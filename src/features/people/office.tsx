// The village's list: who declared a risk, where they work, from when they may.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { RiskLine } from './office-store'

interface RisksProps {
  ui: Ui
  /** Names masked. */
  lines: RiskLine[]
}

export function RisksPage({ ui, lines }: RisksProps) {
  const { t, lang } = ui
  const today = dayOf(ui.now)
  return (
    <Page ui={ui} title={t('risks.title')} wide>
      <h1>{t('risks.title')}</h1>
      <p class="note">{t('risks.note')}</p>
      {lines.length === 0 ? (
        <section class="card empty">
          <h2>{t('risks.none')}</h2>
          <p>{t('risks.none_text')}</p>
        </section>
      ) : null}
      {lines.map((line) => (
        <section class="card" key={`${line.code}${line.number}`}>
          <h2>
            {line.name} {line.job}
          </h2>
          <p>
            <a href={`/p/${line.code}`}>{line.place}</a> · {lang === 'zh' ? line.area : line.areaEn}{' '}
            · {t(line.confirmed ? 'people.confirmed' : 'people.waits')}
          </p>
          <p class={line.worksFrom !== null && line.worksFrom > today ? 'no' : 'old'}>
            {line.worksFrom !== null && line.worksFrom > today
              ? t('people.works_from', { date: dayText(lang, line.worksFrom) })
              : t('risks.no_watch')}
          </p>
          <p class="note">
            {t('people.signed', { no: line.number, date: dayText(lang, dayOf(line.signedAt)) })}
          </p>
        </section>
      ))}
      <p class="roles">
        <a href="/office">{t('nav.back')}</a>
      </p>
    </Page>
  )
}
