// An officer's page of one worker: documents seen, and opening a watch by hand; found by phone number.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf, isoDay } from '../../shared/clock'
import { WATCH_KEPT } from '../../shared/watch'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { Papers, type PapersProps } from './papers'
import { stageText } from './texts'

interface FindProps {
  ui: Ui
  roles: readonly OfficerRole[]
  /** As typed. */
  q: string
  error: string | null
  found: { id: number; name: string; places: string }[] | null
}

export function FindPage({ ui, roles, q, error, found }: FindProps) {
  const { t } = ui
  const form: FormState = { values: { phone: q }, errors: error ? { phone: error } : {} }
  return (
    <OfficeFrame ui={ui} title={t('watch.new')} tab="people" roles={roles} failed={Boolean(error)}>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action="/office/watches/new" method="get" novalidate>
        <Field
          ui={ui}
          form={form}
          name="phone"
          label="watch.by_phone"
          hint="watch.by_phone_hint"
          inputmode="tel"
          enterkeyhint="search"
          maxLength={24}
        />
        <Button>{t('place.find')}</Button>
      </form>
      {found?.length === 0 ? (
        <section class="card empty">
          <h2>{t('risks.none_found')}</h2>
          <p>{t('watch.nobody_text')}</p>
        </section>
      ) : null}
      {found?.map((each) => (
        <a class="row" key={each.id} href={`/office/watches/worker/${each.id}`}>
          <b>{each.name}</b>
          <span>{each.places}</span>
        </a>
      ))}
      <p class="roles">
        <a href="/office/watches">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}

interface KnownWatch {
  id: number
  firstDay: number
  lastDay: number
  endedOn: number | null
}

interface WorkerProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  worker: { id: number; name: string; places: { id: number; name: string; job: string }[] }
  watches: KnownWatch[]
  /** What a pledge asks for; null: nothing, or a watch runs. */
  declared: { firstDay: number; lastDay: number } | null
  /** May open one by hand. */
  opens: boolean
  form: FormState
  said: string | null
  papers: Omit<PapersProps, 'ui' | 'book'>
}

export function OfficeWorkerPage(props: WorkerProps) {
  const { ui, roles, worker, watches, form, papers, said } = props
  const { t } = ui
  const running = watches.find(({ endedOn }) => endedOn === null)
  const failed = [form, papers.form].some(({ errors }) => Object.keys(errors).length > 0)
  return (
    <OfficeFrame ui={ui} title={worker.name} tab="people" roles={roles} failed={failed}>
      <ErrorSummary ui={ui} form={form} prefix="open" />
      <ErrorSummary ui={ui} form={papers.form} prefix="paper" />
      {said ? (
        <p class="done" role="status">
          {said}
        </p>
      ) : null}
      {worker.places.map((each) => (
        <p key={each.id}>
          {each.name} · {each.job}
        </p>
      ))}
      {watches.map((each) => (
        <a class="row" key={each.id} href={`/office/watches/${each.id}`}>
          <b>{t('watch.title')}</b>
          <span>
            {dayText(ui.lang, each.firstDay)} · {stageText(ui, each)}
          </span>
        </a>
      ))}
      {running ? null : <Declared {...props} />}
      <Papers ui={ui} book={props.book} {...papers} />
      {running || !props.opens ? null : <Open {...props} />}
      <p class="note">{t('people.read_noted')}</p>
      <p class="roles">
        <a href="/office/watches">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}

/** 转隔离观察 by one press, as the pledge says. */
function Declared({ ui, worker, declared, opens, papers }: WorkerProps) {
  const { t, lang } = ui
  if (!declared || !opens) return null
  return (
    <form class="ask" method="post" action={`/office/watches/worker/${worker.id}/begin`}>
      <b>
        {t('watch.declared', {
          from: dayText(lang, declared.firstDay),
          to: dayText(lang, declared.lastDay),
        })}
      </b>
      <Hidden values={{ key: papers.newKey() }} />
      <Button class="tap">{t('watch.begin')}</Button>
    </form>
  )
}

function Open({ ui, book, worker, form, papers }: WorkerProps) {
  const { t, lang } = ui
  const today = isoDay(dayOf(ui.now))
  const values = { first: today, kept: 'home', ...form.values }
  const field = { ui, form: { ...form, values }, prefix: 'open' }
  return (
    <details class="card" open={Object.keys(form.errors).length > 0}>
      <summary>{t('watch.by_hand')}</summary>
      <form method="post" action={`/office/watches/worker/${worker.id}`} novalidate>
        <Hidden values={{ key: form.values.key ?? papers.newKey() }} />
        <Field
          {...field}
          name="place"
          label="watch.whose"
          options={worker.places.map(({ id, name }) => [String(id), name] as const)}
        />
        <Field {...field} name="first" label="watch.first" hint="watch.day_hint" maxLength={12} />
        <Field {...field} name="last" label="watch.last" hint="watch.last_hint" maxLength={12} />
        <Field
          {...field}
          name="kept"
          label="watch.where"
          options={WATCH_KEPT.map((each) => [each, t(`watch.kept_${each}`)] as const)}
        />
        <Field {...field} name="room" label="watch.room" hint="watch.room_hint" maxLength={30} />
        <Field
          {...field}
          name="minder"
          label="watch.minder"
          hint="watch.minder_hint"
          maxLength={40}
        />
        <Field
          {...field}
          name="why"
          label="watch.why"
          options={book.watch.reasons.map(({ id, text }) => [id, text[lang]] as const)}
        />
        <Field {...field} name="text" label="watch.reason" lines={2} maxLength={200} />
        <Button>{t('watch.begin')}</Button>
      </form>
    </details>
  )
}
