// The keeper's page of a site: how it judges itself by the norm, its isolation area, its stage.
import type { ComponentChildren } from 'preact'
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Builder, Place } from '../places'
import { checklistOf, type Rulebook } from '../rulebook'
import { itemField, STAGE_DAYS } from './form'
import type { NamedRating, NamedStep } from './named'
import { NormText, StageSteps } from './parts'
import { stageAfter } from './rules'
import { Contractor, Isolation } from './site-facts'

export interface SiteProps {
  ui: Ui
  book: Rulebook
  place: Place
  builder: Builder
  staff: number
  ratings: NamedRating[]
  steps: NamedStep[]
  formKey: string
  refused: { of: 'norm' | 'isolation' | 'contractor' | 'stage'; form: FormState } | null
  notice: Notice | null
  children: ComponentChildren
}

const EMPTY: FormState = { values: {}, errors: {} }

export function SitePage(props: SiteProps) {
  const { ui, place, refused, ratings, book } = props
  const { t } = ui
  const items = checklistOf(book, 'site', place.trade)
  const labels = Object.fromEntries([
    ['contractor', t('norm.contractor')],
    ...items.map((each) => [itemField(each.id), each.text[ui.lang]]),
  ])
  return (
    <Page ui={ui} title={t('norm.title')} failed={refused !== null}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('norm.title')}</h1>
      </div>
      {refused ? <ErrorSummary ui={ui} form={refused.form} labels={labels} /> : null}
      <NoticeLine notice={props.notice} />
      <section class="card">
        <NormText ui={ui} book={book} last={ratings[0] ?? null} />
        {ratings.length > 1 ? (
          <details>
            <summary>{t('norm.history')}</summary>
            <ul class="tally">
              {ratings.map((each) => (
                <li key={each.id}>
                  <span>
                    {dayText(ui.lang, each.day)} · {each.who}
                  </span>
                  <b>
                    {each.done}/{each.applying}
                  </b>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </section>
      <Stage {...props} />
      <Isolation {...props} />
      <Contractor {...props} />
      <Norm {...props} />
      {props.children}
    </Page>
  )
}

/** What was answered last time stands there; who changes nothing presses once. */
function Norm({ ui, book, place, ratings, formKey, refused }: SiteProps) {
  const { t, lang } = ui
  const items = checklistOf(book, 'site', place.trade)
  const last = ratings[0]?.results ?? {}
  const before = items.flatMap(({ id }) => {
    const was = last[id]
    return was ? [[itemField(id), was] as const] : []
  })
  const form =
    refused?.of === 'norm' ? refused.form : { values: Object.fromEntries(before), errors: {} }
  return (
    <form class="trio" action={`/keep/${place.code}/norm`} method="post" novalidate>
      <Hidden values={{ key: formKey }} />
      <h2 class="part">{t('norm.six')}</h2>
      {items.map((item, i) => (
        <section class="card" key={item.id}>
          {item.aspect.zh === items[i - 1]?.aspect.zh ? null : <h3>{item.aspect[lang]}</h3>}
          <p>{item.text[lang]}</p>
          <Choice
            ui={ui}
            form={form}
            name={itemField(item.id)}
            legend={item.text[lang]}
            options={[
              ['pass', t('norm.pass')],
              ['fail', t('norm.fail')],
              ['na', t('norm.na')],
            ]}
          />
        </section>
      ))}
      <Button>{t('norm.save')}</Button>
    </form>
  )
}

function Stage({ ui, place, steps, formKey, refused }: SiteProps) {
  const { t, lang } = ui
  const next = stageAfter(place.stage)
  const waits = steps.some(({ state }) => state === 'asked')
  const form = refused?.of === 'stage' ? refused.form : EMPTY
  const today = dayOf(ui.now)
  const first = Math.max(today - STAGE_DAYS, (next === 'working' && place.returnedOn) || 0)
  return (
    <section class="card">
      <h2>{t('phase.title')}</h2>
      <p>
        <b>{t(`phase.${place.stage ?? 'none'}`)}</b>
      </p>
      {place.status === 'open' ? null : <p class="note">{t('phase.not_open')}</p>}
      {waits ? <p class="ask">{t('phase.waits')}</p> : null}
      <StageSteps ui={ui} steps={steps} />
      {next && !waits && place.status === 'open' ? (
        <form action={`/keep/${place.code}/stage`} method="post" novalidate>
          <Hidden values={{ key: formKey }} />
          <Field
            ui={ui}
            form={form}
            name="day"
            label={next === 'returned' ? 'phase.returned_since' : 'phase.working_since'}
            options={Array.from({ length: today - first + 1 }, (_, i) => [
              String(today - i),
              dayText(lang, today - i),
            ])}
          />
          <Button class="second">{t(`phase.ask_${next}`)}</Button>
        </form>
      ) : null}
    </section>
  )
}
