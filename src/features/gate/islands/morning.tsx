// 上工测温: how far the crew is, and a box beside each name. The Worker draws it, and so does the phone at the gate.
import type { Translate } from '../../../i18n'
import { dayText, degrees, timeOf } from '../../../i18n/format'
import type { FormErrors, FormValues } from '../../../shared/form'
import { ErrorSummary, Hidden } from '../../../ui/field'
import {
  type Crew,
  EVERYBODY,
  type Fever,
  type GateDay,
  type GatePerson,
  gatePath,
  isOverLimit,
  MARK,
  type Shift,
  standingOf,
  tallyOf,
  type Verdict,
  verdictOf,
} from '../rules'

export interface MorningProps {
  t: Translate
  day: GateDay
  shift: Shift
  crews: readonly Crew[]
  crew: Crew | null
  /** Idempotency key of the save. */
  formKey: string
  /** Typed and not yet saved, by the name of the box. */
  values: FormValues
  /** Texts by the name of the box; '' is of the whole save. */
  errors: FormErrors
  /** Saved on the phone and not sent yet: what was typed, by worker. */
  waiting: ReadonlyMap<number, string>
}

export const crewName = (t: Translate, { id, name, part }: Crew): string => {
  if (id === EVERYBODY) return t('gate.everybody')
  return part ? t('gate.crew_part', { name, part }) : name
}

export function Morning(props: MorningProps) {
  const { t, day, shift, crews, crew, errors } = props
  const { measured, of, again } = tallyOf(day.people, shift, day.day)
  const waits = props.waiting.size
  const names = day.people.flatMap(({ id, name }) => [
    [`t${id}`, name],
    [`a${id}`, name],
  ])
  return (
    <>
      <ErrorSummary ui={{ t }} form={{ values: {}, errors }} labels={Object.fromEntries(names)} />
      <div class="two gate">
        <p class="card">
          <b>{measured + waits}</b> {t('gate.of', { n: of })}
        </p>
        <p class="card">
          <b>{again}</b> {again > 0 ? <a href="#again">{t('gate.again')}</a> : t('gate.again')}
        </p>
      </div>
      {crews.length > 1 ? (
        <nav class="chips slide" aria-label={t('gate.crews')}>
          {crews.map((each) => (
            <a
              key={each.id}
              data-crew={each.id}
              href={gatePath(day.code, shift, each.id)}
              aria-current={each.id === crew?.id ? 'true' : undefined}
            >
              {chipText(props, each)}
            </a>
          ))}
        </nav>
      ) : null}
      {crew ? <Boxes {...props} crew={crew} /> : <Nobody {...props} />}
    </>
  )
}

function chipText({ t, day, shift, waiting }: MorningProps, crew: Crew): string {
  const { measured, of } = tallyOf(crew.people, shift, day.day)
  const kept = crew.people.filter(({ id }) => waiting.has(id)).length
  return `${crewName(t, crew)} ${measured + kept}/${of}`
}

const Nobody = ({ t, day }: MorningProps) => (
  <section class="card empty">
    <h2>{t('gate.nobody')}</h2>
    <p>{t('gate.nobody_text')}</p>
    <a class="tap" href={`/keep/${day.code}/staff`}>
      {t('gate.nobody_go')}
    </a>
  </section>
)

function Boxes(props: MorningProps & { crew: Crew }) {
  const { t, day, shift, crew } = props
  const seen = crew.people.flatMap((each) => {
    const reading = each[shift]
    return reading && standingOf(each, day.day) === 'may'
      ? [[`s${each.id}`, String(reading.id)]]
      : []
  })
  return (
    <form method="post" action={`/keep/${day.code}/gate`} novalidate data-what="crew">
      <Hidden values={{ key: props.formKey, shift, crew: crew.id, ...Object.fromEntries(seen) }} />
      <div class="card gate">
        {crew.people.map((person) => (
          <Row key={person.id} {...props} person={person} />
        ))}
      </div>
      <button type="submit" class="go">
        {t('gate.save')}
      </button>
      <p class="note">{t('gate.all_hint')}</p>
      <button type="submit" class="second" name="all" value="1">
        {t('gate.all')}
      </button>
    </form>
  )
}

