// 请镇里帮忙: what a place has asked and what came of it, and the form to ask for more.
import type { ComponentChildren } from 'preact'
import { dayText } from '../../i18n/format'
import { dayOf, isoDay } from '../../shared/clock'
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { numberPath } from '../notices/rules'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { LONGEST, neededDays } from './form'
import type { OpenHelp } from './opened'
import { allowsHelpAct, type HelpAct, isLiveHelp, reopenThrough, unitOf } from './rules'
import { Need, Steps } from './steps'
import { categoryName, dueText, numberText, stateClass, unitName } from './texts'

export interface KeepHelpProps {
  ui: Ui
  book: Rulebook
  place: Place
  requests: OpenHelp[]
  form: FormState
  /** The form that failed was “没解决” of this request. */
  failedOf: number | null
  formKey: string
  notice: Notice | null
  children: ComponentChildren
}

export function KeepHelpPage(props: KeepHelpProps) {
  const { ui, place, requests, form, failedOf } = props
  const { t } = ui
  const live = requests.filter(isLiveHelp)
  const over = requests.filter((each) => !isLiveHelp(each))
  return (
    <Page
      ui={ui}
      title={`${place.name} · ${t('help.ask')}`}
      failed={Object.keys(form.errors).length > 0}
    >
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('help.ask')}</h1>
      </div>
      <ErrorSummary
        ui={ui}
        form={form}
        prefix={failedOf === null ? '' : String(failedOf)}
        params={{ n: props.book.requests.openAtOnce }}
        labels={
          failedOf === null
            ? { category: t('help.category'), text: t('help.text'), needed: t('help.needed') }
            : {}
        }
      />
      <NoticeLine notice={props.notice} />
      {live.map((request) => (
        <RequestCard key={request.id} {...props} request={request} />
      ))}
      <AskForm {...props} open={live.length === 0 || (failedOf === null && isTyped(form))} />
      <a class="fresh" href="/suppliers">
        <b>{t('supplier.title')}</b>
        <span>{t('supplier.lead_short')}</span>
      </a>
      {over.length > 0 ? <h2 class="apart">{t('help.before')}</h2> : null}
      {over.map((request) => (
        <RequestCard key={request.id} {...props} request={request} />
      ))}
      {props.children}
    </Page>
  )
}

const isTyped = ({ values }: FormState): boolean => Object.keys(values).length > 0

function AskForm({
  ui,
  book,
  place,
  form,
  failedOf,
  formKey,
  open,
}: KeepHelpProps & { open: boolean }) {
  const { t, lang } = ui
  const own = failedOf === null ? form : { values: {}, errors: {} }
  const { categories } = book.requests
  return (
    <details class="card" id="ask" open={open}>
      <summary>{t('help.ask_summary')}</summary>
      <form action={`/keep/${place.code}/help`} method="post" novalidate>
        <Hidden values={{ key: formKey }} />
        <p class="label">{t('help.category')}</p>
        <Choice
          ui={ui}
          form={own}
          name="category"
          legend={t('help.category')}
          options={categories.map(
            ({ id, text, hint }) =>
              [id, t('help.option', { text: text[lang], hint: hint[lang] })] as const,
          )}
        />
        <Field
          ui={ui}
          form={own}
          name="text"
          label="help.text"
          hint="help.text_hint"
          lines={3}
          maxLength={LONGEST.text}
        />
        <Field
          ui={ui}
          form={own}
          name="quantity"
          label="help.quantity"
          hint="help.quantity_hint"
          maxLength={LONGEST.quantity}
        />
        <Field
          ui={ui}
          form={own}
          name="needed"
          label="help.needed"
          options={[
            ['', t('help.any_day')],
            ...neededDays(ui.now).map(
              (day) =>
                [
                  isoDay(day),
                  day === dayOf(ui.now)
                    ? t('help.today', { date: dayText(lang, day) })
                    : dayText(lang, day),
                ] as const,
            ),
          ]}
        />
        <p class="note">{t('help.phone_note')}</p>
        <Button>{t('help.send')}</Button>
      </form>
      <ul class="note">
        {categories.map((each) => (
          <li key={each.id}>
            {t(`help.who_${each.within.unit}`, {
              category: each.text[lang],
              unit: unitName(ui, book, unitOf(each)),
              n: each.within.n,
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}

function RequestCard(props: KeepHelpProps & { request: OpenHelp }) {
  const { ui, book, place, request } = props
  const { t } = ui
  const path = `/keep/${place.code}/help/${numberPath(request)}`
  const due = dueText(ui, request)
  return (
    <section class="card rules">
      <p>
        <span class={stateClass(request, ui.now)}>{t(`help.state.${request.state}`)}</span> ·{' '}
        {numberText(ui, book, request)}
      </p>
      <h2>{categoryName(ui, book, request.category)}</h2>
      <Need ui={ui} request={request} />
      {due ? (
        <p class="note">
          {unitName(ui, book, request.unit)} · {due}
        </p>
      ) : null}
      <Steps ui={ui} book={book} request={request} />
      <Acts {...props} path={path} />
      <p class="roles">
        <a href={`${path}/form`}>{t('help.print')}</a>
      </p>
    </section>
  )
}

function Acts({
  ui,
  book,
  request,
  form,
  failedOf,
  path,
}: KeepHelpProps & { request: OpenHelp; path: string }) {
  const { t, lang } = ui
  const can = (act: HelpAct) => allowsHelpAct(request.state, act)
  const through = reopenThrough(book, request)
  const tap = (act: 'solved' | 'withdraw', style: string) =>
    can(act) ? (
      <form action={`${path}/${act}`} method="post">
        <Hidden values={{ version: String(request.version) }} />
        <Button class={style}>{t(`help.act.${act}`)}</Button>
      </form>
    ) : null
  return (
    <>
      {tap('solved', 'go')}
      {can('reopen') && dayOf(ui.now) <= through ? (
        <details open={failedOf === request.id}>
          <summary>{t('help.act.reopen')}</summary>
          <form action={`${path}/reopen`} method="post" novalidate>
            <Hidden values={{ version: String(request.version) }} />
            <Field
              ui={ui}
              form={failedOf === request.id ? form : { values: {}, errors: {} }}
              prefix={String(request.id)}
              name="text"
              label="help.lacking"
              lines={2}
              maxLength={LONGEST.why}
            />
            <p class="note">{t('help.reopen_until', { date: dayText(lang, through) })}</p>
            <Button class="second">{t('help.act.reopen')}</Button>
          </form>
        </details>
      ) : null}
      {tap('withdraw', 'second')}
    </>
  )
}
