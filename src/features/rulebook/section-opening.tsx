// What an application asks and may be told, and what the town's offices hand on to each other.
import { Card, KINDS, Rules, type SectionProps, Source } from './parts'
import { RequestsCard } from './section-requests'

/** The questions of the filing, and the reasons an office may give. */
export function FilingCards({ ui, book }: SectionProps) {
  const { t } = ui
  const { opening } = book
  const reasons = [
    ['send_back', opening.sendBack],
    ['refusals', opening.refusals],
    ['suspensions', opening.suspensions],
    ['cases', opening.cases],
  ] as const
  return (
    <>
      {KINDS.filter((kind) => opening.filing[kind].length > 0).map((kind) => (
        <Card
          key={kind}
          title={t('rules.opening.filing', { kind: t(`rules.kind_${kind}`) })}
          aside={opening.outsideFiling?.name[ui.lang]}
        >
          <Rules ui={ui} book={book} rules={opening.filing[kind]} numbered />
        </Card>
      ))}
      {reasons
        .filter(([, rules]) => rules.length > 0)
        .map(([name, rules]) => (
          <Card key={name} title={t(`rules.opening.${name}`)}>
            <Rules ui={ui} book={book} rules={rules} />
          </Card>
        ))}
      <Card title={t('rules.opening.days')}>
        <p>
          {t('rules.opening.days_text', {
            correct: opening.correctWithinDays,
            appeal: opening.appealWithinDays,
            departments: opening.jointDepartments,
          })}
        </p>
        <Source ui={ui} book={book} source={opening.source} />
      </Card>
    </>
  )
}

export function OfficesSection({ ui, book }: SectionProps) {
  const { t } = ui
  const { notices, teams } = book
  return (
    <>
      <Card
        title={t('rules.offices.whys')}
        aside={t('rules.offices.within', { n: notices.reportWithinDays })}
      >
        <Rules ui={ui} book={book} rules={notices.whys} />
      </Card>
      <Card title={t('rules.offices.tasks')}>
        <Rules ui={ui} book={book} rules={notices.tasks} numbered />
      </Card>
      <Card title={t('rules.offices.teams')}>
        <Rules ui={ui} book={book} rules={teams.kinds} />
      </Card>
      <RequestsCard ui={ui} book={book} />
    </>
  )
}
