// The frame of every step of an application: which one it is, what it asks, the ways back and on.
import type { ComponentChildren } from 'preact'
import { ErrorSummary, type FormState } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place, PlaceKind } from '../places'
import type { Rulebook } from '../rulebook'
import { STEPS, type Step } from './rules-steps'

/** 复工申请 of a shop, 复工复产备案 of the others: as the rulebook titles its forms. */
export function formTitle(ui: Ui, book: Pick<Rulebook, 'forms'>, kind: PlaceKind): string {
  const id = kind === 'shop' ? 'application_shop' : 'application_filing'
  const title = book.forms.find((each) => each.id === id)?.title[ui.lang]
  return title ?? ui.t(kind === 'shop' ? 'apply.title_shop' : 'apply.title_other')
}

/** The place itself is the first step. */
const ALL = STEPS.length + 1

export const stepPath = (place: Pick<Place, 'code'>, step: Step): string =>
  step === 'stands' ? `/apply/${place.code}` : `/apply/${place.code}/${step}`

export const StepHead = ({ ui, title, n }: { ui: Ui; title: string; n: number }) => (
  <>
    <p class="stepno">
      {title} · {ui.t('apply.step', { n, all: ALL })}
    </p>
    <progress class="prog" max={ALL} value={n} aria-hidden="true" />
  </>
)

interface FrameProps {
  ui: Ui
  book: Rulebook
  place: Place
  step: Step
  heading: string
  form?: FormState
  params?: Record<string, string | number>
  /** Names of the fields, for the summary. */
  labels?: Record<string, string>
  /** Whether there is something that was saved. */
  saved?: boolean
  children: ComponentChildren
}

export function StepFrame(props: FrameProps) {
  const { ui, book, place, step, heading, form } = props
  const at = STEPS.indexOf(step)
  const before = STEPS[at - 1]
  const failed = form ? Object.keys(form.errors).length > 0 : false
  const title = formTitle(ui, book, place.kind)
  return (
    <Page ui={ui} title={`${heading} · ${place.name}`} failed={failed}>
      <StepHead ui={ui} title={title} n={at + 2} />
      <h1 class="asked">{heading}</h1>
      <p class="held">{place.name}</p>
      {form ? (
        <ErrorSummary
          ui={ui}
          form={form}
          labels={props.labels ?? {}}
          {...(props.params ? { params: props.params } : {})}
        />
      ) : null}
      {props.children}
      <p class="note center">
        {props.saved === false ? null : <span>{ui.t('apply.saved')} </span>}
        <a href={before ? stepPath(place, before) : `/apply/${place.code}/place`}>
          {ui.t('apply.before')}
        </a>
        <a href="/apply">{ui.t('apply.later')}</a>
      </p>
    </Page>
  )
}

/** What another phone of the keeper saved meanwhile, where it differs. */
export interface Theirs {
  label: string
  value: string
}

export const Conflict = ({ ui, theirs }: { ui: Ui; theirs: Theirs[] | undefined }) =>
  theirs ? (
    <section class="ask" role="alert">
      <b>{ui.t('apply.conflict')}</b>
      <p>{ui.t('apply.conflict_text')}</p>
      <ul class="dots">
        {theirs.map(({ label, value }) => (
          <li key={label}>{ui.t('apply.conflict_line', { label, value })}</li>
        ))}
      </ul>
    </section>
  ) : null
