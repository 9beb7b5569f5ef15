// One import: what was found in the file, how far its writing is, what came of it.
import type { ComponentChildren } from 'preact'
import { islands } from '../../generated/assets'
import type { OfficerRole } from '../../shared/actor'
import { Button, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Import } from './tables'

/** A line as it is shown: people masked. */
export interface ShownLine {
  line: number
  /** `第 12 行`, or the reason. */
  place: string
  name: string
  text: string
}

export interface ImportProps {
  ui: Ui
  /** Address of this import. */
  base: string
  file: Import
  /** A few of the good lines. */
  good: ShownLine[]
  /** A page of the bad ones. */
  bad: ShownLine[]
  /** Line after which the next page of bad ones begins; null: there is none. */
  nextBad: number | null
}

interface OfficeProps extends ImportProps {
  roles: readonly OfficerRole[]
  /** The area whose papers are printed. */
  area: number
}

const REFRESH_SECONDS = 2

/** Script and pace of a page that looks again while the import is written. */
export const reloads = ({ state }: Import) =>
  state === 'running'
    ? { script: islands.reload, refreshSeconds: REFRESH_SECONDS }
    : { script: undefined, refreshSeconds: undefined }

export const importTitle = ({ t }: Ui, { state, kind }: Import): string =>
  state === 'checked' ? t('imports.checked_title') : t(`imports.kind.${kind}`)

export const ImportPage = (props: OfficeProps) => (
  <OfficeFrame
    ui={props.ui}
    title={importTitle(props.ui, props.file)}
    tab="imports"
    roles={props.roles}
    {...reloads(props.file)}
  >
    <ImportBody {...props}>
      {props.file.state === 'done' ? <Finished {...props} /> : null}
    </ImportBody>
    <p class="roles">
      <a href="/office/imports">{props.ui.t('nav.back')}</a>
    </p>
  </OfficeFrame>
)

/** How an import stands; `children`: what follows when it is done. */
export function ImportBody(props: ImportProps & { children: ComponentChildren }) {
  const { ui, file, children } = props
  const { t } = ui
  return (
    <>
      <p class="lead">{t(`imports.state.${file.state}`)}</p>
      <Figures {...props} />
      {file.state === 'checked' ? <Decide {...props} /> : null}
      {file.state === 'running' ? <Progress {...props} /> : null}
      {children}
      {file.state === 'cancelled' ? (
        <p class="note">{t('imports.cancelled_note', { n: file.made + file.known })}</p>
      ) : null}
      {file.state === 'running' ? null : <BadLines {...props} />}
      {file.state === 'checked' && props.good.length > 0 ? (
        <>
          <h2 class="apart">{t('imports.first_lines')}</h2>
          <Lines lines={props.good} />
        </>
      ) : null}
    </>
  )
}

function Figures({ ui, file }: ImportProps) {
  const { t } = ui
  const figures =
    file.state === 'checked'
      ? [
          [file.total, t('imports.total_n')],
          [file.total - file.bad, t('imports.good_n')],
          [file.bad, t('imports.bad_n')],
        ]
      : [
          [file.made, t('imports.made_n')],
          [file.known, t('imports.known_n')],
          [file.bad, t('imports.bad_n')],
        ]
  return (
    <dl class="card pairs">
      {figures.map(([n, label]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{n}</dd>
        </div>
      ))}
    </dl>
  )
}

function Act({
  base,
  file,
  act,
  children,
}: Pick<ImportProps, 'base' | 'file'> & { act: 'start' | 'cancel'; children: string }) {
  return (
    <form action={`${base}/${act}`} method="post">
      <Hidden values={{ version: String(file.version) }} />
      <Button class={act === 'start' ? 'go' : 'second'}>{children}</Button>
    </form>
  )
}

function Decide({ ui, base, file }: ImportProps) {
  const { t } = ui
  const good = file.total - file.bad
  return (
    <>
      {good > 0 ? (
        <>
          <p class="note">{t(file.kind === 'roster' ? 'crew.start_note' : 'imports.start_note')}</p>
          <Act base={base} file={file} act="start">
            {t('imports.start', { n: good })}
          </Act>
        </>
      ) : (
        <p class="ask no">{t('imports.nothing_good')}</p>
      )}
      <Act base={base} file={file} act="cancel">
        {t('imports.cancel')}
      </Act>
    </>
  )
}

function Progress({ ui, base, file }: ImportProps) {
  const { t } = ui
  const total = file.total - file.bad
  const written = file.made + file.known
  const text = t('imports.progress', { n: written, total })
  return (
    <section class="card" data-island="reload" data-seconds={REFRESH_SECONDS}>
      <p role="status">{text}</p>
      <progress class="prog" max={total} value={written} aria-label={text} />
      <p class="note">{t('imports.running_note')}</p>
      <p>
        <a class="tap" href={base}>
          {t('imports.reload')}
        </a>
      </p>
      <Act base={base} file={file} act="cancel">
        {t('imports.stop')}
      </Act>
    </section>
  )
}

function Finished({ ui, file, area, good }: OfficeProps) {
  const { t } = ui
  const papers = (what: 'letters' | 'all') => ({
    area: String(area),
    what,
    who: 'unclaimed',
    list: String(file.id),
  })
  if (good.length === 0) return <p class="note">{t('imports.gone_note')}</p>
  return (
    <section class="card">
      <p>{t('imports.done_note')}</p>
      <p class="note">{t('imports.print_note')}</p>
      {(['letters', 'all'] as const).map((what) => (
        <form key={what} action="/office/places/print" method="post">
          <Hidden values={papers(what)} />
          <Button class={what === 'letters' ? 'go' : 'second'}>
            {t(what === 'letters' ? 'imports.print_letters' : 'imports.print_all')}
          </Button>
        </form>
      ))}
      {file.kind === 'town' ? (
        <p class="roles">
          <a href={`/office/places/print?area=${area}&what=all`}>{t('imports.print_town')}</a>
        </p>
      ) : null}
    </section>
  )
}

function BadLines({ ui, base, bad, nextBad }: ImportProps) {
  const { t } = ui
  if (bad.length === 0) return null
  return (
    <>
      <h2 class="apart">{t('imports.bad_lines')}</h2>
      <p>
        <a class="tap" href={`${base}/bad`}>
          {t('imports.bad_download')}
        </a>
      </p>
      <Lines lines={bad} />
      {nextBad === null ? null : (
        <p class="pager">
          <a class="tap" href={`${base}?after=${nextBad}`}>
            {t('nav.more')}
          </a>
        </p>
      )}
    </>
  )
}

const Lines = ({ lines }: { lines: ShownLine[] }) => (
  <ul>
    {lines.map(({ line, place, name, text }) => (
      <li key={line} class="row">
        <b>{name ? `${place} · ${name}` : place}</b>
        <span>{text}</span>
      </li>
    ))}
  </ul>
)
