// Who applies to open in the demo town, and how far each of them is.
import { newApplicationNumber } from '../../src/features/applications/number'
import type { ApplicationState } from '../../src/features/applications/tables'
import type { Place } from '../../src/features/places/tables'
import { diceOf } from './dice'

type Filing = Extract<ApplicationState, 'submitted' | 'accepted' | 'sent_back' | 'refused'>

/** The state of a place's application; null: it has none. */
export function filingOf({
  kind,
  status,
  trade,
}: Pick<Place, 'kind' | 'status' | 'trade'>): Filing | null {
  if (status === 'applied') return 'submitted'
  if (status === 'accepted') return 'accepted'
  if (kind !== 'shop' || status !== 'known') return null
  if (trade === 'catering') return 'sent_back'
  return trade === 'ktv' ? 'refused' : null
}

/** Ids of applications begin here; an appeal has the id of its application. */
export const APPLICATIONS = 300_000

/** Where one of the demo town's applications stands at the office, and its appeal. */
export const officePaths = (place: Pick<Place, 'id' | 'code'>) => ({
  application: `/office/applications/${newApplicationNumber(diceOf(`application|${place.code}`).bytes)}`,
  appeal: `/office/appeals/${APPLICATIONS + place.id}`,
})
