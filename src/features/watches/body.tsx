// One watch, as its place and its officers see it: where it stands, readings, checks, what was done.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { ErrorSummary } from '../../ui/field'
import { isOver } from '../rulebook'
import { Acts } from './acts'
import { Fever, Measure } from './measure'
import { type BodyProps, rangeOf } from './parts'
import { isAlarm, type Shift } from './rules'
import {
  daysText,
  momentText,
  numberText,
  readingText,
  slotText,
  stageText,
  tellText,
  whereText,
} from './texts'

export function WatchBody(props: BodyProps) {
  const { ui, form, said } = props
  return (
    <>
      <ErrorSummary
        ui={ui}
        form={form}
        // The fields of a spot check stand alone under their names; the others under their act.
        prefix={form.act === undefined || form.act === 'check' ? '' : form.act}
        params={rangeOf(props.book)}
      />
      {said ? (
        <p class="done" role="status">
          {said}
        </p>
      ) : null}
      <Stands {...props} />
      <Fever {...props} />
      <Measure {...props} />
      <Readings {...props} />
      <Checks {...props} />
      <Acts {...props} />
      <History {...props} />
    </>
  )
}

function Stands({ ui, book, watch, base }: BodyProps) {
  const { t, lang } = ui
  const why = book.watch.reasons.find(({ id }) => id === watch.why)?.text[lang]
  const lines: [string, string][] = [
    [t('watch.when'), daysText(ui, watch)],
    [t('watch.where'), whereText(ui, watch)],
    [t('watch.minder'), watch.minder || t('watch.no_minder')],
    [t('watch.why'), why ?? t('watch.why_pledge')],
    ...(watch.phone ? [[t('visit.phone'), watch.phone] as [string, string]] : []),
    ...(watch.address ? [[t('pledge.address'), watch.address] as [string, string]] : []),
  ]
  const late = watch.endedOn === null && dayOf(ui.now) > watch.lastDay
  return (
    <section class="card">
      <h2 class={late ? 'no' : undefined}>{stageText(ui, watch)}</h2>
      <p>
        {watch.place} · {watch.job ?? '—'}
      </p>
      <dl class="answers">
        {lines.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {watch.endedOn === null ? (
        <p class="note">{t('watch.not_at_work')}</p>
      ) : (
        <>
          <p class="yes">
            {t(`watch.over_${watch.ending ?? 'full'}`, { date: dayText(lang, watch.endedOn) })}
          </p>
          <p class="note">
            {t('watch.counts', { missed: watch.missed ?? 0, fevers: watch.fevers ?? 0 })}
          </p>
          <p class="pager">
            <a class="tap" href={`${base}/certificate`}>
              {t('watch.certificate')} {numberText(ui, book, watch)}
            </a>
          </p>
        </>
      )}
    </section>
  )
}

function Readings({ ui, book, watch }: BodyProps) {
  const { t, lang } = ui
  const days = [...new Set([...watch.readings, ...watch.missing].map(({ day }) => day))]
  return (
    <section class="card">
      <h2>{t('watch.readings')}</h2>
      <p class={watch.missing.length > 0 ? 'no' : 'note'}>
        {watch.missing.length > 0
          ? t('watch.gaps', {
              n: watch.missing.length,
              list: watch.missing
                .slice(-4)
                .map((slot) => slotText(ui, slot))
                .join(t('watch.comma')),
            })
          : t(watch.endedOn === null ? 'watch.no_gaps' : 'watch.readings_gone')}
      </p>
      <ul class="team">
        {days
          .sort((a, b) => b - a)
          .map((day) => (
            <li key={day}>
              <div>
                <b>{dayText(lang, day)}</b>
                {(['am', 'pm'] as const).map((shift) => (
                  <Half key={shift} {...{ ui, book, watch, day, shift }} />
                ))}
              </div>
            </li>
          ))}
      </ul>
    </section>
  )
}

type HalfProps = Pick<BodyProps, 'ui' | 'book' | 'watch' | 'shift'> & { day: number }

function Half({ ui, book, watch, day, shift }: HalfProps) {
  const { t } = ui
  const same = (each: { day: number; shift: Shift }) => each.day === day && each.shift === shift
  const reading = watch.readings.find(same)
  if (reading)
    return (
      <small class={isAlarm(book, reading) ? 'no' : undefined}>
        {t(`watch.${shift}`)} {readingText(ui, book, reading)} · {reading.who}
        {isOver(book, reading.temperature) ? ` · ${t('watch.fever')}` : ''}
        {reading.toldAt === null
          ? ''
          : ` · ${t('watch.told', { at: momentText(ui, reading.toldAt), names: tellText(ui, book) })}`}
      </small>
    )
  return watch.missing.some(same) ? (
    <small class="no">
      {t(`watch.${shift}`)} {t('watch.not_measured')}
    </small>
  ) : null
}

function Checks({ ui, watch }: BodyProps) {
  const { t, lang } = ui
  const checks = watch.entries.filter(({ kind }) => kind === 'check')
  return (
    <section class="card">
      <h2>{t('watch.checks', { n: checks.length })}</h2>
      {watch.unchecked.length > 0 ? (
        <p class="no">
          {t('watch.unchecked', {
            n: watch.unchecked.length,
            list: watch.unchecked
              .slice(-4)
              .map((day) => dayText(lang, day))
              .join(t('watch.comma')),
          })}
        </p>
      ) : null}
      <ul class="team">
        {checks.map((each) => (
          <li key={each.id}>
            <div>
              <b class={each.found ? 'yes' : 'no'}>
                {t(each.found ? 'watch.found' : 'watch.not_found')}
              </b>{' '}
              {momentText(ui, each.at)} · {each.who}
              {each.note ? <small>{each.note}</small> : null}
              {each.fileId ? <a href={`/files/${each.fileId}`}>{t('watch.photo')}</a> : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function History({ ui, watch }: BodyProps) {
  const { t } = ui
  return (
    <section class="card">
      <h2>{t('watch.history')}</h2>
      <ul class="team">
        {watch.entries
          .filter(({ kind }) => kind !== 'check')
          .map((each) => (
            <li key={each.id}>
              <div>
                <b>{t(`watch.entry_${each.kind}`)}</b> {momentText(ui, each.at)} · {each.who}
                {each.note ? <small>{each.note}</small> : null}
              </div>
            </li>
          ))}
      </ul>
    </section>
  )
}
