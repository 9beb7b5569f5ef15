// Appeals at the office: the list, open ones by age, and one of them with both texts side by side.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Choice } from '../../ui/choice'
import { Button, EMPTY_FORM, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { AreaFilter } from '../../ui/filter'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import type { AppealLine } from './appeal-store'
import { type After, APPEAL_ANSWERS, type AppealQuery } from './office-form'
import { BothTexts, type ShownAppeal, type ShownStep, whenText } from './office-story'
import type { Undoing } from './rules-office'

interface ListProps {
  ui: Ui
  roles: readonly OfficerRole[]
  me: number
  query: AppealQuery
  lines: readonly AppealLine[]
  next: After | null
  areas: readonly ListedArea[]
}

function listLink(query: AppealQuery, change: Partial<AppealQuery> = {}): string {
  const { decided, area, q, after } = { ...query, after: null, ...change }
  const params = new URLSearchParams(decided ? { state: 'decided' } : {})
  if (area) params.set('area', String(area))
  if (q) params.set('q', q)
  if (after) params.set('after', after.join('~'))
  return `/office/appeals?${params}`
}

export function AppealListPage({ ui, roles, me, query, lines, next, areas }: ListProps) {
  const { t, lang } = ui
  const where = (line: AppealLine) => (lang === 'zh' ? line.area : line.areaEn)
  return (
    <OfficeFrame ui={ui} title={t('appeal.title')} tab="applications" roles={roles}>
      <nav class="chips" aria-label={t('appeal.list')}>
        {[false, true].map((decided) => (
          <a
            key={String(decided)}
            href={listLink(query, { decided, q: '' })}
            aria-current={decided === query.decided ? 'page' : undefined}
          >
            {t(decided ? 'appeal.decided' : 'appeal.open')}
          </a>
        ))}
      </nav>
      <AppealFilter ui={ui} query={query} areas={areas} />
      {lines.length === 0 ? (
        <NoneHere ui={ui} further={query.q !== '' && query.after !== null} more={next !== null}>
          <section class="card empty">
            <h2>
              {t(
                query.q
                  ? 'review.none_found'
                  : query.decided
                    ? 'appeal.none_decided'
                    : 'appeal.none',
              )}
            </h2>
            <p>{t(query.q ? 'review.none_found_text' : 'appeal.none_text')}</p>
          </section>
        </NoneHere>
      ) : null}
      {lines.map((line) => (
        <a class="row" key={line.id} href={`/office/appeals/${line.id}`}>
          <b>{line.name}</b>
          <span>
            {where(line)} · {t('appeal.line', { date: dayText(lang, dayOf(line.at)) })} ·{' '}
            <span class={line.state === 'open' ? 'old' : 'yes'}>
              {t(`appeal.state.${line.state}`)}
            </span>
            {line.state === 'open' && line.decidedBy === me ? ` · ${t('appeal.own')}` : ''}
          </span>
        </a>
      ))}
      <p class="pager">
        {query.after ? <a href={listLink(query)}>{t('nav.first')}</a> : null}
        {next ? (
          <a class="tap" href={listLink(query, { after: next })}>
            {moreLabel(ui, lines)}
          </a>
        ) : null}
      </p>
    </OfficeFrame>
  )
}

function AppealFilter({ ui, query, areas }: Pick<ListProps, 'ui' | 'query' | 'areas'>) {
  const { t } = ui
  const form = { ...EMPTY_FORM, values: { q: query.q, area: String(query.area ?? '') } }
  return (
    <form class="card filter" action="/office/appeals" method="get">
      {query.decided ? <Hidden values={{ state: 'decided' }} /> : null}
      <Field
        ui={ui}
        form={form}
        name="q"
        label="appeal.search"
        inputmode="search"
        enterkeyhint="search"
      />
      <AreaFilter ui={ui} form={form} areas={areas} />
      <Button>{t('review.find')}</Button>
    </form>
  )
}

interface AppealProps {
  ui: Ui
  roles: readonly OfficerRole[]
  appeal: ShownAppeal
  version: number
  place: { name: string; code: string }
  /** Of its application; null where a place's own step is appealed. */
  number: string | null
  /** The decision, in the words it was told in. */
  against: Pick<ShownStep, 'at' | 'who' | 'reasons' | 'text'> & { title: string }
  /** This officer may answer, or why not. */
  answering: 'yes' | 'own' | 'no'
  undoing: Undoing
  /** What the rules alone still say against it, in words. */
  barred: string | null
  /** Because of that it cannot be overturned. */
  shut: boolean
  form: FormState
  formKey: string
}

export function AppealPage(props: AppealProps) {
  const { ui, appeal, place, number, against, form } = props
  const { t } = ui
  return (
    <OfficeFrame
      ui={ui}
      title={`${place.name} · ${t('appeal.title')}`}
      tab="applications"
      roles={props.roles}
      failed={form !== EMPTY_FORM}
    >
      <ErrorSummary ui={ui} form={form} />
      <section class="card">
        <h2>{t('appeal.against')}</h2>
        <p>
          <b>{against.title}</b> · {against.who} · {whenText(ui, against.at)}
        </p>
        {against.reasons.length > 0 ? <p>{against.reasons.join(' · ')}</p> : null}
        {against.text ? <p class="said">{against.text}</p> : null}
        <p class="roles">
          {number ? <a href={`/office/applications/${number}`}>{t('appeal.application')}</a> : null}
          <a href={`/office/places/${place.code}`}>{t('review.hub')}</a>
        </p>
      </section>
      <section class="card">
        <BothTexts ui={ui} appeal={appeal} />
      </section>
      {appeal.state === 'open' ? <Answering {...props} /> : null}
      <p class="roles">
        <a href="/office/appeals">{t('appeal.back')}</a>
      </p>
    </OfficeFrame>
  )
}

function Answering({
  ui,
  appeal,
  version,
  answering,
  undoing,
  barred,
  shut,
  form,
  formKey,
}: AppealProps) {
  const { t } = ui
  if (answering === 'own') return <p class="ask">{t('appeal.not_own')}</p>
  if (answering === 'no') return null
  const answers = APPEAL_ANSWERS.filter((each) => each === 'kept' || !shut)
  const then = undoing.life === 'resume' || undoing.life === 'reopen' ? undoing.life : undoing.move
  return (
    <form class="card screen" action={`/office/appeals/${appeal.id}`} method="post">
      <h2>{t('appeal.answer')}</h2>
      {barred ? <p class="ask no">{barred}</p> : null}
      {shut ? null : <p>{t(`appeal.then.${then ?? 'nothing'}`)}</p>}
      <Hidden values={{ key: formKey, version: String(version) }} />
      <Choice
        ui={ui}
        form={form}
        name="answer"
        legend={t('appeal.answer')}
        options={answers.map((each) => [each, t(`appeal.state.${each}`)] as const)}
      />
      <Field
        ui={ui}
        form={form}
        name="text"
        label="appeal.text"
        hint="appeal.text_hint"
        lines={4}
      />
      <Button>{t('appeal.answer')}</Button>
    </form>
  )
}
