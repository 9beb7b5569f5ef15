// The frame around every page: one mark, the town and its task, language and text size.
import type { ComponentChildren } from 'preact'
import { criticalCss, officeSheet, stylesheet } from '../generated/assets'
import { Mark } from './mark'
import type { Ui } from './ui'

interface PageProps {
  ui: Ui
  title: string
  /** The title begins with “错误：” and the summary takes the focus. */
  failed?: boolean
  /** Only the inlined part of the sheet: one request for the whole page. */
  light?: boolean
  wide?: boolean
  /** With what only officers' pages need of the sheet. */
  office?: boolean
  /** Name of an island's script, from the manifest. */
  script?: string | undefined
  /** Without script the page asks again after this many seconds. */
  refreshSeconds?: number | undefined
  /** Class of the body, for pages that own the whole screen. */
  full?: string
  /** Links of a signed-in person, at the right of the bar. */
  bar?: ComponentChildren
  children: ComponentChildren
}

const withParam = (path: string, name: string, value: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${name}=${value}`

export function Switches({ ui }: { ui: Ui }) {
  const other = ui.lang === 'zh' ? 'en' : 'zh'
  return (
    <div class="sw">
      <a href={withParam(ui.here, 'big', ui.big ? '0' : '1')}>
        {ui.t(ui.big ? 'nav.normal' : 'nav.big')}
      </a>
      <a
        href={withParam(ui.here, 'lang', other)}
        lang={other === 'en' ? 'en' : 'zh-CN'}
        hreflang={other}
      >
        {ui.t('nav.lang')}
      </a>
    </div>
  )
}

export function Bar({ ui, children }: { ui: Ui; children?: ComponentChildren }) {
  return (
    <header class="bar">
      <a class="home" href="/">
        <Mark class="mark" />
        <b>{ui.town}</b>
        <span>{ui.t('app.task')}</span>
      </a>
      {children}
      <Switches ui={ui} />
    </header>
  )
}

export function Page(props: PageProps) {
  const { ui } = props
  const title = `${props.failed ? ui.t('err.prefix') : ''}${props.title} · ${ui.t('app.name', { town: ui.town })}`
  return (
    <html lang={ui.lang === 'zh' ? 'zh-CN' : 'en'} class={ui.big ? 'big' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: criticalCss }} />
        {props.light ? null : <link rel="stylesheet" href={stylesheet} />}
        {props.office ? <link rel="stylesheet" href={officeSheet} /> : null}
        {props.script ? <script type="module" src={props.script} /> : null}
        {props.refreshSeconds ? (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
          </noscript>
        ) : null}
      </head>
      <body class={[props.full, props.wide ? 'wide' : ''].filter(Boolean).join(' ') || undefined}>
        {props.full ? null : <Bar ui={ui}>{props.bar}</Bar>}
        {ui.plainHttp ? <p class="banner">{ui.t('http.warning')}</p> : null}
        <main id="main">{props.children}</main>
        {props.full ? null : (
          <footer class="foot">
            {ui.demo ? `${ui.t('demo.banner')} · ` : ''}
            <a href="/rules">{ui.t('nav.rules')}</a> · {ui.t('app.product')}
          </footer>
        )}
      </body>
    </html>
  )
}
