// What holds where a rulebook published before a rule existed says nothing: a stored version never
// changes, so each key that came later has its default here and is optional in the schema.

/** The source shown for a default, in Chinese as every source is; English beside it. */
export const DEFAULT_SOURCE = '当时的规定未写，按一般做法'
export const DEFAULT_SOURCE_ENGLISH = 'not in the rules of that time; common practice'

const EVERYWHERE: ('shop' | 'enterprise' | 'site')[] = ['shop', 'enterprise', 'site']

/** Since the choices of a tap came into the rulebook. */
export const DEFAULT_DISINFECTION = {
  where: [{ id: 'all', name: { zh: '全部', en: 'everywhere' }, kinds: EVERYWHERE }],
  agents: [
    { id: 'chlorine', name: { zh: '84 消毒液', en: 'bleach (84)' }, kinds: EVERYWHERE },
    { id: 'alcohol', name: { zh: '75% 酒精', en: 'alcohol 75%' }, kinds: EVERYWHERE },
  ],
  source: DEFAULT_SOURCE,
}

/** Since the list of supplies came into the rulebook. */
export const DEFAULT_SUPPLIES = {
  items: [
    {
      id: 'mask',
      name: { zh: '医用口罩', en: 'Medical masks' },
      unit: { zh: '只', en: 'pcs' },
      used: true,
    },
    {
      id: 'chlorine',
      name: { zh: '84 消毒液', en: 'Bleach (84)' },
      unit: { zh: '升', en: 'l' },
      used: true,
    },
    {
      id: 'thermometer',
      name: { zh: '测温枪', en: 'Thermometers' },
      unit: { zh: '把', en: 'pcs' },
      used: false,
    },
  ],
  source: DEFAULT_SOURCE,
}

/** Since what is held about workers is deleted by rule. */
export const DEFAULT_RETENTION = {
  pledgeDays: 14,
  phoneDays: 180,
  invitationDays: 14,
  source: DEFAULT_SOURCE,
}
