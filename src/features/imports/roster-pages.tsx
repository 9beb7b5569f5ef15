// A place's roster from a file: the form, and what came of it, for the keeper who sent it.
import { Field } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Place } from '../places'
import type { ReturnRule } from '../pledges/rules'
import { StaffNav } from '../visits'
import { ImportBody, type ImportProps, importTitle, reloads } from './import-page'
import { ImportRows, Upload, type UploadProps } from './pages'
import type { Import } from './tables'

interface RosterFormProps extends UploadProps {
  place: Place
  rules: readonly ReturnRule[]
  /** What this keeper sent for this place lately. */
  imports: Import[]
}

export function RosterFormPage(props: RosterFormProps) {
  const { ui, place, form, rules } = props
  const { t, lang } = ui
  const path = `/keep/${place.code}/staff/import`
  return (
    <Page ui={ui} title={t('crew.title')} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('crew.title')}</h1>
      </div>
      <p class="lead">{t('crew.lead')}</p>
      {place.status === 'closed' && !form.errors.file ? (
        <p class="ask">{t('crew.closed')}</p>
      ) : (
        <Upload {...props} action={`${path}/files`} title={t('crew.new')} accept=".csv,.xlsx">
          <Field
            ui={ui}
            form={form}
            name="pasted"
            label="crew.pasted"
            hint="crew.pasted_hint"
            lines={5}
          />
        </Upload>
      )}
      <section class="card">
        <h2>{t('imports.templates')}</h2>
        <p class="roles">
          <a href={`${path}/template/workers.xlsx`}>{t('crew.xlsx')}</a>
          <a href={`${path}/template/workers.csv`}>{t('crew.csv')}</a>
        </p>
      </section>
      {props.imports.length === 0 ? null : (
        <>
          <h2 class="apart">{t('imports.mine')}</h2>
          <ImportRows ui={ui} imports={props.imports} path={path} />
        </>
      )}
      {rules.length === 0 ? null : (
        <section class="card">
          <h2>{t('crew.rules')}</h2>
          <ul>
            {rules.map(({ level, text, source }) => (
              <li key={level} class="row">
                <span>{text[lang]}</span> <small>{source}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="roles">
        <a href={`/keep/${place.code}/staff`}>{t('nav.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper={true} current="people" />
    </Page>
  )
}

export function RosterPage(props: ImportProps & { place: Place }) {
  const { ui, place, file } = props
  const { t } = ui
  const title = importTitle(ui, file)
  return (
    <Page ui={ui} title={title} {...reloads(file)}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{title}</h1>
      </div>
      <ImportBody {...props}>
        {file.state === 'done' ? (
          <section class="card">
            <p>{t('crew.done')}</p>
            <p>
              <a class="tap" href={`/keep/${place.code}/staff?show=unsigned`}>
                {t('crew.unsigned')}
              </a>
            </p>
          </section>
        ) : null}
      </ImportBody>
      <p class="roles">
        <a href={`/keep/${place.code}/staff/import`}>{t('nav.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper={true} current="people" />
    </Page>
  )
}
