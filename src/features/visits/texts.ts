// Texts that are made from the rulebook rather than stored.

import type { Translate } from '../../i18n'
import { degrees } from '../../i18n/format'
import type { Rulebook } from '../rulebook'

/** The plausible range as params of `err.temp`. */
export const temperatureParams = (book: Rulebook): { min: string; max: string } => ({
  min: degrees(book.fever.plausible.min),
  max: degrees(book.fever.plausible.max),
})

/** 3 次测量有 2 次不低于 37.3℃ */
export function stopRuleText(t: Translate, book: Rulebook): string {
  const { fever } = book
  const compare = t(fever.comparator === '>=' ? 'result.compare_ge' : 'result.compare_gt', {
    limit: degrees(fever.limit),
  })
  return t('result.stop_rule', { outOf: fever.outOf, stopAt: fever.stopAt, compare })
}

/** 周* 尾号 71 — all the staff see of a visitor; empty once erased. */
export const hintText = (
  t: Translate,
  visit: { surname: string | null; tail: string | null },
): string =>
  visit.surname === null
    ? ''
    : `${visit.surname}* ${visit.tail ? t('staff.tail', { tail: visit.tail }) : t('staff.no_tail')}`
