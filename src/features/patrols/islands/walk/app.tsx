// The patrol's phone: the list, or the form of the place in the address.
import type { Translate } from '../../../../i18n'
import { dayText, timeOf } from '../../../../i18n/format'
import { dayOf } from '../../../../shared/clock'
import { carriedOver, type PhoneDay, type PhonePlace, withRound } from '../../rules-phone'
import { Banner, Refused } from './box'
import { Form } from './form'
import type { Kept } from './kept'
import { List } from './list'
import { translatorOver } from './words'

interface AppProps {
  kept: Kept
  day: PhoneDay
  /** What the address names: nothing, a code, or `fix-` and the key of a round. */
  at: string
  /** The town's own list is there, and nothing here knows better. */
  bare: boolean
  done: (key: string) => void
}

export function App({ kept, day, at, bare, done }: AppProps) {
  const t = translatorOver(day.texts)
  const { seen } = kept
  const now = kept.now()
  const today = carriedOver(day, now)
  const refused = seen.sendings.filter(({ problem }) => problem)
  const waiting = seen.sendings.filter(({ problem }) => !problem)
  const fixing = refused.find(({ key }) => at === `fix-${key}`) ?? null
  const code = fixing?.fields.code ?? at
  const place = today.places.find((each) => each.code === code)
  const form = { t, kept, day: today, done }
  return (
    <>
      <Banner t={t} line={seen.line} sendings={waiting} sendNow={() => void kept.flush(true)} />
      {place ? (
        <>
          <p class="note">
            <a href="#list">{t('walk.back')}</a>
          </p>
          <Head t={t} place={place} />
          {place.orders.map(({ id, dueAt }) => (
            <p class="ask" key={id}>
              <a href={`/office/orders/${id}`}>
                {t('walk.order', { day: dayText(day.lang, dayOf(dueAt)), time: timeOf(dueAt) })}
              </a>
            </p>
          ))}
          <Form key={code + at} {...form} place={place} refused={fixing} />
        </>
      ) : (
        <>
          {!bare && at && at !== 'list' && !at.startsWith('fix-') ? (
            <p class="sum" role="alert">
              {t('walk.code_unknown')}
            </p>
          ) : null}
          {seen.through.map((name) => (
            <p class="yes" role="status" key={name}>
              {t('walk.sent', { name })}
            </p>
          ))}
          <Refused t={t} sendings={refused} drop={(key) => void kept.drop(key)} />
          {bare ? null : (
            <List
              t={t}
              now={now}
              own={today.own}
              sendings={seen.sendings}
              places={today.places.map((each) =>
                waiting
                  .filter(({ fields }) => fields.code === each.code)
                  .reduce((left, { madeAt }) => withRound(left, madeAt), each),
              )}
            />
          )}
          {bare ? null : (
            <p class="note">
              {day.day === dayOf(now)
                ? t('walk.as_of', { time: timeOf(day.now) })
                : t('walk.as_of_yesterday')}
            </p>
          )}
        </>
      )}
    </>
  )
}

const Head = ({ t, place }: { t: Translate; place: PhonePlace }) => (
  <div class="place">
    <p>
      {t(`walk.target.${place.target}`)} · {place.area}
      {place.address ? ` · ${place.address}` : ''}
    </p>
    <h1>{place.name}</h1>
  </div>
)
