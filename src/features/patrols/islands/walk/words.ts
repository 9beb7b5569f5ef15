// The words of the list, out of the texts the phone has taken along.
import type { Translate } from '../../../../i18n'
import { timeOf } from '../../../../i18n/format'
import { HOUR, MINUTE } from '../../../../shared/clock'
import { openSlot, type PhonePlace } from '../../rules-phone'

/** Same manners as the town's own translator. */
export const translatorOver =
  (texts: Record<string, string>): Translate =>
  (key, params = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))

/** A key the town did not translate shows itself; a text stays as it is. */
export const errorText =
  (texts: Record<string, string>) =>
  (error: string): string =>
    texts[error] ?? error

const lasting = (t: Translate, ms: number): string => {
  const minutes = Math.max(1, Math.floor(ms / MINUTE))
  return ms < HOUR
    ? t('walk.span_m', { m: minutes })
    : t('walk.span_h', { h: Math.floor(minutes / 60), m: minutes % 60 })
}

/** How the next round of a place stands: class and text. */
export function standOf(
  t: Translate,
  place: PhonePlace,
  now: number,
): [kind: string | undefined, text: string] {
  const open = openSlot(place)
  if (!open) {
    const last = Math.max(...place.slots.map(({ doneAt }) => doneAt ?? 0))
    return ['yes', t('walk.done', { time: timeOf(last) })]
  }
  if (now < open.from)
    return [undefined, t('walk.from', { from: timeOf(open.from), due: timeOf(open.due) })]
  if (now <= open.due) return ['due', t('walk.due', { time: timeOf(open.due) })]
  return ['no', t('walk.late', { time: timeOf(open.due), span: lasting(t, now - open.due) })]
}

/** What the place is, which round it is, where it lies. */
export function aboutOf(t: Translate, place: PhonePlace): string {
  const { slots, target, area, team } = place
  const made = slots.filter(({ doneAt }) => doneAt !== null).length
  const several = slots.length > 1
  return [
    t(`walk.target.${target}`),
    several && made < slots.length ? t('walk.nth', { n: made + 1 }) : '',
    area,
    team,
  ]
    .filter(Boolean)
    .join(' · ')
}
