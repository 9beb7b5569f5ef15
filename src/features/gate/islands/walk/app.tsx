// The crew list on the phone at the gate, with what waits to be sent.
import type { Translate } from '../../../../i18n'
import { dayText, timeOf } from '../../../../i18n/format'
import { dayOf } from '../../../../shared/clock'
import type { Crew, GateDay, Shift } from '../../rules'
import { boxesOf, isAgain, linesOf } from '../../rules-again'
import { Again, Vehicles } from '../beside'
import { Morning } from '../morning'
import { Shifts } from '../shifts'
import type { Held, Seen } from './held'

/** Same manners as the town's own translator. */
export const translatorOver =
  (texts: Record<string, string>): Translate =>
  (key, params = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))

interface AppProps {
  held: Held
  day: GateDay
  shift: Shift
  crews: readonly Crew[]
  crew: Crew | null
  /** The phone could not keep the last save. */
  full: boolean
}

export function App({ held, day, shift, crews, crew, full }: AppProps) {
  const t = translatorOver(day.texts)
  const { waiting, values, errors } = held.seen
  const here = waiting.filter((each) => each.fields.shift === shift && !isAgain(each))
  const beside = { t, day, shift, values, errors, newKey: () => '' }
  return (
    <>
      <Banner t={t} seen={held.seen} held={held} day={day} />
      {full ? (
        <p class="sum" role="alert">
          {t('gate.full')}
        </p>
      ) : null}
      <Morning
        t={t}
        day={day}
        shift={shift}
        crews={crews}
        crew={crew}
        formKey=""
        values={values}
        errors={errors}
        waiting={new Map(here.flatMap(boxesOf))}
      />
      <Again {...beside} />
      <Vehicles {...beside} />
      <Shifts {...beside} />
      {held.seen.line === 'fine' ? null : (
        <p class="note">
          {t('gate.as_of', { day: dayText(day.lang, dayOf(day.now)), time: timeOf(day.now) })}
        </p>
      )}
    </>
  )
}

interface BannerProps {
  t: Translate
  seen: Seen
  held: Held
  day: GateDay
}

/** One line on top: no network, busy, signed out, or on the way; and what was not taken of other days. */
function Banner({ t, seen, held, day }: BannerProps) {
  const { line, waiting, refused } = seen
  const n = waiting.reduce((sum, each) => sum + linesOf(each), 0)
  return (
    <>
      {line === 'fine' && n === 0 ? null : (
        <div class="ask" role="status">
          {line === 'cut' ? <b>{t('gate.offline')} </b> : null}
          {line === 'cut' ? t(n > 0 ? 'gate.offline_n' : 'gate.offline_none', { n }) : null}
          {line === 'busy' ? t('gate.busy_n', { n }) : null}
          {line === 'fine' ? t('gate.sending_n', { n }) : null}
          {line === 'signIn' ? (
            <>
              <b>{t('gate.sign_in')} </b>
              {n > 0 ? `${t('gate.sign_in_n', { n })} ` : null}
              <a href={`/sign-in?next=${encodeURIComponent(`/keep/${day.code}/gate`)}`}>
                {t('gate.sign_in_go')}
              </a>
            </>
          ) : null}
        </div>
      )}
      {refused.map((sending) => (
        <div class="sum" role="alert" key={sending.key}>
          <p>
            {t('gate.refused_old', {
              day: `${dayText(day.lang, dayOf(sending.madeAt))} ${timeOf(sending.madeAt)}`,
              n: linesOf(sending),
              why:
                Object.values(sending.problem?.errors ?? {})[0] ?? sending.problem?.message ?? '',
            })}
          </p>
          <button type="button" class="mini" onClick={() => void held.drop(sending.key)}>
            {t('gate.drop')}
          </button>
        </div>
      ))}
    </>
  )
}
