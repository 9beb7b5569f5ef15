// Paper for a whole village in one document: posters, counter cards, letters to those who keep a place.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { LETTER_WHO, PRINT_WHAT } from './form'
import { CounterCard, Posters } from './poster'
import { PrintNote, spacedCode } from './sheet'
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
  const area = { ui, name: 'area', label: 'place.area', options: areas } as const
  return (
    <>
      <ErrorSummary ui={ui} form={form} />
      <form class="card filter" action="/office/places/print" method="get">
        <Field {...area} form={form} />
        <Field
          ui={ui}
          form={form}
          name="what"
          label="print.what"
          options={PRINT_WHAT.map((what) => [what, t(`print.what.${what}`)] as const)}
        />
        <Button>{t('print.show')}</Button>
      </form>
      <ErrorSummary ui={ui} form={letters} prefix="l" />
      <form class="card" action="/office/places/print" method="post">
        <h2>{t('print.letters')}</h2>
        <p class="note">{t('print.letters_note')}</p>
        <Field {...area} form={letters} prefix="l" />
        <Field
          ui={ui}
          form={letters}
          prefix="l"
          name="who"
          label="print.who"
          options={LETTER_WHO.map((who) => [who, t(`print.who.${who}`)] as const)}
        />
        <Field
          ui={ui}
          form={letters}
          prefix="l"
          name="code"
          label="print.code"
          hint="print.code_hint"
          maxLength={12}
        />
        <Button class="second">{t('print.make_letters')}</Button>
      </form>
    </>
  )
}

export interface Letter {
  place: WalkedPlace
  link: string
  qr: string
}

interface LettersProps {
  ui: Ui
  letters: Letter[]
  total: number
  until: number
  headquarters: string
  hotline: string
  /** What the form for the next part sends; null when these were the last. */
  next: Record<string, string> | null
}

/** Shown once: the links stand nowhere else, and reloading makes new ones that end these. */
export function LettersPage({ letters, total, next, ...props }: LettersProps) {
  const { ui } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('print.letters')} wide>
      <div class="screen">
        <h1>{t('print.letters')}</h1>
        <p class="ask" role="status">
          {t('print.part', { n: letters.length, total })}
        </p>
        <p class="note">{t('print.once')}</p>
        <PrintNote ui={ui} />
        {next ? (
          <form action="/office/places/print" method="post">
            <Hidden values={next} />
            <Button class="second">{t('print.next')}</Button>
          </form>
        ) : null}
        <p>
          <a class="go" href="/office/places/print">
            {t('print.back')}
          </a>
        </p>
      </div>
      {letters.map((letter) => (
        <LetterSheet key={letter.place.id} {...props} letter={letter} />
      ))}
    </Page>
  )
}

function LetterSheet(props: Omit<LettersProps, 'letters' | 'total' | 'next'> & { letter: Letter }) {
  const { ui, until, letter } = props
  const { t, lang } = ui
  const { place, link, qr } = letter
  return (
    <article class="letter">
      <h2>{t('letter.title')}</h2>
      <p>
        <b>{t('letter.to', { name: place.name })}</b>
      </p>
      <p class="small">
        {place.address} · {spacedCode(place.code)}
      </p>
      <div class="under">
        <img src={qr} alt={t('letter.qr_alt', { name: place.name })} width="200" height="200" />
        <ol>
          <li>{t('letter.step1')}</li>
          <li>{t('letter.step2')}</li>
          <li>{t('letter.step3')}</li>
        </ol>
      </div>
      <p class="small url">{link}</p>
      <p class="small">
        {t('letter.once', { date: dayText(lang, dayOf(until)) })}{' '}
        {t('letter.hotline', { text: props.hotline })}
      </p>
      <p class="sign">
        {props.headquarters} · {dayText(lang, dayOf(ui.now))}
      </p>
    </article>
  )
}
