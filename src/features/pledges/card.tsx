// What a signed pledge looks like: the card, the whole text, withdrawing it, and what others may see.
import { islands } from '../../generated/assets'
import { dayText, fullDate, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { maskName } from '../../shared/text'
import { Button } from '../../ui/field'
import { Page } from '../../ui/page'
import { KeepPicture } from '../../ui/picture'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { answerLines, Clauses, Row } from './check'
import type { PledgeState } from './rules'
import { type OpenedPledge, readSignature } from './seal'
import type { Pledge } from './tables'

export const STATE_CLASS: Record<PledgeState, string> = {
  valid: 'yes',
  old_text: 'old',
  superseded: 'old',
  withdrawn: 'no',
}

const signedText = (ui: Ui, at: number): string => `${fullDate(ui.lang, dayOf(at))} ${timeOf(at)}`

const Qr = ({ ui, svg }: { ui: Ui; svg: string }) => (
  <img
    class="qr"
    width="240"
    height="240"
    alt={ui.t('pledge.qr_alt')}
    src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
  />
)

interface CardProps {
  ui: Ui
  pledge: Pledge
  opened: OpenedPledge
  state: PledgeState
  /** From which day its signer may work, by all that is known; null: at once. */
  worksFrom: number | null
  qr: string
  /** A place’s pledge leads back to the keeper’s pages. */
  back?: string
}

export function CardPage({ ui, pledge, opened, state, worksFrom, qr, back }: CardProps) {
  const { t } = ui
  const { declared, text } = opened
  const personal = pledge.kind === 'personal'
  const path = `/pledges/${pledge.number}`
  const holds = state === 'valid' || state === 'old_text'
  return (
    <Page
      ui={ui}
      title={t('pledge.done', { no: pledge.number })}
      script={holds ? islands.card : undefined}
    >
      {state === 'old_text' ? <p class="ask">{t('pledge.sign_again')}</p> : null}
      {worksFrom !== null && worksFrom > dayOf(ui.now) && holds ? (
        <p class="ask">{t('pledge.watch', { date: dayText(ui.lang, worksFrom) })}</p>
      ) : null}
      <section class={holds ? 'cert' : 'cert off'} data-card>
        <h1>{text.title[ui.lang]}</h1>
        <p class="number">{pledge.number}</p>
        <Qr ui={ui} svg={qr} />
        <p class={`pill ${STATE_CLASS[state]}`}>{t(`pledge.state_${state}`)}</p>
        <dl>
          <dt>{t(personal ? 'visit.name' : 'pledge.responsible')}</dt>
          <dd>{declared.who.name}</dd>
          <dt>{t('pledge.workplace')}</dt>
          <dd>{declared.place.name}</dd>
          <dt>{t('pledge.signed_at')}</dt>
          <dd>{signedText(ui, pledge.signedAt)}</dd>
          <dt>{t('pledge.text_version')}</dt>
          <dd>{t('pledge.version', { n: pledge.textVersion })}</dd>
        </dl>
      </section>
      <p class="note center">{t('pledge.notcert')}</p>
      {holds ? (
        <Keeping ui={ui} name={personal ? declared.who.name : null} number={pledge.number} />
      ) : null}
      {holds ? null : <p class="note center">{t('pledge.void_note')}</p>}
      <p class="roles">
        <a href={`${path}/text`}>{t('pledge.view')}</a>
        {holds && personal ? <a href={`${path}/withdraw`}>{t('pledge.withdraw')}</a> : null}
        {personal ? <a href="/pledges">{t('pledge.mine')}</a> : null}
        {back ? <a href={back}>{t('nav.back')}</a> : null}
      </p>
      {holds && personal ? <CorrectForm ui={ui} path={path} state={state} /> : null}
    </Page>
  )
}

interface KeepingProps {
  ui: Ui
  /** Of the person who signed; null for a place’s pledge. */
  name: string | null
  number: string
}

/** What happens next with a pledge that holds, and how to keep its card. */
const Keeping = ({ ui, name, number }: KeepingProps) => (
  <>
    {name === null ? null : (
      <>
        <p class="note center">{ui.t('pledge.others_see', { name: maskName(name) })}</p>
        <p class="note center">{ui.t('pledge.next_is')}</p>
      </>
    )}
    <noscript>
      <p class="note center">{ui.t('pledge.browser')}</p>
    </noscript>
    <KeepPicture
      ui={ui}
      island="card"
      alt={ui.t('pledge.done', { no: number })}
      hint={ui.t('pledge.picture_hint')}
      notes={[
        ui.t('pledge.notcert'),
        ui.t('pledge.picture_check'),
        ui.t('app.name', { town: ui.town }),
      ]}
    />
  </>
)

const CorrectForm = ({ ui, path, state }: { ui: Ui; path: string; state: PledgeState }) => (
  <form action={`${path}/correct`} method="post">
    <Button class={state === 'old_text' ? 'go' : 'second'}>
      {ui.t(state === 'old_text' ? 'pledge.resign' : 'pledge.fix')}
    </Button>
  </form>
)

/** Says that the health answers were deleted as promised, once they are. */
export const AnswersGone = ({ ui, pledge }: { ui: Ui; pledge: Pick<Pledge, 'answersPurgedAt'> }) =>
  pledge.answersPurgedAt === null ? null : (
    <p class="note">
      {ui.t('kept.answers_gone', { date: fullDate(ui.lang, dayOf(pledge.answersPurgedAt)) })}
    </p>
  )

const unchangedKey = (pledge: Pledge, unchanged: boolean) => {
  if (!unchanged) return 'pledge.changed'
  return pledge.answersPurgedAt === null ? 'pledge.unchanged' : 'kept.unchanged'
}

interface TextProps {
  ui: Ui
  book: Rulebook
  pledge: Pledge
  opened: OpenedPledge
  /** Recomputed from what is stored. */
  unchanged: boolean
  back: string
}

/** Everything that was signed, and whether it is still exactly that. */
export function TextPage({ ui, book, pledge, opened, unchanged, back }: TextProps) {
  const { t } = ui
  const { declared, text } = opened
  const signature = readSignature(opened.signature)
  return (
    <Page ui={ui} title={`${text.title[ui.lang]} ${pledge.number}`}>
      <h1>{text.title[ui.lang]}</h1>
      <p class="note">{t('pledge.to_whom', { hq: book.town.headquarters[ui.lang] })}</p>
      <section class="card">
        <dl class="answers">
          <Row label={t('visit.name')} lines={[declared.who.name]} />
          {pledge.kind === 'personal' ? (
            <>
              <Row label={t('visit.phone')} lines={[declared.who.phone]} />
              <Row label={t('pledge.address')} lines={[declared.who.address]} />
            </>
          ) : null}
          <Row
            label={t('pledge.workplace')}
            lines={[`${declared.place.name} ${declared.who.job}`]}
          />
          {pledge.answersPurgedAt === null
            ? text.questions.map((question) => (
                <Row
                  key={question.id}
                  label={question.text[ui.lang]}
                  lines={answerLines(ui, book, question, declared.answers[question.id])}
                />
              ))
            : null}
        </dl>
        <AnswersGone ui={ui} pledge={pledge} />
      </section>
      <section class="card">
        <Clauses ui={ui} text={text} />
        <p class="label">{t('pledge.signature')}</p>
        {signature.path ? (
          <svg class="ink" viewBox="0 0 300 130" role="img" aria-label={t('pledge.signature')}>
            <path d={signature.path} />
          </svg>
        ) : (
          <p class="signed">{signature.name}</p>
        )}
        <p class="note">
          {pledge.number} · {signedText(ui, pledge.signedAt)} ·{' '}
          {t('pledge.version', { n: pledge.textVersion })}
          {pledge.witnessedBy === null ? '' : ` · ${t('pledge.witnessed')}`}
        </p>
        <p class={unchanged ? 'yes' : 'no'}>{t(unchangedKey(pledge, unchanged))}</p>
        <p class="hash">{pledge.textHash}</p>
      </section>
      <a class="go" href={back}>
        {t('nav.back')}
      </a>
    </Page>
  )
}

export function WithdrawPage({ ui, pledge }: { ui: Ui; pledge: Pledge }) {
  const { t } = ui
  const path = `/pledges/${pledge.number}`
  return (
    <Page ui={ui} title={t('pledge.withdraw')}>
      <h1>{t('pledge.withdraw')}</h1>
      <p class="note">{pledge.number}</p>
      <form class="card" action={`${path}/withdraw`} method="post">
        <p>{t('pledge.withdraw_text')}</p>
        <Button>{t('pledge.withdraw_now')}</Button>
      </form>
      <p class="roles">
        <a href={path}>{t('nav.back')}</a>
      </p>
    </Page>
  )
}
