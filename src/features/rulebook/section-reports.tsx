// The rules of the enterprises' day: by when the report, which shifts, why production may stop.
import { Card, Pairs, Rules, type SectionProps, Source } from './parts'

export function ReportsSection({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const { dueTime, shifts, posts, stopReasons, accidentKinds, source } = book.reports
  return (
    <>
      <Card title={t('rules.reports.daily')}>
        <Pairs
          rows={[
            [t('rules.reports.due'), dueTime],
            [t('rules.reports.late'), t('rules.reports.correct')],
          ]}
        />
        <Source ui={ui} book={book} source={source} />
      </Card>
      <Card title={t('rules.reports.duty')}>
        <Pairs
          rows={[
            ...shifts.map(
              ({ name, from, to }) => [name[lang], `${from}–\u2060${to}`] as [string, string],
            ),
            [
              t('rules.reports.posts'),
              posts.map(({ name }) => name[lang]).join(t('rules.comma')) || t('rules.reports.none'),
            ],
          ]}
        />
        <Source ui={ui} book={book} source={source} />
      </Card>
      <Card title={t('rules.reports.stop')}>
        <Rules ui={ui} book={book} rules={stopReasons} />
      </Card>
      <Card title={t('rules.reports.accidents')}>
        <Rules ui={ui} book={book} rules={accidentKinds} />
      </Card>
    </>
  )
}
