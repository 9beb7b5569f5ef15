// 解除隔离观察证明 on A4: who, when, where, and what it is not.
import { dayText, fullDate } from '../../i18n/format'
import { OfficialForm, PaperPage, Seal } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { WatchDetail } from './store-read'
import { longDays, numberText } from './texts'

interface Props {
  ui: Ui
  book: Rulebook
  /** The name whole. */
  watch: Pick<
    WatchDetail,
    | 'name'
    | 'place'
    | 'job'
    | 'kept'
    | 'area'
    | 'areaEn'
    | 'firstDay'
    | 'lastDay'
    | 'endedOn'
    | 'ending'
    | 'year'
    | 'seq'
  >
  back: string
}

export function CertificatePage({ ui, book, watch, back }: Props) {
  const { t, lang } = ui
  const form = book.forms.find(({ id }) => id === 'watch_end')?.title[lang]
  const title = form ?? t('watch.certificate')
  const ended = watch.endedOn ?? watch.lastDay
  const number = numberText(ui, book, watch)
  const headquarters = book.town.headquarters[lang]
  const where =
    watch.kept === 'place'
      ? t('watch.cert_place', { place: watch.place })
      : t('watch.cert_home', { area: lang === 'zh' ? watch.area : watch.areaEn })
  return (
    <PaperPage ui={ui} title={`${title} ${number}`} back={back} wide office>
      <OfficialForm {...{ ui, headquarters, title, number }} beside={fullDate(lang, ended)}>
        <p class="in">
          {t('watch.cert_who', { name: watch.name, place: watch.place, job: watch.job ?? '—' })}
        </p>
        <p class="in">
          {t('watch.cert_days', {
            days: longDays(ui, { ...watch, lastDay: Math.min(watch.lastDay, ended) }),
            where,
          })}
        </p>
        <p class="in">
          {t(`watch.cert_${watch.ending ?? 'full'}`, { date: fullDate(lang, ended) })}
        </p>
        <p class="in">
          <b>{t('watch.cert_works', { date: dayText(lang, ended) })}</b>
        </p>
        <div class="split whole">
          <div>
            {(['visitor', 'self', 'unit'] as const).map((each) => (
              <p class="in" key={each}>
                {t(`watch.cert_${each}`)}
              </p>
            ))}
          </div>
          <Seal {...{ ui, headquarters }} date={fullDate(lang, ended)} />
        </div>
        <p class="whole">
          <small>{t('watch.cert_not')}</small>
        </p>
      </OfficialForm>
    </PaperPage>
  )
}
