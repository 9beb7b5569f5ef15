// The rules patrols work by: how often, how a round counts, what follows a finding, who may read the registers.
import { Card, Pairs, Rules, type SectionProps, Source } from './parts'

type Quota = SectionProps['book']['patrols'][number]

/** Kept on one line by a word joiner after the dash. */
const between = ({ from, to }: { from: string; to: string }): string => `${from}–\u2060${to}`

export function PatrolsSection({ ui, book }: SectionProps) {
  const { t } = ui
  const how = (quota: Quota): string[] => {
    const windows = quota.windows.map(between).join(t('rules.comma'))
    return [
      quota.resident ? t('rules.patrols.resident') : '',
      quota.teams > 0 ? t('rules.patrols.teams', { n: quota.teams }) : '',
      windows ? t('rules.patrols.windows', { windows }) : '',
    ].filter(Boolean)
  }
  return (
    <>
      {(['town', 'village'] as const).map((level) => (
        <Card key={level} title={t(`rules.patrols.${level}`)}>
          <ul class="lines">
            {book.patrols
              .filter((quota) => quota.level === level)
              .map((quota) => (
                <li key={quota.target}>
                  <div class="ends">
                    <b>{t(`rules.target.${quota.target}`)}</b>
                    <span>{t('rules.patrols.rounds', { n: quota.roundsPerDay })}</span>
                  </div>
                  <Source ui={ui} book={book} source={quota.source} also={how(quota)} />
                </li>
              ))}
          </ul>
        </Card>
      ))}
      <RoundsCards ui={ui} book={book} />
    </>
  )
}

function RoundsCards({ ui, book }: SectionProps) {
  const { t } = ui
  const { rounds, orders, registerPass } = book
  const { spotTolerance } = rounds
  return (
    <>
      <Card title={t('rules.rounds.title')}>
        <Pairs
          rows={[
            [t('rules.rounds.code'), t('rules.rounds.minutes', { n: rounds.codeMinutes })],
            [t('rules.rounds.apart'), t('rules.rounds.minutes', { n: rounds.apartMinutes })],
            [t('rules.rounds.make_up'), t('rules.rounds.minutes', { n: rounds.makeUpMinutes })],
            [t('rules.rounds.ahead'), t('rules.rounds.minutes', { n: rounds.aheadMinutes })],
            [t('rules.rounds.within'), t('rules.rounds.hours', { n: rounds.reportWithinHours })],
            [
              t('rules.rounds.spot'),
              t('rules.rounds.spot_n', {
                n: rounds.spotWorkers,
                by: (spotTolerance / 10).toFixed(1),
              }),
            ],
            [t('rules.rounds.shift'), t('rules.rounds.hours', { n: rounds.shiftHours })],
          ]}
        />
        <Source ui={ui} book={book} source={rounds.source} />
      </Card>
      {rounds.shutItems.length > 0 ? (
        <Card title={t('rules.rounds.shut')}>
          <Rules ui={ui} book={book} rules={rounds.shutItems} numbered />
        </Card>
      ) : null}
      <Card title={t('rules.rounds.orders')}>
        <p>{orders.deadlines.map((each) => each.text[ui.lang]).join(t('rules.comma'))}</p>
        <Source ui={ui} book={book} source={orders.source} />
      </Card>
      <Card title={t('rules.rounds.pass')}>
        <p>{t('rules.rounds.pass_n', { n: registerPass.hours })}</p>
        <Source ui={ui} book={book} source={registerPass.source} />
      </Card>
    </>
  )
}
