// Copies of documents: those that lie there, why one is kept, and one that is opened.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import type { Rulebook } from '../rulebook'

export interface ShownCopy {
  id: number
  kind: string
  why: string
  at: number
  keptThrough: number
  who: string
  /** May be opened by whoever looks. */
  opens: boolean
}

interface LinesProps {
  ui: Ui
  book: Pick<Rulebook, 'seenPapers'>
  copies: readonly ShownCopy[]
}

const kindText = ({ ui, book }: Pick<LinesProps, 'ui' | 'book'>, kind: string): string =>
  book.seenPapers.kinds.find(({ id }) => id === kind)?.name[ui.lang] ?? kind

const whyText = ({ ui, book }: Pick<LinesProps, 'ui' | 'book'>, why: string): string =>
  book.seenPapers.copies.reasons.find(({ id }) => id === why)?.text[ui.lang] ?? why

/** 健康证明 · 副本 / 没有手机 · 张*，3 月 10 日 · 3 月 24 日删除 */
export function CopyLines({ ui, book, copies }: LinesProps) {
  const { t, lang } = ui
  if (copies.length === 0) return null
  return (
    <ul class="team">
      {copies.map((each) => (
        <li key={each.id}>
          <div>
            <b>{t('wcopy.of', { kind: kindText({ ui, book }, each.kind) })}</b>
            <small>
              {[
                whyText({ ui, book }, each.why),
                t('wcopy.by', { name: each.who, date: dayText(lang, dayOf(each.at)) }),
                t('wcopy.until', { date: dayText(lang, each.keptThrough) }),
              ].join(' · ')}
            </small>
          </div>
          {each.opens ? (
            <a class="mini" href={`/copies/${each.id}`}>
              {t('wcopy.open')}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

interface NewCopyProps {
  ui: Ui
  book: Rulebook
  name: string
  kind: string
  /** Where the papers of this worker are noted. */
  back: string
  ownPhone: boolean
  through: number
  form: FormState
  newKey: string
}

/** Why, and the photo. */
export function NewCopyPage(props: NewCopyProps) {
  const { ui, book, name, kind, back, ownPhone, form } = props
  const { t, lang } = ui
  const title = t('wcopy.of', { kind: kindText(props, kind) })
  return (
    <Page ui={ui} title={`${name} · ${title}`} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{name}</p>
        <h1>{title}</h1>
      </div>
      <ErrorSummary ui={ui} form={form} />
      <p class="note">{t('wcopy.lead')}</p>
      {ownPhone ? <p class="ask">{t('wcopy.own')}</p> : null}
      <form
        class="card"
        method="post"
        action={`${back}/copy/${kind}/files`}
        enctype="multipart/form-data"
        novalidate
      >
        <Hidden values={{ key: props.newKey }} />
        <Field
          ui={ui}
          form={form}
          name="why"
          label="wcopy.why"
          options={[
            ['', t('wcopy.choose')],
            ...book.seenPapers.copies.reasons.map(({ id, text }) => [id, text[lang]] as const),
          ]}
        />
        <Field
          ui={ui}
          form={form}
          name="text"
          label="wcopy.text"
          hint="wcopy.text_hint"
          lines={2}
          maxLength={200}
        />
        <FileField ui={ui} form={form} name="photo" label={t('wcopy.photo')} photo capture />
        <p class="note">{t('wcopy.kept', { date: dayText(lang, props.through) })}</p>
        <Button>{t('wcopy.save')}</Button>
      </form>
      <p class="roles">
        <a href={back}>{t('nav.back')}</a>
      </p>
    </Page>
  )
}

interface CopyProps {
  ui: Ui
  book: Rulebook
  copy: ShownCopy & { text: string }
  name: string
  back: string
  /** On the worker's own phone. */
  own: boolean
}

export function CopyPage({ ui, book, copy, name, back, own }: CopyProps) {
  const { t, lang } = ui
  const title = t('wcopy.of', { kind: kindText({ ui, book }, copy.kind) })
  return (
    <Page ui={ui} title={`${name} · ${title}`}>
      <div class="place">
        <p>{name}</p>
        <h1>{title}</h1>
      </div>
      <img class="copy" src={`/copies/${copy.id}/photo`} alt={title} />
      <p class="note">{t('wcopy.noted')}</p>
      <dl class="answers card">
        <div>
          <dt>{t('wcopy.why')}</dt>
          <dd>
            {[whyText({ ui, book }, copy.why), copy.text].filter(Boolean).join(t('watch.comma'))}
          </dd>
        </div>
        <div>
          <dt>{t('wcopy.made')}</dt>
          <dd>
            {copy.who} · {dayText(lang, dayOf(copy.at))}
          </dd>
        </div>
        <div>
          <dt>{t('wcopy.goes')}</dt>
          <dd>{dayText(lang, copy.keptThrough)}</dd>
        </div>
      </dl>
      <form method="post" action={`/copies/${copy.id}/remove`}>
        <p class="note">{t(own ? 'wcopy.remove_own' : 'wcopy.remove_hint')}</p>
        <Button class="second">{t('wcopy.remove')}</Button>
      </form>
      <p class="roles">
        <a href={back}>{t('nav.back')}</a>
      </p>
    </Page>
  )
}
