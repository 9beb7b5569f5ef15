// What the phone still holds: how many rounds wait and why, and those the town sent back.
import { useState } from 'preact/hooks'
import type { Translate } from '../../../../i18n'
import { timeOf } from '../../../../i18n/format'
import type { Sending } from '../../../../islands/outbox-rules'
import type { Line } from './kept'

interface BannerProps {
  t: Translate
  line: Line
  /** In the order they were made. */
  sendings: Sending[]
  sendNow: () => void
}

/** One line on top: no network, busy, signed out, or on the way. */
export function Banner({ t, line, sendings, sendNow }: BannerProps) {
  // Photos that follow a round are no rounds.
  const n = sendings.filter(({ after }) => after === undefined).length || sendings.length
  if (line === 'fine' && n === 0) return <p role="status" />
  const again = (
    <button type="button" class="mini" onClick={sendNow}>
      {t('walk.send_now')}
    </button>
  )
  return (
    <div class="ask" role="status">
      {line === 'cut' ? (
        <>
          <b>{t('walk.offline')}</b>
          {n > 0 ? t('walk.offline_n', { n }) : t('walk.offline_none')} {n > 0 ? again : null}
        </>
      ) : null}
      {line === 'signIn' ? (
        <>
          <b>{t('walk.sign_in')}</b>
          {n > 0 ? `${t('walk.sign_in_n', { n })} ` : null}
          <a href="/sign-in?next=%2Foffice%2Fpatrols">{t('walk.sign_in_go')}</a>
        </>
      ) : null}
      {line === 'busy' ? (
        <>
          {t('walk.busy_n', { n })} {again}
        </>
      ) : null}
      {line === 'fine' ? t('walk.sending_n', { n }) : null}
      <ul>
        {sendings.map(({ key, label, madeAt }) => (
          <li key={key}>
            {timeOf(madeAt)} {label}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface RefusedProps {
  t: Translate
  sendings: Sending[]
  drop: (key: string) => void
}

/** Rounds the town did not take; they stay until the person has decided. */
export const Refused = ({ t, sendings, drop }: RefusedProps) =>
  sendings.length === 0 ? null : (
    <section class="sum" role="alert">
      <h2>{t('walk.refused_title', { n: sendings.length })}</h2>
      <ul>
        {sendings.map((sending) => (
          <li key={sending.key}>
            <b>
              {sending.label} {timeOf(sending.madeAt)}
            </b>
            <p>{reasonOf(sending)}</p>
            {sending.fields.code ? <a href={`#fix-${sending.key}`}>{t('walk.fix')}</a> : null}{' '}
            <GiveUp t={t} drop={() => drop(sending.key)} />
          </li>
        ))}
      </ul>
    </section>
  )

const reasonOf = ({ problem }: Sending): string => {
  const texts = Object.values(problem?.errors ?? {})
  return texts.length > 0 ? texts.join(' · ') : problem?.message || String(problem?.status ?? '')
}

function GiveUp({ t, drop }: { t: Translate; drop: () => void }) {
  const [sure, ask] = useState(false)
  return (
    <button type="button" class="mini" onClick={sure ? drop : () => ask(true)}>
      {t(sure ? 'walk.give_up_sure' : 'walk.give_up')}
    </button>
  )
}
