// The keeper's side: what must be put right, each with its answer beside it, and the opinions to print.
import type { ComponentChildren } from 'preact'
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { LONGEST_NOTE } from './form'
import { DueLine, departmentName, Photo } from './parts'
import type { ShownFinding } from './record'
import { AboutItem, Answer } from './said'
import type { Inspection } from './tables'

export interface KeepProps {
  ui: Ui
  place: Pick<Place, 'code' | 'name' | 'kind'>
  book: Rulebook
  findings: ShownFinding[]
  over: Pick<Inspection, 'id' | 'state' | 'round' | 'finishedAt' | 'acceptanceNumber'>[]
  /** Of the finding that was answered wrongly. */
  wrong: { id: number; form: FormState } | null
  newKey: () => string
  notice: Notice | null
  children: ComponentChildren
}

export function KeepFindingsPage(props: KeepProps) {
  const { ui, place, findings, over, wrong } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('inspect.keep_title')} failed={wrong !== null}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('inspect.keep_title')}</h1>
      </div>
      {wrong ? <ErrorSummary ui={ui} form={wrong.form} prefix={String(wrong.id)} /> : null}
      <NoticeLine notice={props.notice} />
      {findings.length === 0 ? (
        <section class="card empty">
          <h2>{t('inspect.keep_none')}</h2>
          <p>{t('inspect.keep_none_text')}</p>
        </section>
      ) : (
        <p class="lead">{t('inspect.keep_lead')}</p>
      )}
      {findings.map((finding) => (
        <FindingCard key={finding.id} {...props} finding={finding} />
      ))}
      {over.length > 0 ? (
        <>
          <h2 class="label">{t('inspect.keep_papers')}</h2>
          <ul class="ways">
            {over.map((each) => (
              <li key={each.id}>
                <a href={`/keep/${place.code}/acceptance/${each.id}`}>
                  {t('inspect.keep_paper', {
                    date: dayText(ui.lang, dayOf(each.finishedAt ?? 0)),
                    state: t(
                      each.state === 'passed' ? 'inspect.state.passed' : 'inspect.state.failed',
                    ),
                  })}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {props.children}
    </Page>
  )
}

function FindingCard(props: KeepProps & { finding: ShownFinding }) {
  const { ui, place, book, finding, wrong } = props
  const { t } = ui
  const about = { book, row: { placeKind: place.kind } }
  const form: FormState =
    wrong?.id === finding.id ? wrong.form : { values: { answer: finding.answer }, errors: {} }
  return (
    <section class="card" id={`n-${finding.id}`}>
      <h2>{finding.text}</h2>
      <p class="held">
        <AboutItem ui={ui} about={about} finding={finding} />{' '}
        <small>{departmentName(ui, book, finding.department)}</small>
      </p>
      <p>
        <DueLine ui={ui} finding={finding} /> ·{' '}
        <span class={finding.state === 'open' ? 'old' : 'yes'}>
          {t(`inspect.finding.${finding.state}`)}
        </span>
      </p>
      <Photo ui={ui} id={finding.fileId} alt={finding.text} />
      <Answer ui={ui} finding={finding} />
      {finding.state === 'open' || wrong?.id === finding.id ? (
        <AnswerForm {...props} form={form} />
      ) : finding.state === 'answered' ? (
        <details>
          <summary>{t('inspect.answer_again')}</summary>
          <AnswerForm {...props} form={form} />
        </details>
      ) : null}
    </section>
  )
}

function AnswerForm({
  ui,
  place,
  finding,
  form,
  newKey,
}: KeepProps & { finding: ShownFinding; form: FormState }) {
  const id = String(finding.id)
  const photo = `photo_${id}`
  return (
    <form
      action={`/keep/${place.code}/findings/${id}/files`}
      method="post"
      enctype="multipart/form-data"
    >
      <Hidden values={{ key: form.values.key ?? newKey(), version: String(finding.version) }} />
      <Field
        ui={ui}
        form={form}
        name="answer"
        prefix={id}
        label="inspect.answer"
        hint="inspect.answer_hint"
        maxLength={LONGEST_NOTE}
        enterkeyhint="done"
      />
      <FileField ui={ui} form={form} name={photo} label={ui.t('inspect.answer_photo')} photo />
      <Button>
        {ui.t(finding.state === 'open' ? 'inspect.answer_go' : 'inspect.answer_again')}
      </Button>
    </form>
  )
}
