// 扶持政策: what the town offers to each kind of place, with its source.
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from './form'
import { GUIDE_KINDS, type GuideKind } from './rules-guide'
import { PolicyCards } from './section-returns'

export function PoliciesPage({ ui, book, kind }: { ui: Ui; book: Rulebook; kind: GuideKind }) {
  const { t } = ui
  const none = book.policies.every(({ kinds }) => !kinds.includes(kind))
  return (
    <Page ui={ui} title={`${t('policies.title')} · ${t(`kind.${kind}`)}`}>
      <h1>{t('policies.for', { kind: t(`kind.${kind}`) })}</h1>
      <nav class="chips" aria-label={t('place.kind')}>
        {GUIDE_KINDS.map((each) => (
          <a
            key={each}
            href={`/policies/${each}`}
            aria-current={each === kind ? 'page' : undefined}
          >
            {t(`kind.${each}`)}
          </a>
        ))}
      </nav>
      {none ? (
        <section class="card empty">
          <h2>{t('policies.none')}</h2>
          <p>{t('policies.none_text')}</p>
        </section>
      ) : null}
      <PolicyCards ui={ui} book={book} kind={kind} />
      <p class="roles">
        <a href={`/guide/${kind}`}>{t('guide.title')}</a>
      </p>
    </Page>
  )
}
