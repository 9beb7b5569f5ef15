// What is printed once, because its letters hold invitations: letters, or everything for each place.

import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import { PrintNote } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Letter, MadePlace } from './made'
import { CounterCard, Posters } from './poster'
import { spacedCode } from './sheet'
import type { WalkedPlace } from './walk-store'

/** Two rows of cards and a letter fill one sheet. */
export const CARDS_A_PLACE = 4

interface LetterProps {
  ui: Ui
  until: number
  headquarters: string
  hotline: string
}

interface MadeProps extends LetterProps {
  places: MadePlace[]
  /** Everything, not only the letters. */
  all: boolean
  /** The host people may type instead of scanning. */
  host: string
  total: number
  /** What the form for the next part sends; null when these were the last. */
  next: Record<string, string> | null
}

/** Shown once: the links stand nowhere else, and reloading makes new ones that end these. */
export function MadePage({ places, all, host, total, next, ...props }: MadeProps) {
  const { ui } = props
  const { t } = ui
  const title = t(all ? 'print.all' : 'print.letters')
  return (
    <Page ui={ui} title={title} wide office>
      <div class="screen">
        <h1>{title}</h1>
        <p class="ask" role="status">
          {t('print.part', { n: places.length, total })}
        </p>
        {places.some(({ letter }) => letter) ? <p class="note">{t('print.once')}</p> : null}
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
      {places.map((made) => (
        <PlacePapers key={made.place.id} {...props} {...made} host={host} />
      ))}
    </Page>
  )
}

/** Posters on their own sheets, cards and letter together on the next; or the letter alone. */
function PlacePapers({
  place,
  door,
  letter,
  host,
  ...props
}: LetterProps & MadePlace & Pick<MadeProps, 'host'>) {
  const { ui } = props
  const sheet = letter ? <LetterSheet {...props} place={place} letter={letter} /> : null
  if (door === null) return sheet
  return (
    <>
      <Posters ui={ui} place={place} host={host} qr={door} />
      <div class="pack">
        <section class="cards">
          {Array.from({ length: CARDS_A_PLACE }, (_, i) => (
            <CounterCard key={i} ui={ui} place={place} qr={door} />
          ))}
        </section>
        {sheet}
      </div>
    </>
  )
}

function LetterSheet(props: LetterProps & { place: WalkedPlace; letter: Letter }) {
  const { ui, until, place, letter } = props
  const { t, lang } = ui
  const { link, qr } = letter
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
