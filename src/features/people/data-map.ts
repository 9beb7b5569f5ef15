// What is held about workers: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { employments, workers } from './tables'

const workersRow = keptFor('while employed, then until the watch ends')

const employmentsRow = keptFor('while employed, then until the watch ends')

export const peopleData = {
  workers: {
    id: workersRow('internal', 'names the worker in other rows', 'service'),
    name: workersRow(
      'encrypted',
      'who pledged and works here',
      'the worker, keeper of the place, officers of the area',
    ),
    phone: workersRow(
      'encrypted',
      'to call the worker; the pledge’s contact',
      'the worker, keeper of the place, officers of the area, audited',
    ),
    phoneIndex: workersRow('index', 'one person, however many places', 'service'),
    address: workersRow(
      'encrypted',
      'where a watch is kept',
      'the worker, keeper of the place, officers of the area',
    ),
    idTail: workersRow(
      'encrypted',
      'tells two of one name apart; four characters at most',
      'the worker, keeper of the place, officers of the area',
    ),
    areaId: workersRow('internal', 'which officers look after the worker', 'officers of the area'),
    createdAt: workersRow('internal', 'accountability', 'officers of the area'),
    version: workersRow('internal', 'no change is lost unseen', 'service'),
  } satisfies DataMap<typeof workers>,
  employments: {
    placeId: employmentsRow(
      'internal',
      'where',
      'the worker, keeper of the place, officers of the area',
    ),
    workerId: employmentsRow(
      'internal',
      'who',
      'the worker, keeper of the place, officers of the area',
    ),
    job: employmentsRow(
      'personal',
      'as what',
      'the worker, keeper of the place, officers of the area',
    ),
    confirmedAt: employmentsRow(
      'internal',
      'the keeper knows this person',
      'the worker, keeper of the place, officers of the area',
    ),
    confirmedBy: employmentsRow(
      'internal',
      'accountability',
      'the worker, keeper of the place, officers of the area',
    ),
    shownByConsent: employmentsRow(
      'internal',
      'the name may be on the place’s board',
      'the worker, keeper of the place, officers of the area',
    ),
    since: employmentsRow(
      'personal',
      'from which day',
      'the worker, keeper of the place, officers of the area',
    ),
    leftOn: employmentsRow(
      'personal',
      'until which day',
      'the worker, keeper of the place, officers of the area',
    ),
  } satisfies DataMap<typeof employments>,
}
