// The handbook: by kind and trade, what to do before opening and every day, for the phone and the printer.
import { EMPTY_FORM, Field } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from './form'
import { Card, Pairs, Rules, Source } from './parts'
import { GUIDE_KINDS, type Guide, type GuideKind, type Trade } from './rules-guide'
import { byAspect, DutyLines } from './section-keeper'
import { dateText, normalText, overText, sourceName } from './words'

interface PickProps {
  ui: Ui
  kind: GuideKind
  q: string
  trades: Trade[]
}

/** First the kind, then the trade. */
export function GuidePickPage({ ui, kind, q, trades }: PickProps) {
  const { t, lang } = ui
  const form = { ...EMPTY_FORM, values: { kind, q } }
  return (
    <Page ui={ui} title={t('guide.title')}>
      <h1>{t('guide.title')}</h1>
      <p class="lead">{t('guide.lead')}</p>
      <nav class="jump" aria-label={t('place.kind')}>
        {GUIDE_KINDS.map((each) => (
          <a key={each} href={`/guide/${each}`}>
            {t('guide.all_of', { kind: t(`kind.${each}`) })}
          </a>
        ))}
      </nav>
      <form class="card filter" action="/guide" method="get">
        <Field
          ui={ui}
          form={form}
          name="kind"
          label="place.kind"
          options={GUIDE_KINDS.map((each) => [each, t(`kind.${each}`)] as const)}
        />
        <Field
          ui={ui}
          form={form}
          name="q"
          label="guide.search"
          hint="guide.search_hint"
          inputmode="search"
          enterkeyhint="search"
          maxLength={30}
        />
        <button type="submit" class="go">
          {t('guide.find')}
        </button>
      </form>
      {trades.length === 0 ? (
        <section class="card empty">
          <h2>{t('guide.none')}</h2>
          <p>{t('guide.none_text')}</p>
          <a class="tap" href={`/guide/${kind}`}>
            {t('guide.all_of', { kind: t(`kind.${kind}`) })}
          </a>
        </section>
      ) : (
        <ul class="ways">
          {trades.map((trade) => (
            <li key={trade.id}>
              <a href={`/guide/${kind}/${trade.id}`}>{trade.name[lang]}</a>
            </li>
          ))}
        </ul>
      )}
      <p class="roles">
        <a href="/suppliers">{t('supplier.title')}</a>
      </p>
    </Page>
  )
}

interface GuideProps {
  ui: Ui
  book: Rulebook
  kind: GuideKind
  trade: Trade | null
  guide: Guide
}

export function GuidePage(props: GuideProps) {
  const { ui, book, kind, trade, guide } = props
  const { t, lang } = ui
  const what = trade ? `${trade.name[lang]} · ${t(`kind.${kind}`)}` : t(`kind.${kind}`)
  return (
    <Page ui={ui} title={`${t('guide.title')} · ${what}`}>
      <div class="place">
        <p>
          <a class="hop screen" href={`/guide?kind=${kind}`}>
            {t('guide.other')}
          </a>{' '}
          {t('rules.version', { n: book.version })}
        </p>
        <h1>{t('guide.for', { what })}</h1>
      </div>
      {guide.listed.map((entry) => (
        <div key={entry.id} class="ask no" role="status">
          <b>{t('guide.listed', { category: entry.category[lang] })}</b>
          {[
            entry.reason[lang],
            t('rules.from', { date: dateText(lang, entry.from) }),
            t('rules.source', { source: sourceName(lang, book, entry.source) }),
          ].join(' · ')}
        </div>
      ))}
      <nav class="jump screen" aria-label={t('rules.on_page')}>
        <a href="#before">{t('guide.before')}</a>
        <a href="#daily">{t('guide.daily')}</a>
        <a href="#know">{t('guide.know')}</a>
        <a href={`/policies/${kind}`}>{t('policies.title')}</a>
      </nav>
      <Before {...props} />
      <Daily {...props} />
      <Know {...props} />
      <p class="note screen">{t('guide.print')}</p>
      <p class="roles screen">
        <a href="/suppliers">{t('supplier.title')}</a>
      </p>
    </Page>
  )
}

function Before({ ui, book, guide }: GuideProps) {
  const { t } = ui
  const low = book.riskLevel === 'low'
  const about = { ui, book }
  const steps = t(low ? 'rules.opening.low' : 'rules.opening.other', {
    n: book.openOnPledgeInspectionWithinDays,
  })
  return (
    <>
      <Card id="before" title={t('guide.before')} aside={steps}>
        <h3>{t('rules.opening.papers')}</h3>
        <Rules {...about} rules={guide.papers.map((each) => ({ ...each, text: each.name }))} />
        <p class="src">{t('rules.opening.papers_note')}</p>
      </Card>
      <Card
        title={t('guide.checklist', { n: guide.checklist.length })}
        aside={t('guide.checklist_note')}
      >
        {byAspect(guide.checklist).map(([aspect, items]) => (
          <div key={aspect.zh}>
            <h3>{aspect[ui.lang]}</h3>
            <Rules {...about} rules={items} />
          </div>
        ))}
        <a class="go screen" href="/apply">
          {t('guide.apply')}
        </a>
      </Card>
    </>
  )
}

const Daily = ({ ui, book, guide }: GuideProps) => (
  <>
    <Card id="daily" title={ui.t('guide.daily')}>
      <DutyLines ui={ui} book={book} duties={guide.duties} />
    </Card>
    {guide.chapters.map((chapter) => (
      <Card key={chapter.title.zh} title={chapter.title[ui.lang]}>
        <ol class="numbered">
          {chapter.steps.map((step) => (
            <li key={step.zh}>{step[ui.lang]}</li>
          ))}
        </ol>
        <Source ui={ui} book={book} source={chapter.source} />
      </Card>
    ))}
  </>
)

function Know({ ui, book, kind, guide }: GuideProps) {
  const { t, lang } = ui
  const { fever, sources, pledges, town } = book
  const department = book.departments.find(({ id }) => id === guide.department)
  const text = pledges.place[kind].title
  return (
    <Card id="know" title={t('guide.know')}>
      <h3>{t('rules.s.fever')}</h3>
      <p>{t('rules.sum.fever', { normal: normalText(t, book) })}</p>
      <p>
        {overText(t, book)}：{t('rules.fever.over', { minutes: fever.remeasureAfterMinutes })}
      </p>
      <Source ui={ui} book={book} source={fever.source} />
      <h3>{t('guide.answers')}</h3>
      <Pairs
        rows={[
          [t('guide.department'), department?.name[lang] ?? guide.department],
          [
            t('rules.opening.answer'),
            t('rules.opening.answer_n', { n: book.answerWithinWorkingDays }),
          ],
          [t('place.report_hotline'), town.hotline[lang]],
        ]}
      />
      <Source ui={ui} book={book} source={sources.answerWithin} />
      <h3>{t('rules.s.pledges')}</h3>
      <p>
        <a class="hop" href={`/rules/pledges#${kind}`}>
          {lang === 'zh' ? `《${text.zh}》` : text.en}
        </a>
      </p>
    </Card>
  )
}
