// Before there is an application: who applies, for which place, whether it is in the register already.
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import { type Rulebook, tradesOf } from '../rulebook'
import { Conflict, StepHead, type Theirs } from './frame'
import type { OwnPlace } from './store-keeper'

const failed = (form: FormState): boolean => Object.keys(form.errors).length > 0

/** Nobody is signed in: a new account, or the PIN of a known number. */
export function AccountPage({ ui, form }: { ui: Ui; form: FormState }) {
  const { t } = ui
  const common = { ui, form }
  return (
    <Page ui={ui} title={t('apply.title')} failed={failed(form)}>
      <h1>{t('apply.title')}</h1>
      <p class="lead">{t('apply.lead')}</p>
      <ErrorSummary
        ui={ui}
        form={form}
        labels={{ name: t('join.name'), phone: t('join.phone'), pin: t('apply.pin') }}
      />
      <form class="card" action="/apply" method="post" novalidate>
        <h2>{t('apply.who')}</h2>
        <Field {...common} name="name" label="join.name" autocomplete="name" maxLength={60} />
        <Field
          {...common}
          name="phone"
          label="join.phone"
          hint="join.phone_hint"
          inputmode="tel"
          autocomplete="tel"
          maxLength={24}
        />
        <Field
          {...common}
          name="pin"
          label="apply.pin"
          hint="apply.pin_hint"
          inputmode="numeric"
          autocomplete="new-password"
          maxLength={6}
          password
        />
        <Field
          {...common}
          name="pin2"
          label="join.pin2"
          inputmode="numeric"
          autocomplete="new-password"
          enterkeyhint="done"
          maxLength={6}
          password
        />
        <Button>{t('join.go_on')}</Button>
        <p class="note">{t('join.privacy')}</p>
      </form>
      <ul class="ways">
        <li>
          <a href="/sign-in?next=/apply">{t('apply.sign_in')}</a>
        </li>
        <li>
          <a href="/guide">{t('apply.rules')}</a>
        </li>
      </ul>
    </Page>
  )
}

/** Everything the keeper may go on with. */
export function OwnPlacesPage({ ui, places }: { ui: Ui; places: OwnPlace[] }) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('apply.title')}>
      <h1>{t('apply.title')}</h1>
      {places.length === 0 ? (
        <section class="card empty">
          <h2>{t('apply.no_place')}</h2>
          <p>{t('apply.no_place_text')}</p>
        </section>
      ) : null}
      {places.map((place) => (
        <a class="row" key={place.code} href={ownPath(place)}>
          <b>{place.name}</b>
          <span>
            {t(`kind.${place.kind}`)} ·{' '}
            {t(place.state ? `apply.state_${place.state}` : `apply.place_${place.status}`)}
          </span>
        </a>
      ))}
      <a class="go" href="/apply/place">
        {t('apply.new_place')}
      </a>
      <ul class="ways">
        <li>
          <a href="/apply/claim">{t('apply.claim')}</a>
        </li>
        <li>
          <a href="/keep">{t('account.my_places')}</a>
        </li>
      </ul>
    </Page>
  )
}

/** Where a place is gone on with: what is not handed in is filled in. */
const ownPath = ({ code, status, state }: OwnPlace): string =>
  status === 'known' && (state === null || state === 'draft' || state === 'withdrawn')
    ? `/apply/${code}`
    : `/keep/${code}/application`

/** Trades of shops first; those found only elsewhere say where. */
function tradeOptions({ t, lang }: Ui, book: Rulebook): (readonly [string, string])[] {
  const shops = tradesOf(book, 'shop')
  const others = (['enterprise', 'site'] as const).flatMap((kind) =>
    tradesOf(book, kind).map((trade) => [trade, t(`kind.${kind}`)] as const),
  )
  const named = new Map([
    ...others.map(([{ id, name }, kind]) => [id, `${name[lang]}（${kind}）`] as const),
    ...shops.map(({ id, name }) => [id, name[lang]] as const),
  ])
  const order = [...shops, ...others.map(([trade]) => trade)].map(({ id }) => id)
  return [...new Set(order)].map((id) => [id, named.get(id) ?? id] as const)
}

