// The rules a visitor meets at the door: the temperature, the check-in, and what becomes of the data.
import { degrees } from '../../i18n/format'
import { Card, KINDS, Pairs, type SectionProps, Source } from './parts'
import { lasting, normalText, overText } from './words'

export function FeverSection({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const { fever, town } = book
  const over = overText(t, book)
  return (
    <>
      <section class="card rules">
        <p class="limit yes">{normalText(t, book)}</p>
        <p>{t('rules.fever.normal')}</p>
        <p class="limit old">{over}</p>
        <p>{t('rules.fever.over', { minutes: fever.remeasureAfterMinutes })}</p>
        <p class="no last">
          {t('rules.fever.stop', { outOf: fever.outOf, stopAt: fever.stopAt, over })}
        </p>
        <Source ui={ui} book={book} source={fever.source} />
      </section>
      <Card title={t('rules.fever.waiting')}>
        <Steps steps={fever.whileWaiting.map((each) => each[lang])} />
      </Card>
      <Card title={t('rules.fever.stopped')}>
        <Steps steps={fever.whenStopped.map((each) => each[lang])} />
      </Card>
      <Card title={t('rules.fever.tell')}>
        <Steps steps={fever.tell.map((each) => each.name[lang])} />
        <Pairs rows={[[t('rules.fever.hotline'), town.hotline[lang]]]} />
      </Card>
      <p class="note">
        {t('rules.fever.range', {
          min: degrees(fever.plausible.min),
          max: degrees(fever.plausible.max),
        })}
      </p>
    </>
  )
}

const Steps = ({ steps }: { steps: string[] }) => (
  <ul class="lines">
    {steps.map((step) => (
      <li key={step}>{step}</li>
    ))}
  </ul>
)

export function VisitsSection({ ui, book }: SectionProps) {
  const { t } = ui
  const { visits } = book
  const stays = KINDS.map((kind) =>
    t('rules.visits.stay_value', {
      kind: t(`rules.kind_${kind}`),
      time: lasting(t, visits.defaultStayMinutes[kind]),
    }),
  )
  return (
    <>
      {book.ended ? <p class="ask">{t('rules.visits.ended_note')}</p> : null}
      <DataUse ui={ui} book={book} />
      <WorkersData ui={ui} book={book} />
      <Card title={t('rules.visits.how')}>
        <Pairs
          rows={[
            [t('rules.visits.by'), t(`rules.visits.by_${visits.temperatureBy}`)],
            [t('rules.visits.party'), t('rules.visits.party_n', { n: visits.partyMax })],
            [t('rules.visits.stay'), stays.join(t('rules.comma'))],
          ]}
        />
        <p>
          {t('rules.visits.burst', {
            ...visits.burst,
            ceiling: visits.ceilingPerMinute,
          })}
        </p>
        <p>{t('rules.visits.replay', { minutes: visits.replayMinutes })}</p>
        <Source ui={ui} book={book} source={visits.source} />
      </Card>
    </>
  )
}

/** What the law asks to be told, in the order a visitor asks it. */
function DataUse({ ui, book }: SectionProps) {
  const { t } = ui
  return (
    <Card title={t('rules.visits.data')}>
      <h3>{t('rules.visits.kept')}</h3>
      <p>{t('rules.visits.kept_text')}</p>
      <h3>{t('rules.visits.sealed')}</h3>
      <p>{t('rules.visits.sealed_text')}</p>
      <h3>{t('rules.visits.who')}</h3>
      <dl class="who">
        {(['shop', 'health', 'public', 'you'] as const).map((who) => (
          <div key={who}>
            <dt>{t(`rules.visits.who_${who}`)}</dt>
            <dd>{t(`rules.visits.who_${who}_text`)}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('rules.visits.days')}</h3>
      <p>{t('rules.visits.days_text', { days: book.visits.retentionDays })}</p>
      <h3>{t('rules.visits.erase')}</h3>
      <p>{t('rules.visits.erase_text')}</p>
      <h3>{t('rules.visits.history')}</h3>
      <p>{t('rules.visits.history_text')}</p>
      <p>
        <b>{t('rules.visits.only')}</b>
      </p>
    </Card>
  )
}

/** How long is kept what workers declared, and what their phones and invitations opened. */
function WorkersData({ ui, book }: SectionProps) {
  const { t } = ui
  const { pledgeDays, phoneDays, invitationDays, source } = book.retention
  const days = (n: number): string => t('rules.retention.days', { n })
  return (
    <Card title={t('rules.retention.title')}>
      <Pairs
        rows={[
          [t('rules.retention.watch'), t('rules.retention.watch_text')],
          [t('rules.retention.answers'), days(pledgeDays)],
          [t('rules.retention.phones'), days(phoneDays)],
          [t('rules.retention.invitations'), days(invitationDays)],
        ]}
      />
      <p>
        <a href="/deletions">{t('rules.retention.see')}</a>
      </p>
      <Source ui={ui} book={book} source={source} />
    </Card>
  )
}
