// The frame of an enterprise's pages: its name, what the page is, what is wrong, what was done.
import type { ComponentChildren } from 'preact'
import { EMPTY_FORM, ErrorSummary, type FormState } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'

interface FrameProps {
  ui: Ui
  place: Place
  title: string
  /** The heading, where it is another. */
  heading?: string
  /** Small, above the heading. */
  above?: string
  notice: Notice | null
  form?: FormState
  labels?: Record<string, string>
  children: ComponentChildren
}

export function KeepFrame(props: FrameProps) {
  const { ui, place, title, form = EMPTY_FORM, labels = {} } = props
  return (
    <Page ui={ui} title={`${place.name} · ${title}`} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{props.above ?? place.name}</p>
        <h1>{props.heading ?? title}</h1>
      </div>
      <ErrorSummary ui={ui} form={form} labels={labels} />
      <NoticeLine notice={props.notice} />
      {props.children}
    </Page>
  )
}

/** The way back to the report. */
export const ToReport = ({ ui, place }: Pick<FrameProps, 'ui' | 'place'>) => (
  <a href={`/keep/${place.code}/report`}>{ui.t('daily.title')}</a>
)