interface PlaceProps {
  ui: Ui
  book: Rulebook
  areas: ListedArea[]
  form: FormState
  formKey: string
  /** A place that is registered already: its facts are corrected. */
  code?: string | undefined
  version?: string | undefined
  /** What another phone saved meanwhile. */
  theirs?: Theirs[] | undefined
}

/** 二片区 · 左照沟村 */
function areaText(ui: Ui, areas: ListedArea[], area: ListedArea): string {
  const name = (each: ListedArea) => (ui.lang === 'zh' ? each.name : each.nameEn)
  const parent = areas.find((each) => each.id === area.parentId)
  return parent ? `${name(parent)} · ${name(area)}` : name(area)
}

/** Villages; in a town without any, its lowest areas. */
export const homesOf = (areas: ListedArea[]): ListedArea[] => {
  const villages = areas.filter((each) => each.level === 'village')
  return villages.length > 0
    ? villages
    : areas.filter((each) => !areas.some((other) => other.parentId === each.id))
}

export function PlacePage(props: PlaceProps) {
  const { ui, book, areas, form, formKey, code, version } = props
  const { t } = ui
  const common = { ui, form }
  const choose = ['', t('apply.choose')] as const
  const labels = {
    kind: t('apply.kind'),
    name: t('apply.name'),
    trade: t('apply.trade'),
    area: t('apply.area'),
    address: t('apply.address'),
  }
  return (
    <Page ui={ui} title={t('apply.place_title')} failed={failed(form)}>
      <StepHead ui={ui} title={t('apply.title')} n={1} />
      <h1 class="asked">{t('apply.place_title')}</h1>
      <ErrorSummary ui={ui} form={form} labels={labels} />
      <Conflict ui={ui} theirs={props.theirs} />
      <form action={code ? `/apply/${code}/place` : '/apply/place'} method="post" novalidate>
        <Hidden values={{ key: formKey, ...(version ? { version } : {}) }} />
        <p class="label">{t('apply.kind')}</p>
        <Choice
          {...common}
          name="kind"
          legend={t('apply.kind')}
          options={(['shop', 'enterprise', 'site'] as const).map(
            (kind) => [kind, t(`apply.kind_${kind}`)] as const,
          )}
        />
        <section class="card">
          <Field
            {...common}
            name="name"
            label="apply.name"
            hint="apply.name_hint"
            autocomplete="organization"
            maxLength={60}
          />
          <Field
            {...common}
            name="trade"
            label="apply.trade"
            options={[choose, ...tradeOptions(ui, book)]}
          />
          <Field
            {...common}
            name="area"
            label="apply.area"
            options={[
              choose,
              ...homesOf(areas).map(
                (area) => [String(area.id), areaText(ui, areas, area)] as const,
              ),
            ]}
          />
          <Field
            {...common}
            name="address"
            label="apply.address"
            hint="apply.address_hint"
            autocomplete="street-address"
            maxLength={80}
          />
          <div class="two">
            <Field {...common} name="opens" label="apply.opens" hint="apply.clock_hint" />
            <Field {...common} name="closes" label="apply.closes" hint="apply.closes_hint" />
          </div>
          <Field
            {...common}
            name="capacity"
            label="apply.capacity"
            hint="apply.capacity_hint"
            inputmode="numeric"
            enterkeyhint="done"
            maxLength={5}
          />
        </section>
        <Button>{t('apply.next_stands')}</Button>
      </form>
      {code ? null : (
        <ul class="ways">
          <li>
            <a href="/apply/claim">{t('apply.claim')}</a>
          </li>
        </ul>
      )}
    </Page>
  )
}
