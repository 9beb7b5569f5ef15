// A pasted column before it is saved: every line with its person, or with what is wrong with it.
import { degrees } from '../../i18n/format'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { PlaceKind } from '../places'
import { StaffNav } from '../visits'
import { crewName } from './islands/morning'
import { type Crew, EVERYBODY, type GateDay, gatePath, isOverLimit, type Shift } from './rules'
import type { Pasted, PastedLine } from './rules-paste'

interface PasteProps {
  ui: Ui
  day: GateDay
  keeper: boolean
  kind: PlaceKind
  crews: readonly Crew[]
  shift: Shift
  crew: string
  form: FormState
  pasted: Pasted | null
  /** So many were stored just now. */
  saved: number
  formKey: string
}

export function PastePage(props: PasteProps) {
  const { ui, day, shift, form, pasted, saved } = props
  const { t } = ui
  const ready = pasted?.lines.filter(({ problem }) => !problem).length ?? 0
  const bad = (pasted?.lines.length ?? 0) - ready
  const failed = Object.keys(form.errors).length > 0 || bad > 0 || pasted?.misfit
  return (
    <Page ui={ui} title={t('gate.paste')} failed={Boolean(failed)}>
      <div class="place">
        <p>
          {day.place} · {t(`gate.title_${shift}`)}
        </p>
        <h1>{t('gate.paste')}</h1>
        <p>{t('gate.paste_lead')}</p>
      </div>
      <NoticeLine notice={saved > 0 ? { text: t('gate.saved', { n: saved }), good: true } : null} />
      <ErrorSummary ui={ui} form={form} />
      {pasted?.misfit ? (
        <p class="sum" role="alert">
          {t('gate.paste.misfit', pasted.misfit)}
        </p>
      ) : null}
      {pasted && pasted.lines.length > 0 ? <Lines {...props} lines={pasted.lines} /> : null}
      <form class="card" method="post" action={`/keep/${day.code}/gate/paste`} novalidate>
        <Hidden values={{ key: props.formKey, shift }} />
        <Field
          ui={ui}
          form={{ ...form, values: { crew: props.crew } }}
          name="crew"
          label="gate.crew"
          options={[
            ['', t('gate.everybody')],
            ...props.crews
              .filter(({ id }) => id !== EVERYBODY)
              .map((each) => [each.id, crewName(t, each)] as const),
          ]}
        />
        <Field
          ui={ui}
          form={form}
          name="column"
          label="gate.column"
          hint="gate.column_hint"
          lines={8}
        />
        {ready > 0 ? (
          <button type="submit" class="go" name="save" value="1">
            {t('gate.paste_save', { n: ready })}
          </button>
        ) : null}
        <Button class={ready > 0 ? 'second' : 'go'}>{t('gate.paste_look')}</Button>
      </form>
      <p class="roles">
        <a href={gatePath(day.code, shift)}>{t('gate.back')}</a>
      </p>
      <StaffNav
        ui={ui}
        place={{ code: day.code, kind: props.kind }}
        keeper={props.keeper}
        current="today"
      />
    </Page>
  )
}

/** Those that are wrong first. */
function Lines({ ui, day, lines }: PasteProps & { lines: PastedLine[] }) {
  const { t } = ui
  const bad = lines.filter(({ problem }) => problem)
  const good = lines.filter(({ problem }) => !problem)
  return (
    <section class="card">
      <h2>{t('gate.paste_read', { good: good.length, bad: bad.length })}</h2>
      <ul class="list">
        {[...bad, ...good].map(({ n, text, named, t: tenths, problem }) => (
          <li key={n}>
            <time>{n}</time>
            <div>
              <b>{named?.person.name ?? text}</b>
              {problem && named && text ? <small>{text}</small> : null}
            </div>
            {problem ? (
              <span class="no">{t(problem)}</span>
            ) : (
              <span class={tenths && isOverLimit(day.fever, tenths) ? 'no' : 'yes'}>
                {degrees(tenths ?? 0)}{' '}
                {t(tenths && isOverLimit(day.fever, tenths) ? 'gate.over' : 'gate.fine')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
