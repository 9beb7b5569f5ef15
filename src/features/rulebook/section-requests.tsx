// What a place may ask the town for: who answers, and how soon.
import { Card, Rules, type SectionProps, Source } from './parts'

export function RequestsCard({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const { requests, teams, town } = book
  const who = (team: string | null): string =>
    teams.kinds.find(({ id }) => id === team)?.text[lang] ?? town.headquarters[lang]
  const rules = requests.categories.map((each) => ({
    ...each,
    also: [
      who(each.team),
      t(`rules.requests.${each.within.unit}`, { n: each.within.n }),
      each.hint[lang],
    ],
  }))
  return (
    <Card title={t('rules.requests.title')}>
      <Rules ui={ui} book={book} rules={rules} />
      <p>
        {t('rules.requests.text', {
          from: requests.hours.from,
          to: requests.hours.to,
          days: requests.reopenWithinDays,
          most: requests.openAtOnce,
        })}
      </p>
      <Source ui={ui} book={book} source={requests.source} />
    </Card>
  )
}
