// Noting a document that was seen, beside those seen before.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { PAPER_RESULTS } from '../../shared/watch'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { StaffNav } from '../visits'
import { PapersLine } from './papers-line'
import type { SeenPaper } from './store-papers'

export interface ShownPaper extends SeenPaper {
  who: string
}

export interface PapersProps {
  ui: Ui
  book: Rulebook
  papers: ShownPaper[]
  /** Where the form is sent. */
  action: string
  /** An officer also checks the last 14 days. */
  travel: boolean
  form: FormState
  newKey: () => string
}

export function Papers({ ui, book, papers, action, travel, form, newKey }: PapersProps) {
  const { t, lang } = ui
  const kinds = book.seenPapers.kinds.filter((each) => travel || !each.travel)
  const field = { ui, form, prefix: 'paper' }
  return (
    <section class="card">
      <h2>{t('wpaper.title')}</h2>
      {papers.length === 0 ? <p class="note">{t('wpaper.none')}</p> : null}
      <ul class="team">
        {papers.map((each) => (
          <li key={each.id}>
            <div>
              <PapersLine ui={ui} book={book} papers={[each]} />
              <small>
                {t('wpaper.by', { name: each.who, date: dayText(lang, dayOf(each.at)) })}
              </small>
            </div>
          </li>
        ))}
      </ul>
      <p class="note">{t('wpaper.no_copy')}</p>
      <form method="post" action={action} novalidate>
        <Hidden values={{ key: form.values.key ?? newKey() }} />
        <Field
          {...field}
          name="kind"
          label="wpaper.kind"
          options={kinds.map(({ id, name }) => [id, name[lang]] as const)}
        />
        <Field
          {...field}
          name="until"
          label="wpaper.valid"
          hint="wpaper.valid_hint"
          maxLength={12}
        />
        {travel ? (
          <Field
            {...field}
            name="result"
            label="wpaper.result"
            options={[
              ['', t('wpaper.result_none')],
              ...PAPER_RESULTS.map((each) => [each, t(`wpaper.result_${each}`)] as const),
            ]}
          />
        ) : null}
        <Button class="tap">{t('wpaper.save')}</Button>
      </form>
    </section>
  )
}

interface KeepPapersProps extends PapersProps {
  place: Place
  name: string
  id: number
}

export function KeepPapersPage({ place, name, id, ...papers }: KeepPapersProps) {
  const { ui, form } = papers
  const { t } = ui
  return (
    <Page
      ui={ui}
      title={`${name} · ${t('wpaper.title')}`}
      failed={Object.keys(form.errors).length > 0}
    >
      <div class="place">
        <p>{place.name}</p>
        <h1>{name}</h1>
      </div>
      <ErrorSummary ui={ui} form={form} prefix="paper" />
      <Papers {...papers} />
      <p class="roles">
        <a href={`/keep/${place.code}/staff/${id}`}>{t('nav.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper current="people" />
    </Page>
  )
}
