// Beside the crew list: who is measured again, and the vehicles. Drawn by the Worker and by the phone.
import { degrees, timeOf } from '../../../i18n/format'
import { Field, Hidden } from '../../../ui/field'
import type { GatePerson } from '../rules'
import type { MorningProps } from './morning'

export interface BesideProps
  extends Pick<MorningProps, 't' | 'day' | 'shift' | 'values' | 'errors'> {
  /** An idempotency key for each form. */
  newKey: () => string
}

/** 待复测: a box for each whose next reading decides. */
export function Again(props: BesideProps) {
  const { t, day, shift } = props
  const open = day.people.filter((each) => each.again[shift] !== null)
  if (open.length === 0) return null
  const stopped = open.some((each) => each.again[shift] === 0)
  return (
    <section class="card" id="again">
      <h2>{t('gate.again_title', { n: open.length })}</h2>
      <div class="gate">
        {open.map((each) => (
          <One key={each.id} {...props} person={each} />
        ))}
      </div>
      {stopped ? (
        <a class="tap" href={`/keep/${day.code}/today`}>
          {t('gate.report_go')}
        </a>
      ) : null}
    </section>
  )
}

function One(props: BesideProps & { person: GatePerson }) {
  const { t, day, shift, person, values, errors } = props
  const again = person.again[shift] ?? 0
  const readings = person.course[shift]?.readings ?? []
  const about = readings
    .map((each) => t('gate.reading', { t: degrees(each.t), time: timeOf(each.at) }))
    .join(' → ')
  if (again === 0)
    return (
      <div class="f">
        <b>
          {person.name}
          <small>{about}</small>
        </b>
        <b class="no">{t('gate.stopped')}</b>
      </div>
    )
  const name = `a${person.id}`
  const id = `f-${name}`
  const error = errors[name]
  return (
    <form method="post" action={`/keep/${day.code}/gate/again`} novalidate data-what="again">
      <Hidden
        values={{
          key: props.newKey(),
          shift,
          after: readings.at(-1)?.ref ?? '',
          again: String(again),
        }}
      />
      <div class={error ? 'f bad' : 'f'}>
        <label for={id}>
          {person.name}
          <small>{about}</small>
        </label>
        <input
          id={id}
          name={name}
          type="text"
          inputMode="decimal"
          enterkeyhint="done"
          autocomplete="off"
          maxLength={8}
          value={values[name] ?? ''}
          aria-describedby={`${id}-v`}
          aria-invalid={error ? 'true' : undefined}
        />
        <button type="submit" class="tap">
          {t('gate.again_save')}
        </button>
      </div>
      <p class={error ? 'e' : 'note'} id={`${id}-v`}>
        {error ?? t('gate.again_at', { time: timeOf(again) })}
      </p>
    </form>
  )
}

/** 车辆登记消毒 */
export function Vehicles({ t, day, shift, values, errors, newKey }: BesideProps) {
  if (!day.vehicles) return null
  const { n, last } = day.vehicles
  const error = errors.plate
  return (
    <section class="card" id="vehicles">
      <h2>{t('gate.vehicles')}</h2>
      <p class="note">
        {last
          ? t('gate.vehicles_last', { n, plate: last.plate, time: timeOf(last.at) })
          : t('gate.vehicles_none')}
      </p>
      <form
        class="asks"
        method="post"
        action={`/keep/${day.code}/gate/vehicle`}
        novalidate
        data-what="vehicle"
      >
        <Hidden values={{ key: newKey(), shift }} />
        <Field
          ui={{ t }}
          form={{ values, errors: error ? { plate: error } : {} }}
          name="plate"
          label="gate.plate"
          hint="gate.plate_hint"
          enterkeyhint="done"
          maxLength={12}
        />
        <button type="submit" class="tap">
          {t('gate.vehicle_save')}
        </button>
      </form>
    </section>
  )
}
