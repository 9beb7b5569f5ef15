// How observation is kept and which documents are looked at, on the page of the return rules.
import { Card, Pairs, type SectionProps, Source } from './parts'

export function WatchCards({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const { watch, seenPapers } = book
  const list = (words: string[]) => words.join(t('rules.comma'))
  return (
    <>
      <Card title={t('rules.watch.title')}>
        <Pairs
          rows={[
            [t('rules.watch.times'), `${watch.morningBy}${t('rules.comma')}${watch.eveningBy}`],
            [t('rules.watch.symptoms'), list(watch.symptoms.map(({ text }) => text[lang]))],
            [t('rules.watch.reasons'), list(watch.reasons.map(({ text }) => text[lang]))],
            [t('rules.watch.checks'), t('rules.watch.checks_n', { n: watch.checksPerDay })],
            [t('rules.watch.days'), t('rules.watch.days_n', watch.days)],
            [t('rules.watch.keep'), t('rules.watch.keep_n', { n: watch.keepDays })],
          ]}
        />
        <Source ui={ui} book={book} source={watch.source} />
      </Card>
      <Card title={t('rules.watch.papers')}>
        <p>{list(seenPapers.kinds.map(({ name }) => name[lang]))}</p>
        <p class="note">{t('rules.watch.papers_note')}</p>
        <Source ui={ui} book={book} source={seenPapers.source} />
      </Card>
      <Card title={t('rules.watch.copies')}>
        <Pairs
          rows={[
            [
              t('rules.watch.copies_of'),
              list(
                seenPapers.kinds
                  .filter((each) => seenPapers.copies.kinds.includes(each.id))
                  .map(({ name }) => name[lang]),
              ),
            ],
            [
              t('rules.watch.copies_why'),
              list(seenPapers.copies.reasons.map(({ text }) => text[lang])),
            ],
            [
              t('rules.watch.copies_keep'),
              t('rules.watch.copies_keep_n', { n: seenPapers.copies.keepDays }),
            ],
          ]}
        />
        <Source ui={ui} book={book} source={seenPapers.copies.source} />
      </Card>
    </>
  )
}
