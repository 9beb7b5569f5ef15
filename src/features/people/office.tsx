// The village's list: who declared a risk, where they work, from when they may.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { type SearchFrom, searchFromText } from '../../shared/search-from'
import { areaOptions } from '../../ui/area-options'
import { Button, Field } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import type { Rulebook } from '../rulebook'
import { PapersLine, type SeenPaper } from '../watches'
import type { RiskLine } from './office-store'

interface Asked {
  q: string
  area: number | null
  /** Only those still on watch. */
  watch: boolean
  /** Not the first page. */
  further: boolean
}

interface RisksProps {
  ui: Ui
  roles: OfficerRole[]
  areas: ListedArea[]
  asked: Asked
  /** Names masked. */
  lines: RiskLine[]
  more: boolean
  /** Where a search goes on. */
  next: SearchFrom | null
  book: Rulebook
  /** Documents seen of those on the page. */
  papers: SeenPaper[]
}

export function RisksPage(props: RisksProps) {
  const { ui, asked, lines } = props
  const { t } = ui
  const filtered = asked.q !== '' || asked.area !== null || asked.watch || asked.further
  return (
    <OfficeFrame ui={ui} title={t('risks.title')} tab="people" roles={props.roles}>
      <p class="note">{t('risks.note')}</p>
      <a class="row" href="/office/watches">
        <b>{t('watch.title')}</b>
      </a>
      <Filter {...props} />
      {lines.length === 0 ? (
        <NoneHere ui={ui} further={asked.q !== '' && asked.further} more={props.next !== null}>
          <section class="card empty">
            <h2>{t(filtered ? 'risks.none_found' : 'risks.none')}</h2>
            <p>{t(filtered ? 'risks.none_found_text' : 'risks.none_text')}</p>
            {filtered ? (
              <a class="tap" href="/office/workers">
                {t('risks.all')}
              </a>
            ) : null}
          </section>
        </NoneHere>
      ) : null}
      {lines.map((line) => (
        <Line key={line.number} {...props} line={line} />
      ))}
      <Pager {...props} />
    </OfficeFrame>
  )
}

function Line({ ui, line, areas, book, papers }: RisksProps & { line: RiskLine }) {
  const { t, lang } = ui
  const areaOf = (areaPath: string): string => {
    const area = areas.find(({ path }) => path === areaPath)
    return (lang === 'zh' ? area?.name : area?.nameEn) ?? ''
  }
  const watched = line.worksFrom !== null && line.worksFrom > dayOf(ui.now)
  return (
    <section class="card">
      <h2>{line.name}</h2>
      {line.places.map((each) => (
        <p key={each.code}>
          <a href={`/p/${each.code}`}>{each.place}</a> · {each.job} · {areaOf(each.areaPath)} ·{' '}
          {t(each.confirmed ? 'people.confirmed' : 'people.waits')}
        </p>
      ))}
      <p class={watched ? 'no' : 'old'}>
        {watched && line.worksFrom !== null
          ? t('people.works_from', { date: dayText(lang, line.worksFrom) })
          : t('risks.no_watch')}
      </p>
      <p class="note">
        {t('people.signed', { no: line.number, date: dayText(lang, dayOf(line.signedAt)) })}
      </p>
      <PapersLine
        ui={ui}
        book={book}
        papers={papers.filter((each) => each.workerId === line.workerId)}
      />
      <p class="pager">
        <a class="tap" href={`/office/watches/worker/${line.workerId}`}>
          {t(watched ? 'watch.to_worker' : 'wpaper.title')}
        </a>
      </p>
    </section>
  )
}

function Filter({ ui, areas, asked }: RisksProps) {
  const { t } = ui
  const values = { q: asked.q, area: String(asked.area ?? ''), watch: asked.watch ? '1' : '' }
  const form = { values, errors: {} }
  return (
    <form class="card filter" action="/office/workers" method="get">
      <Field
        ui={ui}
        form={form}
        name="q"
        label="risks.place"
        inputmode="search"
        enterkeyhint="search"
        maxLength={20}
      />
      <Field
        ui={ui}
        form={form}
        name="area"
        label="place.area"
        options={[['', t('risks.all_areas')], ...areaOptions(ui, areas)]}
      />
      <Field
        ui={ui}
        form={form}
        name="watch"
        label="risks.watch"
        options={[
          ['', t('risks.watch_any')],
          ['1', t('risks.watch_on')],
        ]}
      />
      <Button>{t('place.find')}</Button>
    </form>
  )
}

function Pager({ ui, asked, lines, more, next }: RisksProps) {
  const last = more ? lines.at(-1) : undefined
  const on = next ? searchFromText(next) : last && `${last.signedAt}-${last.id}`
  if (!asked.further && !on) return null
  const link = (after: string | null): string => {
    const params = new URLSearchParams({
      ...(asked.q ? { q: asked.q } : {}),
      ...(asked.area === null ? {} : { area: String(asked.area) }),
      ...(asked.watch ? { watch: '1' } : {}),
      ...(after ? { after } : {}),
    })
    return `/office/workers?${params}`
  }
  return (
    <p class="pager">
      {asked.further ? <a href={link(null)}>{ui.t('nav.first')}</a> : null}
      {on ? (
        <a class="tap" href={link(on)}>
          {moreLabel(ui, lines)}
        </a>
      ) : null}
    </p>
  )
}
