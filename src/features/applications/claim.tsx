// A place that may be in the register already: the ones it might be, and taking over one a village reported.
import { searchFromText } from '../../shared/search-from'
import { Button, Field, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import type { RegisteredPlace, SearchPage } from '../places'

interface SimilarProps {
  ui: Ui
  places: RegisteredPlace[]
  /** Codes of those the asker keeps already. */
  own: ReadonlySet<number>
  /** What was typed: the form of a place that is another one all the same. */
  values: Record<string, string>
  newKey: () => string
}

export function SimilarPage({ ui, places, own, values, newKey }: SimilarProps) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('apply.similar')}>
      <h1>{t('apply.similar')}</h1>
      <p class="note">{t('apply.similar_text')}</p>
      {places.map((place) => (
        <Registered
          key={place.id}
          ui={ui}
          place={place}
          own={own.has(place.id)}
          formKey={newKey()}
        />
      ))}
      <form action="/apply/place" method="post">
        <Hidden values={{ ...values, sure: '1' }} />
        <Button class="second">{t('apply.not_these')}</Button>
      </form>
    </Page>
  )
}

/** One place of the register, and what can be done about it. */
function Registered(props: { ui: Ui; place: RegisteredPlace; own: boolean; formKey: string }) {
  const { ui, place, own } = props
  const { t } = ui
  const mayClaim = !place.kept && place.samePhone === 1 && place.status === 'known'
  return (
    <section class="card">
      <h2>{place.name}</h2>
      <p>
        {t(`kind.${place.kind}`)} · {ui.lang === 'zh' ? place.area : place.areaEn} · {place.address}
      </p>
      <p class="note">
        {t('apply.code', { code: place.code })} · {t(`apply.place_${place.status}`)}
      </p>
      {own ? (
        <a class="tap" href={`/apply/${place.code}`}>
          {t('apply.go_there')}
        </a>
      ) : null}
      {!own && mayClaim ? (
        <form action={`/apply/claim/${place.code}`} method="post">
          <Hidden values={{ key: props.formKey }} />
          <Button class="tap">{t('apply.mine')}</Button>
        </form>
      ) : null}
      {own || mayClaim ? null : (
        <p class="ask">{t(place.kept ? 'apply.kept_text' : 'apply.letter_text')}</p>
      )}
    </section>
  )
}

interface ClaimProps {
  ui: Ui
  q: string
  /** Null: nothing was searched for yet. */
  found: SearchPage<RegisteredPlace> | null
  /** Not the first page. */
  further: boolean
  newKey: () => string
  /** A claim that did not go through. */
  refused?: boolean
}

export function ClaimPage({ ui, q, found, further, newKey, refused }: ClaimProps) {
  const { t } = ui
  const form = { values: { q }, errors: {} }
  const { rows, next } = found ?? { rows: [], next: null }
  return (
    <Page ui={ui} title={t('apply.claim')}>
      <h1>{t('apply.claim')}</h1>
      <p class="note">{t('apply.claim_text')}</p>
      {refused ? <p class="ask no">{t('apply.claim_refused')}</p> : null}
      <form class="card" action="/apply/claim" method="get">
        <Field
          ui={ui}
          form={form}
          name="q"
          label="place.search"
          inputmode="search"
          enterkeyhint="search"
        />
        <Button>{t('place.find')}</Button>
      </form>
      {found && rows.length === 0 ? (
        <NoneHere ui={ui} further={further} more={next !== null}>
          <section class="card empty">
            <h2>{t('apply.claim_none')}</h2>
            <p>{t('apply.claim_none_text')}</p>
            <a class="tap" href="/apply/place">
              {t('apply.new_place')}
            </a>
          </section>
        </NoneHere>
      ) : null}
      {rows.map((place) => (
        <Registered key={place.id} ui={ui} place={place} own={false} formKey={newKey()} />
      ))}
      {next ? (
        <p class="pager">
          <a
            class="tap"
            href={`/apply/claim?${new URLSearchParams({ q, from: searchFromText(next) })}`}
          >
            {moreLabel(ui, rows)}
          </a>
        </p>
      ) : null}
    </Page>
  )
}
