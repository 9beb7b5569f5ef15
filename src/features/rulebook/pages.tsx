// The rules for everybody: a front page with what changed, and one page a section.
import type { FunctionComponent } from 'preact'
import { fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from './form'
import { Pairs, type SectionProps } from './parts'
import { changedSections, SECTIONS, type Section } from './rules'
import { FeverSection, VisitsSection } from './section-door'
import { ChecklistsSection, DutiesSection, GuideSection, PledgesSection } from './section-keeper'
import { NegativeSection, ReturnsSection, RiskSection, TradesSection } from './section-lists'
import { OpeningSection } from './section-office'
import { OfficesSection } from './section-opening'
import { PatrolsSection } from './section-patrols'
import { ReportsSection } from './section-reports'
import type { Published } from './store'
import { summaryOf } from './summary'
import { sourceName } from './words'

const CONTENT: Record<Section, FunctionComponent<SectionProps>> = {
  fever: FeverSection,
  visits: VisitsSection,
  'negative-list': NegativeSection,
  'risk-areas': RiskSection,
  returns: ReturnsSection,
  duties: DutiesSection,
  checklists: ChecklistsSection,
  pledges: PledgesSection,
  patrols: PatrolsSection,
  reports: ReportsSection,
  opening: OpeningSection,
  offices: OfficesSection,
  trades: TradesSection,
  guide: GuideSection,
}

/** The version a page shows, and the one in force when that is another. */
export interface Shown {
  book: Rulebook
  effectiveFrom: number
  inForce: number
}

const linkTo = ({ book, inForce }: Shown, section?: Section): string =>
  `/rules${section ? `/${section}` : ''}${book.version === inForce ? '' : `?version=${book.version}`}`

const dateOf = (ui: Ui, ms: number): string => fullDate(ui.lang, dayOf(ms))

/** Says that this is not the version in force, and leads there. */
function OtherVersion({ ui, shown, section }: { ui: Ui; shown: Shown; section?: Section }) {
  const { t } = ui
  if (shown.book.version === shown.inForce) return null
  const note = shown.effectiveFrom > ui.now ? 'rules.upcoming_note' : 'rules.old_note'
  return (
    <div class="ask">
      <b>{t(note, { n: shown.book.version, date: dateOf(ui, shown.effectiveFrom) })}</b>
      <a class="hop" href={section ? `/rules/${section}` : '/rules'}>
        {t('rules.to_current', { n: shown.inForce })}
      </a>
    </div>
  )
}

export function RulesPage(props: {
  ui: Ui
  shown: Shown
  previous: Rulebook | null
  versions: Published[]
}) {
  const { ui, shown, previous, versions } = props
  const { t, lang } = ui
  const { book } = shown
  const changed = previous ? changedSections(previous, book) : []
  return (
    <Page ui={ui} title={t('rules.title')}>
      <div class="place">
        <p>{t('rules.lead', { issuer: sourceName(lang, book, book.issuer) })}</p>
        <h1>{book.title[lang]}</h1>
      </div>
      <OtherVersion ui={ui} shown={shown} />
      {book.ended ? <p class="ask">{t('rules.ended')}</p> : null}
      <section class="card rules">
        <Pairs
          rows={[
            [t('rules.number'), t('rules.version', { n: book.version })],
            [t('rules.effective'), dateOf(ui, shown.effectiveFrom)],
            [t('rules.risk'), t(`rules.level.${book.riskLevel}`)],
          ]}
        />
        <Changes ui={ui} shown={shown} previous={previous} changed={changed} />
      </section>
      <ul class="card toc">
        {SECTIONS.map((section) => (
          <li key={section}>
            <a href={linkTo(shown, section)}>
              <b>{t(`rules.s.${section}`)}</b>
              {changed.includes(section) ? <span class="old">{t('rules.is_changed')}</span> : null}
              <small>{summaryOf(t, book, section, ui.now)}</small>
            </a>
          </li>
        ))}
      </ul>
      {versions.length > 1 ? <Versions ui={ui} shown={shown} versions={versions} /> : null}
    </Page>
  )
}

function Changes(props: {
  ui: Ui
  shown: Shown
  previous: Rulebook | null
  changed: readonly Section[]
}) {
  const { ui, shown, previous, changed } = props
  const { t } = ui
  if (!previous) return <p class="src">{t('rules.first')}</p>
  const n = previous.version
  if (changed.length === 0) return <p class="src">{t('rules.unchanged', { n })}</p>
  return (
    <>
      <h2>{t('rules.changed', { n, count: changed.length })}</h2>
      <p class="jump">
        {changed.map((section) => (
          <a key={section} href={linkTo(shown, section)}>
            {t(`rules.s.${section}`)}
          </a>
        ))}
      </p>
    </>
  )
}

function Versions({ ui, shown, versions }: { ui: Ui; shown: Shown; versions: Published[] }) {
  const { t } = ui
  const stateOf = (each: Published): string => {
    if (each.version === shown.inForce) return t('rules.in_force')
    return t(each.effectiveFrom > ui.now ? 'rules.upcoming' : 'rules.replaced')
  }
  return (
    <section class="card rules">
      <h2>{t('rules.versions')}</h2>
      <ul class="toc">
        {versions.map((each) => (
          <li key={each.version}>
            <a
              href={`/rules?version=${each.version}`}
              aria-current={each.version === shown.book.version ? 'page' : undefined}
            >
              <b>{t('rules.version', { n: each.version })}</b>
              <span>{stateOf(each)}</span>
              <small>{t('rules.from', { date: dateOf(ui, each.effectiveFrom) })}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function SectionPage({ ui, shown, section }: { ui: Ui; shown: Shown; section: Section }) {
  const { t } = ui
  const { book } = shown
  const Content = CONTENT[section]
  const next = SECTIONS[SECTIONS.indexOf(section) + 1]
  return (
    <Page ui={ui} title={t(`rules.s.${section}`)}>
      <div class="place">
        <p>
          <a class="hop" href={linkTo(shown)}>
            {t('rules.title')}
          </a>{' '}
          · {t('rules.version', { n: book.version })}
        </p>
        <h1>{t(`rules.s.${section}`)}</h1>
      </div>
      <OtherVersion ui={ui} shown={shown} section={section} />
      <Content ui={ui} book={book} />
      <nav class="turn" aria-label={t('rules.sections')}>
        <a class="hop" href={linkTo(shown)}>
          {t('rules.back')}
        </a>
        {next ? (
          <a class="hop" href={linkTo(shown, next)}>
            {t('rules.next', { name: t(`rules.s.${next}`) })}
          </a>
        ) : null}
      </nav>
    </Page>
  )
}
