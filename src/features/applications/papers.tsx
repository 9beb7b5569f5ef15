// The papers: one photo or PDF a request, so that a bad network loses one picture and not all.
import { Button, type FormState, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import { FileField, type ListedFile, Thumbnail } from '../files'

import type { Flow } from './flow'
import { StepFrame, stepPath } from './frame'
import { FILES_A_PAPER, fileSlots } from './rules-steps'

interface PapersProps {
  ui: Ui
  flow: Flow
  files: ListedFile[]
  /** An error stands under the id of its paper. */
  form: FormState
  formKey: string
}

export function PapersPage({ ui, flow, files, form, formKey }: PapersProps) {
  const { place, book, open } = flow
  const { t, lang } = ui
  const slots = fileSlots(book, place.kind)
  return (
    <StepFrame
      {...{ ui, book, place, form }}
      params={{ mb: 5, most: FILES_A_PAPER }}
      step="papers"
      heading={t('apply.step_papers')}
    >
      <p class="note">{t(slots.length === 0 ? 'apply.papers_none' : 'apply.papers_text')}</p>
      {slots.map((slot) => {
        const sent = files.filter((file) => file.purpose === slot.id)
        const name = slot.name[lang]
        return (
          <section class="card" id={slot.id} key={slot.id}>
            <h2 class="split">
              {name}
              <small class={sent.length > 0 ? 'yes' : undefined}>
                {sent.length > 0
                  ? `✓ ${t('apply.sent', { n: sent.length })}`
                  : t(slot.needed ? 'apply.not_sent' : 'apply.if_any')}
              </small>
            </h2>
            {sent.length > 0 ? (
              <ul class="team">
                {sent.map((file, i) => (
                  <li key={file.id}>
                    <Thumbnail ui={ui} file={file} alt={t('apply.nth_file', { name, n: i + 1 })} />
                    <form action={`/apply/${place.code}/papers/remove`} method="post">
                      <Hidden values={{ file: String(file.id) }} />
                      <button
                        type="submit"
                        class="mini"
                        aria-label={t('apply.remove_nth', { name, n: i + 1 })}
                      >
                        {t('apply.remove')}
                      </button>
                    </form>
                  </li>
                ))}
              </ul>
            ) : null}
            {sent.length < FILES_A_PAPER ? (
              <form
                action={`/apply/${place.code}/papers/${slot.id}/files`}
                method="post"
                enctype="multipart/form-data"
              >
                <Hidden values={{ key: formKey }} />
                <FileField
                  ui={ui}
                  form={form}
                  name={slot.id}
                  label={t(sent.length > 0 ? 'apply.one_more' : 'apply.add', { name })}
                />
                <Button class="second">{t('apply.send')}</Button>
              </form>
            ) : null}
          </section>
        )
      })}
      <a class="go" href={stepPath(place, 'self-check')}>
        {t(open.includes('papers') ? 'apply.skip_papers' : 'apply.next', {
          step: t('apply.step_self-check'),
        })}
      </a>
    </StepFrame>
  )
}
