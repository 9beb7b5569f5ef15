// Why a door is shut, in the reader's language where the rulebook has the words, else in the officer's own.
import type { Lang, Translate } from '../../i18n'
import type { Rulebook } from '../rulebook'
import type { Place } from './tables'

export type ShutFacts = Pick<Place, 'kind' | 'status' | 'statusCause' | 'statusReason'>

/** The words for visitors and keeper, without a full stop; null where nobody gave a reason. */
export function whyShut(
  { t, lang }: { t: Translate; lang: Lang },
  book: Pick<Rulebook, 'negativeList' | 'opening'>,
  place: ShutFacts,
): string | null {
  if (place.status !== 'suspended' && place.status !== 'closed') return null
  const [cause = '', ref = ''] = (place.statusCause ?? '').split(/:(.*)/s)
  const own = place.statusReason
  if (cause === 'negative_list') {
    const entry = book.negativeList.find((each) => each.id === ref)
    const category = entry?.category[lang]
    return category ? t('why.listed', { category, reason: entry.reason[lang] }) : own
  }
  if (cause === 'risk_level') return t('why.risk_level')
  const given = book.opening.suspensions.find((each) => each.id === ref)?.text[lang]
  return cause === 'officer' && given ? [given, own].filter(Boolean).join(t('why.join')) : own
}
