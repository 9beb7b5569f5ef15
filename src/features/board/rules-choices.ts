// What a tap can say in one press, as the rulebook lists it: where, with what, which supplies.
import type { PlaceKind } from '../places/tables'
import type { Bilingual, Rulebook } from '../rulebook/form'

export type Choice = Rulebook['disinfection']['where'][number]

export const choicesFor = (choices: readonly Choice[], kind: PlaceKind): Choice[] =>
  choices.filter((each) => each.kinds.includes(kind))

/** The words of a stored choice; empty for one that is not in the list, so nothing typed is ever shown. */
export const choiceText = (
  choices: readonly { id: string; name: Bilingual }[],
  id: string | undefined,
  lang: 'zh' | 'en',
): string => choices.find((each) => each.id === id)?.name[lang] ?? ''