function Row(props: MorningProps & { crew: Crew; person: GatePerson }) {
  const { t, day, shift, person, waiting } = props
  const standing = standingOf(person, day.day)
  const kept = waiting.get(person.id)
  if (standing === 'watch') {
    const until = t('gate.watch', { day: dayText(day.lang, (person.mayFrom ?? 1) - 1) })
    return (
      <div class="f">
        <b>
          {person.name}
          <small class="old">{withFrom(props, until)}</small>
        </b>
        <b class="old">{t('gate.not_work')}</b>
      </div>
    )
  }
  if (standing === 'unsigned')
    return (
      <div class="f">
        <b>
          {person.name}
          <small class="no">{withFrom(props, t('gate.unsigned'))}</small>
        </b>
        <a class="tap" href={`/keep/${day.code}/gate/sign`}>
          {t('gate.sign')}
        </a>
      </div>
    )
  const about = withFrom(props, aboutText(t, person, shift))
  if (kept !== undefined)
    return (
      <div class="f">
        <b>
          {person.name}
          <small>{about}</small>
        </b>
        <span>{kept || t('gate.marked')}</span>
        <span>{t('gate.kept')}</span>
      </div>
    )
  return <Box {...props} about={about} />
}

/** Where somebody is from and, in the list of everybody, whose crew it is come first. */
const withFrom = ({ crew, person }: { crew: Crew; person: GatePerson }, about: string): string => {
  const whose = crew.id === EVERYBODY ? person.crew : ''
  return [whose, person.from, about].filter(Boolean).join(' · ')
}

const aboutText = (t: Translate, person: GatePerson, shift: Shift): string => {
  const reading = person[shift]
  return reading ? t('gate.was', { time: timeOf(reading.at) }) : t('gate.signed')
}

function Box(props: MorningProps & { person: GatePerson; about: string }) {
  const { day, shift, person, values, errors, about } = props
  const name = `t${person.id}`
  const id = `f-${name}`
  const reading = person[shift]
  const standing = reading && reading.t !== MARK ? degrees(reading.t) : ''
  const value = values[name] ?? standing
  const error = errors[name]
  const untouched = value === standing
  const verdict =
    untouched && reading ? judgedAs(reading.t, day.fever) : verdictOf(value, day.fever)
  return (
    <div class={error || verdict === 'bad' || verdict === 'over' ? 'f bad' : 'f'}>
      <label for={id}>
        {person.name}
        <small>{about}</small>
      </label>
      <input
        id={id}
        name={name}
        type="text"
        inputMode="decimal"
        enterkeyhint="next"
        autocomplete="off"
        maxLength={8}
        value={value}
        aria-describedby={`${id}-v`}
        aria-invalid={error || verdict === 'bad' ? 'true' : undefined}
      />
      <span id={`${id}-v`} class={CLASS[verdict]}>
        {verdict !== 'bad' && error ? error : verdictText(props, verdict, untouched)}
      </span>
    </div>
  )
}

export const rangeOf = ({ min, max }: Fever) => ({ min: degrees(min), max: degrees(max) })

const judgedAs = (t: number, fever: Fever): Verdict => (isOverLimit(fever, t) ? 'over' : 'fine')

const CLASS = { empty: undefined, bad: 'no', over: 'no', fine: 'yes' } as const

function verdictText(
  { t, day, shift, person }: MorningProps & { person: GatePerson },
  verdict: Verdict,
  saved: boolean,
): string {
  if (verdict === 'bad') return t('gate.range', rangeOf(day.fever))
  if (verdict === 'over') {
    const again = person.again[shift]
    return saved && again ? t('gate.again_at', { time: timeOf(again) }) : t('gate.over')
  }
  if (verdict === 'empty') return t('gate.to_measure')
  return saved && person[shift]?.t === MARK ? t('gate.marked') : t('gate.fine')
}
