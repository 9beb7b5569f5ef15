// How sites judge themselves and people come back; what enterprises are asked and told.
import { Card, Pairs, Rules, type SectionProps, Source } from './parts'

export function ReturningCards({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const { returning, siteNorm } = book
  return (
    <>
      <Card title={t('rules.returning.title')}>
        <Pairs
          rows={[
            [t('rules.returning.ahead'), t('rules.returning.days', { n: returning.aheadDays })],
            [t('rules.returning.keep'), t('rules.returning.days', { n: returning.keepDays })],
          ]}
        />
        <p>{returning.notice[lang].replace(/\s*\{\w+\}\s*/g, ' … ')}</p>
        <Source ui={ui} book={book} source={returning.source} />
      </Card>
      <Card title={t('rules.site_norm.title')}>
        <Pairs
          rows={[
            [t('rules.site_norm.every'), t('rules.returning.days', { n: siteNorm.everyDays })],
            [
              t('rules.site_norm.rooms'),
              t('rules.site_norm.per', { n: siteNorm.isolationPerStaff }),
            ],
          ]}
        />
        <Source ui={ui} book={book} source={siteNorm.source} />
      </Card>
    </>
  )
}

export function SurveyCard({ ui, book }: SectionProps) {
  const { questions } = book.survey
  if (questions.length === 0) return null
  return (
    <Card title={ui.t('rules.survey.title')}>
      <Rules ui={ui} book={book} rules={questions} />
    </Card>
  )
}

/** 扶持政策: those of one kind of place, or of any. */
export function PolicyCards({ ui, book, kind }: SectionProps & { kind?: string }) {
  const { t, lang } = ui
  return (
    <>
      {book.policies
        .filter(({ kinds }) => kind === undefined || kinds.some((each) => each === kind))
        .map((policy) => (
          <Card
            key={policy.id}
            title={policy.title[lang]}
            aside={policy.kinds.map((each) => t(`kind.${each}`)).join(t('rules.comma'))}
          >
            <ol class="numbered">
              {policy.text.map((line) => (
                <li key={line.zh}>{line[lang]}</li>
              ))}
            </ol>
            <Source ui={ui} book={book} source={policy.source} />
          </Card>
        ))}
    </>
  )
}
