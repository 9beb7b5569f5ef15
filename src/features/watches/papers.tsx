// Noting a document that was seen, beside those seen before.
import { dayOf } from '../../shared/clock'
import { PAPER_RESULTS } from '../../shared/watch'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Place } from '../places'
import { StaffNav } from '../visits'
import { copiedKinds, isExpired } from './rules'
import { Seen, type SeenProps } from './seen'

export interface PapersProps extends SeenProps {
  /** Where a copy is made; null: not by whoever looks. */
  copiesAt: string | null
  /** Where the form is sent. */
  action: string
  /** An officer also checks the last 14 days. */
  travel: boolean
  form: FormState
  newKey: () => string
}

/** 无法扫码的，拍照留存: of what was seen, holds, may be copied and is not copied yet. */
function Copying({ ui, book, papers, copies, copiesAt, travel }: PapersProps) {
  const today = dayOf(ui.now)
  const kinds = copiedKinds(book, travel).filter(
    ({ id }) =>
      papers.some((each) => each.kind === id && !isExpired(each, today)) &&
      !copies.some((each) => each.kind === id),
  )
  if (copiesAt === null || kinds.length === 0) return null
  return (
    <p class="pager">
      {kinds.map(({ id, name }) => (
        <a key={id} href={`${copiesAt}/copy/${id}`}>
          {ui.t('wcopy.make', { kind: name[ui.lang] })}
        </a>
      ))}
    </p>
  )
}

export function Papers(props: PapersProps) {
  const { ui, book, action, travel, form, newKey } = props
  const { t, lang } = ui
  const kinds = book.seenPapers.kinds.filter((each) => travel || !each.travel)
  const field = { ui, form, prefix: 'paper' }
  return (
    <section class="card">
      <Seen {...props} none={t('wpaper.none')} />
      <Copying {...props} />
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
  said: string | null
}

export function KeepPapersPage({ place, name, id, said, ...papers }: KeepPapersProps) {
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
      {said ? (
        <p class="done" role="status">
          {said}
        </p>
      ) : null}
      <Papers {...papers} />
      <p class="roles">
        <a href={`/keep/${place.code}/staff/${id}`}>{t('nav.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper current="people" />
    </Page>
  )
}
