// Headquarters writes a notice: whom, to which village, why, what to do, until when.

import { translateCode } from '../../i18n'
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import type { Rulebook } from '../rulebook'
import { dueDays } from './rules'
import type { NoticePerson } from './store'
import { areaName, dayOptions, maskedPerson } from './texts'

interface Props {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  form: FormState
  formKey: string
  villages: ListedArea[]
  /** Names in the clear; masked here. */
  people: NoticePerson[]
  /** Params of the errors: who is on another notice. */
  params: Record<string, string>
}

export function IssuePage(props: Props) {
  const { ui, roles, book, form, formKey, villages, people, params } = props
  const { t, lang } = ui
  const common = { ui, form, params }
  const failed = Object.keys(form.errors).length > 0
  const choose = ['', t('report.choose')] as const
  return (
    <OfficeFrame ui={ui} title={t('notice.issue')} tab="notices" roles={roles} failed={failed}>
      <ErrorSummary {...common} />
      {people.length === 0 ? (
        <section class="card empty">
          <h2>{t('notice.no_people')}</h2>
          <p>{t('notice.no_people_text')}</p>
          <a class="tap" href="/office/arrivals?view=nobody">
            {t('notice.pick')}
          </a>
        </section>
      ) : (
        <form class="card" action="/office/notices" method="post" novalidate>
          <Hidden values={{ key: formKey }} />
          <Ticks
            {...common}
            name="people"
            legend={t('notice.whom')}
            ticks={people.map((each) => ({
              name: `p${each.id}`,
              text: maskedPerson(each),
              small: [
                areaName(ui, each),
                t('arrival.since', { date: dayText(lang, each.arrivedOn) }),
                each.place,
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
          <Field
            {...common}
            name="area"
            label="notice.village"
            options={[
              choose,
              ...villages.map(
                ({ id, name, nameEn }) => [String(id), lang === 'zh' ? name : nameEn] as const,
              ),
            ]}
          />
          <Field
            {...common}
            name="why"
            label="notice.why"
            options={book.notices.whys.map(({ id, text }) => [id, text[lang]] as const)}
          />
          <Ticks
            {...common}
            name="tasks"
            legend={t('notice.tasks')}
            ticks={book.notices.tasks.map(({ id, text }) => ({
              name: `task_${id}`,
              text: text[lang],
            }))}
          />
          <Field {...common} name="other" label="notice.other" maxLength={120} />
          <Field
            {...common}
            name="due"
            label="notice.due_on"
            hint="notice.due_hint"
            options={dayOptions(ui, dueDays(ui.now))}
          />
          <Button>{t('notice.send')}</Button>
        </form>
      )}
      <p class="roles">
        <a href="/office/arrivals?view=nobody">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}

interface TicksProps {
  ui: Ui
  form: FormState
  params: Record<string, string>
  name: string
  legend: string
  ticks: { name: string; text: string; small?: string }[]
}

/** Several may be ticked; the error of all of them stands above the first. */
function Ticks({ ui, form, params, name, legend, ticks }: TicksProps) {
  const error = form.errors[name]
  return (
    <fieldset
      class={error ? 'bad' : undefined}
      aria-describedby={error ? `f-${name}-error` : undefined}
    >
      <legend>{legend}</legend>
      {error ? (
        <p class="e" id={`f-${name}-error`}>
          {translateCode(ui.t, error, params)}
        </p>
      ) : null}
      {ticks.map((tick, i) => (
        <label class="tick" key={tick.name}>
          <input
            id={i === 0 ? `f-${name}` : undefined}
            type="checkbox"
            name={tick.name}
            value="1"
            checked={form.values[tick.name] === '1'}
          />
          <span>
            {tick.text}
            {tick.small ? <small>{tick.small}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
