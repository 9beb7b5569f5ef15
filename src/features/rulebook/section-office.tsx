// How a place comes to open.
import { dayOf, isoDay } from '../../shared/clock'
import { Card, KINDS, Pairs, type SectionProps, Source } from './parts'
import { FilingCards } from './section-opening'
import { holidayRuns, runText } from './words'

export function OpeningSection({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const kinds = (of: readonly (typeof KINDS)[number][]): string =>
    KINDS.filter((kind) => of.includes(kind))
      .map((kind) => t(`rules.kind_${kind}`))
      .join(t('rules.comma'))
  return (
    <>
      <Card
        title={t('rules.opening.how')}
        aside={t('rules.opening.level', { level: t(`rules.level.${book.riskLevel}`) })}
      >
        <p>
          {book.riskLevel === 'low'
            ? t('rules.opening.low', { n: book.openOnPledgeInspectionWithinDays })
            : t('rules.opening.other')}
        </p>
        <Source
          ui={ui}
          book={book}
          source={book.riskLevel === 'low' ? book.sources.openOnPledge : book.sources.riskLevel}
        />
        <Pairs
          rows={[
            [
              t('rules.opening.answer'),
              t('rules.opening.answer_n', { n: book.answerWithinWorkingDays }),
            ],
          ]}
        />
        <Source ui={ui} book={book} source={book.sources.answerWithin} />
      </Card>
      <Card title={t('rules.opening.papers')} aside={t('rules.opening.papers_note')}>
        <ul class="lines">
          {book.papers.map((paper) => (
            <li key={paper.id}>
              {paper.name[lang]}
              <Source ui={ui} book={book} source={paper.source} also={[kinds(paper.kinds)]} />
            </li>
          ))}
        </ul>
      </Card>
      <FilingCards ui={ui} book={book} />
      <Holidays ui={ui} book={book} />
      <Card title={t('rules.opening.forms')}>
        <p>{book.forms.map((form) => form.title[lang]).join(t('rules.comma'))}</p>
      </Card>
    </>
  )
}

/** This year's calendar; the years the rulebook knows when this one is not among them. */
function Holidays({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const years = [...new Set(book.holidays.map((each) => each.date.slice(0, 4)))].sort()
  const thisYear = isoDay(dayOf(ui.now)).slice(0, 4)
  const shown = years.includes(thisYear) ? [thisYear] : years
  return (
    <Card title={t('rules.opening.holidays')} aside={t('rules.opening.holidays_note')}>
      {shown.map((year) => (
        <div key={year}>
          <h3>{t('rules.opening.year', { year })}</h3>
          <Pairs
            rows={holidayRuns(book.holidays.filter((each) => each.date.startsWith(year))).map(
              (run) => [runText(lang, t, run), run.name[lang]] as const,
            )}
          />
        </div>
      ))}
      <Source ui={ui} book={book} source={book.sources.holidays} />
    </Card>
  )
}
