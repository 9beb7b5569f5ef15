// What is held about visits: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { deletions, healthKeys, placeDays, placeSlots, visits } from './tables'

const visitsRow = keptFor(
  'as the rulebook says: 14 days, 28 at most; the visitor may erase it before',
)

const placeDaysRow = keptFor('as counts, a year')

const placeSlotsRow = keptFor('two days')

const healthKeysRow = keptFor('while a visit sealed to it exists')

const deletionsRow = keptFor('always: the town’s proof that it deletes')

export const visitsData = {
  visits: {
    placeId: visitsRow('internal', 'which door', 'staff of the place, the visitor’s own phone'),
    day: visitsRow(
      'internal',
      'which day; the purge goes by it',
      'staff of the place, the visitor’s own phone',
    ),
    key: visitsRow(
      'internal',
      'a repeated sending is one visit; random, not a visitor’s id',
      'service',
    ),
    at: visitsRow(
      'personal',
      'when; tells who was there at the same time',
      'staff of the place, the visitor’s own phone',
    ),
    verdict: visitsRow(
      'personal',
      'may enter, waits, or not',
      'staff of the place, the visitor’s own phone',
    ),
    party: visitsRow(
      'personal',
      'how many came together',
      'staff of the place, the visitor’s own phone',
    ),
    readings: visitsRow(
      'personal',
      'temperatures, when and by whom',
      'staff of the place, the visitor’s own phone',
    ),
    surname: visitsRow(
      'personal',
      'hint for the staff’s list: surname only',
      'staff of the place, the visitor’s own phone',
    ),
    tail: visitsRow(
      'personal',
      'hint for the staff’s list: last two digits',
      'staff of the place, the visitor’s own phone',
    ),
    contact: visitsRow(
      'sealed',
      'to reach visitors of one place and time after a case',
      'health officers, two of them, one slice',
    ),
    healthKeyId: visitsRow('internal', 'which key opens it', 'health officers'),
    rulebookVersion: visitsRow(
      'internal',
      'under which rules it was judged',
      'staff of the place, the visitor’s own phone',
    ),
    source: visitsRow(
      'internal',
      'by phone, by staff, from paper',
      'staff of the place, the visitor’s own phone',
    ),
    enteredBy: visitsRow(
      'internal',
      'accountability',
      'staff of the place, the visitor’s own phone',
    ),
    entrance: visitsRow(
      'internal',
      'which door of the place',
      'staff of the place, the visitor’s own phone',
    ),
    reportedAt: visitsRow('internal', 'the fever was told to who must know', 'staff of the place'),
    doubt: visitsRow(
      'internal',
      'marked instead of refused',
      'staff of the place, the visitor’s own phone',
    ),
    slot: visitsRow('internal', 'where it was counted', 'service'),
    leftAt: visitsRow(
      'personal',
      'no longer inside',
      'staff of the place, the visitor’s own phone',
    ),
    voidedAt: visitsRow(
      'internal',
      'entered by mistake',
      'staff of the place, the visitor’s own phone',
    ),
    erasedAt: visitsRow(
      'internal',
      'the visitor erased it',
      'staff of the place, the visitor’s own phone',
    ),
    version: visitsRow('internal', 'no change is lost unseen', 'service'),
  } satisfies DataMap<typeof visits>,
  placeDays: {
    placeId: placeDaysRow('internal', 'which place', 'staff of the place, officers of the area'),
    day: placeDaysRow('internal', 'which day', 'staff of the place, officers of the area'),
    visits: placeDaysRow(
      'internal',
      'entries of the day',
      'staff of the place, officers of the area',
    ),
    people: placeDaysRow(
      'internal',
      'people of the day',
      'staff of the place, officers of the area',
    ),
    over: placeDaysRow(
      'internal',
      'entries with fever',
      'staff of the place, officers of the area',
    ),
    waiting: placeDaysRow(
      'internal',
      'entries that wait',
      'staff of the place, officers of the area',
    ),
    doubtful: placeDaysRow(
      'internal',
      'marked entries',
      'staff of the place, officers of the area',
    ),
    version: placeDaysRow(
      'internal',
      'tells a page that something changed',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof placeDays>,
  placeSlots: {
    placeId: placeSlotsRow('internal', 'which place', 'staff of the place, officers of the area'),
    slot: placeSlotsRow(
      'internal',
      'which quarter of an hour',
      'staff of the place, officers of the area',
    ),
    people: placeSlotsRow(
      'internal',
      'how many are inside',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof placeSlots>,
  healthKeys: {
    id: healthKeysRow('internal', 'which key', 'service'),
    publicKey: healthKeysRow('public', 'seals; cannot open', 'everyone'),
    demo: healthKeysRow('internal', 'production refuses it', 'service'),
    createdAt: healthKeysRow('internal', 'accountability', 'everyone'),
    retiredAt: healthKeysRow('internal', 'no longer sealed to', 'everyone'),
  } satisfies DataMap<typeof healthKeys>,
  deletions: {
    what: deletionsRow('public', 'what was purged', 'everyone'),
    throughDay: deletionsRow('public', 'up to which day', 'everyone'),
    count: deletionsRow('public', 'how many', 'everyone'),
    hash: deletionsRow('index', 'proves what was purged without keeping it', 'everyone'),
    startedAt: deletionsRow('public', 'when it began', 'everyone'),
    doneAt: deletionsRow('public', 'when it was done', 'everyone'),
  } satisfies DataMap<typeof deletions>,
}
