// Paper for a whole village: what is printed and for which area; below it, posters or counter cards.

import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import { PrintNote } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import { LETTER_WHO, PRINT_WHAT } from './form'
import { CARDS_A_PLACE } from './letters'
import { CounterCard, Posters } from './poster'
import type { WalkedPlace } from './walk-store'

interface Part {
  places: (WalkedPlace & { qr: string })[]
  total: number
  /** Link to the part after this one. */
  next: string | null
}

interface ChooseProps {
  ui: Ui
  form: FormState
  letters: FormState
  areas: readonly (readonly [string, string])[]
}

interface DocumentProps extends ChooseProps {
  host: string
  what: (typeof PRINT_WHAT)[number]
  part: Part | null
}

/** Choose an area; below it, the document. */
export function PrintPage({ part, what, host, ...choose }: DocumentProps) {
  const { ui, form } = choose
  const { t } = ui
  const failed = Object.keys({ ...form.errors, ...choose.letters.errors }).length > 0
  return (
    <Page ui={ui} title={t('print.title')} wide failed={failed}>
      <div class="screen">
        <h1>{t('print.title')}</h1>
        <Choose {...choose} />
        {part ? <PartNote ui={ui} {...part} /> : null}
      </div>
      {part && what === 'posters'
        ? part.places.map((place) => (
            <Posters key={place.id} ui={ui} place={place} host={host} qr={place.qr} />
          ))
        : null}
      {part && what === 'cards' ? (
        <section class="cards">
          {part.places.map((place) => (
            <CounterCard key={place.id} ui={ui} place={place} qr={place.qr} />
          ))}
        </section>
      ) : null}
    </Page>
  )
}

const PartNote = ({ ui, places, total, next }: { ui: Ui } & Part) => (
  <>
    <p class="ask" role="status">
      {ui.t('print.part', { n: places.length, total })}
    </p>
    {next ? (
      <p class="pager">
        <a class="tap" href={next}>
          {ui.t('print.next')}
        </a>
      </p>
    ) : null}
    <PrintNote ui={ui} />
  </>
)

function Choose({ ui, form, letters, areas }: ChooseProps) {
  const { t } = ui
  // Who asked for everything goes on with the form that makes it.
  const all = letters.values.what === 'all'
  const sheets = (
    <form class="card filter" action="/office/places/print" method="get">
      <Field ui={ui} form={form} name="area" label="place.area" options={areas} />
      <Field
        ui={ui}
        form={form}
        name="what"
        label="print.what"
        options={PRINT_WHAT.map((what) => [what, t(`print.what.${what}`)] as const)}
      />
      <Button class={all ? 'second' : 'go'}>{t('print.show')}</Button>
    </form>
  )
  return (
    <>
      <ErrorSummary ui={ui} form={form} />
      {all ? null : sheets}
      <ErrorSummary ui={ui} form={letters} prefix="l" />
      <MakeForm ui={ui} letters={letters} areas={areas} all={all} />
      {all ? sheets : null}
    </>
  )
}

function MakeForm({ ui, letters, areas, all }: Omit<ChooseProps, 'form'> & { all: boolean }) {
  const { t } = ui
  const field = { ui, form: letters, prefix: 'l' } as const
  return (
    <form class="card" action="/office/places/print" method="post">
      <Hidden values={{ what: all ? 'all' : 'letters' }} />
      <h2>{t(all ? 'print.all' : 'print.letters')}</h2>
      {all ? <p>{t('print.all_note', { n: CARDS_A_PLACE })}</p> : null}
      <p class="note">{t('print.letters_note')}</p>
      <Field {...field} name="area" label="place.area" options={areas} />
      <Field
        {...field}
        name="who"
        label={all ? 'print.letters_for' : 'print.who'}
        options={LETTER_WHO.map((who) => [who, t(`print.who.${who}`)] as const)}
      />
      <Field {...field} name="code" label="print.code" hint="print.code_hint" maxLength={12} />
      <Button class={all ? 'go' : 'second'}>
        {t(all ? 'print.make_all' : 'print.make_letters')}
      </Button>
    </form>
  )
}
