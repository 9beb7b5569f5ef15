// A page with one message and the nearest next step.
import type { ComponentChildren } from 'preact'
import { CodeSearch } from './code-search'
import { Page } from './page'
import type { Ui } from './ui'

export function MessagePage({
  ui,
  title,
  text,
  children,
}: {
  ui: Ui
  title: string
  text: string
  children?: ComponentChildren
}) {
  return (
    <Page ui={ui} title={title} light>
      <h1>{title}</h1>
      <p class="note">{text}</p>
      {children ?? <CodeSearch ui={ui} />}
    </Page>
  )
}
