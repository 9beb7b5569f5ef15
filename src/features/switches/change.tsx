// The forms by which a change of the rules is proposed, one kind of change a page.
import type { Key } from '../../i18n'
import type { OfficerRole } from '../../shared/actor'
import { isoDay } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { partsOf, SECTIONS } from '../rulebook/rules'
import { type Change, detailOf } from './form-change'
import { areaKey, endable, liftable, partsIn, tradeBox } from './rules-entries'

interface ChangeProps {
  ui: Ui
  roles: OfficerRole[]
  what: Change
  book: Rulebook
  today: number
  form: FormState
  formKey: string
}

const JSON_LINES = 18

export function ChangePage(props: ChangeProps) {
  const { ui, what, book, formKey } = props
  const { errors, detail } = detailOf(props.form.errors)
  const form = { values: props.form.values, errors }
  const params = { detail }
  const failed = Object.keys(errors).length > 0
  const title = ui.t(`switch.do.${what}`)
  const shown = { ...props, form, params }
  return (
    <OfficeFrame ui={ui} title={title} tab="rulebook" roles={props.roles} failed={failed}>
      <ErrorSummary ui={ui} form={form} params={params} />
      {what === 'part' ? <PartChoice {...props} form={form} /> : null}
      <form
        class="card"
        method="post"
        action={`/office/rulebook/change/${what}`}
        encType="multipart/form-data"
        novalidate
      >
        <Hidden values={{ key: formKey, base: String(book.version) }} />
        <Own {...shown} />
        <Line {...shown} name="effective" label="switch.effective" hint="switch.effective_hint" />
        <Line {...shown} name="why" label="switch.why" hint="switch.why_hint" />
        <Button>{ui.t('switch.next')}</Button>
      </form>
      <p class="roles">
        <a href="/office/rulebook">{ui.t('switch.back')}</a>
      </p>
    </OfficeFrame>
  )
}

type Shown = ChangeProps & { params: { detail: string } }

const Line = (
  props: Shown & { name: string; label: Key; hint?: Key; options?: [string, string][] },
) => (
  <Field
    ui={props.ui}
    form={props.form}
    name={props.name}
    label={props.label}
    hint={props.hint}
    params={props.params}
    {...(props.options ? { options: [['', props.ui.t('switch.choose')], ...props.options] } : {})}
  />
)

const Source = (props: Shown) => (
  <Line {...props} name="source" label="switch.source" hint="switch.source_hint" />
)

const Names = (props: Shown) => (
  <>
    <Line {...props} name="zh" label="switch.zh" />
    <Line {...props} name="en" label="switch.en" />
  </>
)

/** The fields of one kind of change. */
function Own(props: Shown) {
  const { ui, what, book, today } = props
  const { t, lang } = ui
  const levels = (['low', 'medium', 'high'] as const).map((level): [string, string] => [
    level,
    t(`rules.level.${level}`),
  ])
  switch (what) {
    case 'risk':
      return (
        <>
          <Line {...props} name="level" label="switch.level" options={levels} />
          <Source {...props} />
        </>
      )
    case 'category':
      return (
        <>
          <Names {...props} />
          <Trades {...props} />
          <Line {...props} name="reason_zh" label="switch.reason_zh" />
          <Line {...props} name="reason_en" label="switch.reason_en" />
          <Line {...props} name="to" label="switch.to" hint="switch.to_hint" />
          <Source {...props} />
        </>
      )
    case 'lift': {
      const entries = liftable(book, today).map(({ id, category }): [string, string] => [
        id,
        category[lang],
      ])
      return (
        <Line
          {...props}
          name="entry"
          label="switch.entry"
          hint="switch.entry_hint"
          options={entries}
        />
      )
    }
    case 'fever':
      return (
        <>
          <Line {...props} name="limit" label="switch.limit" />
          <Line
            {...props}
            name="comparator"
            label="switch.comparator"
            options={[
              ['>=', t('switch.ge')],
              ['>', t('switch.gt')],
            ]}
          />
          <Source {...props} />
        </>
      )
    case 'area':
      return (
        <>
          <Line {...props} name="code" label="switch.area_code_label" />
          <Names {...props} />
          <Line {...props} name="level" label="switch.area_level" options={levels.slice(1)} />
          <Line {...props} name="from" label="switch.area_from" />
          <Line {...props} name="to" label="switch.to" hint="switch.to_hint" />
          <Source {...props} />
        </>
      )
    case 'area_end': {
      const areas = endable(book, today).map((each): [string, string] => [
        areaKey(each),
        `${each.name[lang]} ${each.from}`,
      ])
      return (
        <Line
          {...props}
          name="area"
          label="switch.area_end_label"
          hint="switch.area_end_hint"
          options={areas}
        />
      )
    }
    case 'part':
      return (
        <>
          <Hidden values={{ part: props.form.values.part ?? '' }} />
          <Field
            ui={ui}
            form={props.form}
            name="json"
            label="switch.json"
            hint="switch.json_hint"
            params={props.params}
            lines={JSON_LINES}
          />
        </>
      )
  }
}

function Trades({ ui, book, form }: Shown) {
  const error = form.errors.trades
  return (
    <fieldset
      class={error ? 'pick bad' : 'pick'}
      aria-describedby={error ? 'f-trades-error' : undefined}
    >
      <legend>{ui.t('switch.trades')}</legend>
      {error ? (
        <p class="e" id="f-trades-error">
          {ui.t('switch.no_trade')}
        </p>
      ) : null}
      <div class="two">
        {book.trades.map((trade, i) => (
          <label key={trade.id}>
            <input
              id={i === 0 ? 'f-trades' : undefined}
              type="checkbox"
              name={tradeBox(trade.id)}
              value="1"
              checked={form.values[tradeBox(trade.id)] === '1'}
            />
            {trade.name[ui.lang]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** 负面清单 · negativeList */
function partText({ t }: Ui, part: string): string {
  const section = SECTIONS.find((each) => partsOf(each).some((held) => held === part))
  return section ? `${t(`rules.s.${section}`)} · ${part}` : part
}

/** Another part opens by GET, so its text is the one in force. */
function PartChoice({ ui, book, form }: ChangeProps) {
  return (
    <form class="card filter" method="get" action="/office/rulebook/change/part">
      <Field
        ui={ui}
        form={form}
        name="part"
        label="switch.part"
        prefix="open"
        options={partsIn(book).map((part) => [part, partText(ui, part)])}
      />
      <Button>{ui.t('switch.part_open')}</Button>
    </form>
  )
}

/** What a form begins with: the values in force, today. */
export function firstValues(
  what: Change,
  book: Rulebook,
  today: number,
  asked: string | undefined,
): Record<string, string> {
  const effective = { effective: isoDay(today) }
  if (what === 'fever')
    return {
      ...effective,
      limit: (book.fever.limit / 10).toFixed(1),
      comparator: book.fever.comparator,
      source: book.fever.source,
    }
  if (what === 'area') return { ...effective, from: isoDay(today) }
  if (what !== 'part') return effective
  const part = partsIn(book).find((each) => each === asked) ?? 'town'
  return { ...effective, part, json: JSON.stringify(book[part], null, 1) }
}
