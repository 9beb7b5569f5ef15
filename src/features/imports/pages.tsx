// The officer's imports, and the form for a new one.

import type { ComponentChildren } from 'preact'
import { translateCode } from '../../i18n'
import { dayText, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, type FormState, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Import } from './tables'

export interface UploadProps {
  ui: Ui
  form: FormState
  /** Of the error's text. */
  params: Record<string, string>
  /** The key of the next import. */
  newKey: string
}

interface ListProps extends UploadProps {
  roles: readonly OfficerRole[]
  /** Answers for the whole town. */
  admin: boolean
  imports: Import[]
  more: boolean
  first: boolean
}

const statusOf = ({ t }: Ui, each: Import): string =>
  each.state === 'checked'
    ? t('imports.counts', { total: each.total, bad: each.bad })
    : t('imports.result', { made: each.made, known: each.known, bad: each.bad })

export function ImportsPage(props: ListProps) {
  const { ui, form, imports, roles } = props
  const { t } = ui
  const failed = Object.keys(form.errors).length > 0
  const last = imports.at(-1)
  return (
    <OfficeFrame ui={ui} title={t('imports.title')} tab="imports" roles={roles} failed={failed}>
      <p class="lead">{t('imports.lead')}</p>
      <Upload
        {...props}
        action="/office/imports/files"
        title={t('imports.new')}
        accept=".csv,.xlsx"
      />
      <section class="card">
        <h2>{t('imports.templates')}</h2>
        <p class="roles">
          <a href="/office/imports/template/places.xlsx">{t('imports.places_xlsx')}</a>
          <a href="/office/imports/template/places.csv">{t('imports.places_csv')}</a>
        </p>
      </section>
      <ul class="ways">
        {props.admin ? (
          <li>
            <a href="/office/imports/town">{t('imports.town')}</a>
          </li>
        ) : null}
        <li>
          <a href="/office/places/print">{t('office.print')}</a>
        </li>
      </ul>
      <h2 class="apart">{t('imports.mine')}</h2>
      {imports.length === 0 ? (
        <section class="card empty">
          <h3>{t('imports.none')}</h3>
          <p>{t('imports.none_text')}</p>
        </section>
      ) : null}
      <ImportRows ui={ui} imports={imports} path="/office/imports" />
      <p class="pager">
        {props.first ? null : <a href="/office/imports">{t('nav.first')}</a>}
        {props.more && last ? (
          <a class="tap" href={`/office/imports?after=${last.id}`}>
            {t('nav.more')}
          </a>
        ) : null}
      </p>
    </OfficeFrame>
  )
}

/** Imports as rows that open each. */
export const ImportRows = ({
  ui,
  imports,
  path,
}: Pick<ListProps, 'ui' | 'imports'> & { path: string }) => (
  <ul>
    {imports.map((each) => (
      <li key={each.id}>
        <a class="row" href={`${path}/${each.id}`}>
          <b>
            {ui.t(`imports.kind.${each.kind}`)} · {ui.t(`imports.state.${each.state}`)}
          </b>
          <span>
            {ui.t('imports.at', { date: dayText(ui.lang, dayOf(each.at)), time: timeOf(each.at) })}{' '}
            · {statusOf(ui, each)}
          </span>
        </a>
      </li>
    ))}
  </ul>
)

export function TownImportPage(props: UploadProps & { roles: readonly OfficerRole[] }) {
  const { ui, form, roles } = props
  const { t } = ui
  const failed = Object.keys(form.errors).length > 0
  return (
    <OfficeFrame ui={ui} title={t('imports.town')} tab="imports" roles={roles} failed={failed}>
      <p class="lead">{t('imports.town_lead')}</p>
      <p class="note">{t('imports.town_after')}</p>
      <p>
        <a class="tap" href="/office/imports/template/town.xlsx">
          {t('imports.town_xlsx')}
        </a>
      </p>
      <Upload
        {...props}
        action="/office/imports/town/files"
        title={t('imports.new_town')}
        accept=".xlsx"
      />
      <p class="roles">
        <a href="/office/imports">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}

export function Upload(
  props: UploadProps & {
    action: string
    title: string
    accept: string
    children?: ComponentChildren
  },
) {
  const { ui, form, params } = props
  const { t } = ui
  const error = form.errors.file
  return (
    <>
      <ErrorSummary ui={ui} form={form} params={params} />
      <form class="card" action={props.action} method="post" enctype="multipart/form-data">
        <h2>{props.title}</h2>
        <Hidden values={{ key: props.newKey }} />
        <div class={error ? 'f bad' : 'f'}>
          <label for="f-file">{t('imports.file')}</label>
          <small id="f-file-hint">{t('imports.file_hint')}</small>
          {error ? (
            <p class="e" id="f-file-error">
              {translateCode(t, error, params)}
            </p>
          ) : null}
          <input
            id="f-file"
            name="file"
            type="file"
            accept={props.accept}
            aria-describedby={error ? 'f-file-hint f-file-error' : 'f-file-hint'}
            aria-invalid={error ? 'true' : undefined}
          />
        </div>
        {props.children}
        <Button>{t('imports.check')}</Button>
      </form>
    </>
  )
}
