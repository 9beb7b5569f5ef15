// The pledges of the demo town as rows: personal ones of its workers, one of each open place.
import type { AccountKeys } from '../../src/features/accounts/seed'
import type { Place, PlaceKind } from '../../src/features/places/tables'
import type { Answers } from '../../src/features/pledges/rules'
import { newPledgeNumber } from '../../src/features/pledges/rules-number'
import { sealPledge } from '../../src/features/pledges/seal'
import type { Rulebook } from '../../src/features/rulebook/form'
import { toBase64url } from '../../src/shared/bytes'
import { HOUR, isoDay, startOfDay } from '../../src/shared/clock'
import { newKey } from '../../src/shared/ids'
import { contactOf } from './accounts'
import { type Dice, diceOf } from './dice'
import type { DemoWorker } from './workers'

export interface Signing {
  book: Rulebook
  keys: AccountKeys
}

/** What a pledge says, besides what follows from who signs it. */
interface Saying {
  id: number
  kind: 'personal' | 'place'
  workerId: number | null
  place: Place
  text: Rulebook['pledges']['personal']
  who: { name: string; phone: string; address: string; job: string }
  answers: Answers
  consent: boolean
  at: number
  worksFrom: number | null
  risk: boolean
}

/** Signed by typing the name; key, number and salt always fall the same way. */
function signed({ book, keys }: Signing, dice: Dice, saying: Saying) {
  const { id, kind, workerId, place, text, who, answers, consent, at } = saying
  const row = {
    id,
    key: newKey(at, dice.bytes),
    number: newPledgeNumber(dice.bytes),
    kind,
    workerId,
    placeId: place.id,
    rulebookVersion: book.version,
    textVersion: text.version,
    signedAt: at,
    witnessedBy: null,
    worksFrom: saying.worksFrom,
    risk: saying.risk,
  }
  const declared = {
    salt: toBase64url(dice.bytes(16)),
    lang: 'zh' as const,
    who,
    place: { id: place.id, code: place.code, name: place.name, kind: place.kind },
    consent,
    answers,
  }
  return sealPledge(row, text, declared, `name:${who.name}`, keys)
}

const plain = (value: string) => ({ value, stays: [] })

function healthAnswers(dice: Dice, book: Rulebook, leftRiskArea: number | null): Answers {
  const area = book.riskAreas.find(({ level }) => level === 'medium')?.code
  const stays =
    leftRiskArea === null || !area
      ? []
      : [{ area, where: '', from: isoDay(leftRiskArea - 6), to: isoDay(leftRiskArea) }]
  return {
    area: { value: stays.length > 0 ? 'yes' : 'no', stays },
    contact: plain('no'),
    symptoms: plain('no'),
    isolation: plain(stays.length > 0 ? 'not_yet' : 'not_needed'),
    transport: plain(stays.length > 0 ? '自驾' : '本地，未外出'),
    proof: plain(['app', 'sms', 'certificate'][dice.weighted([62, 30, 8])] ?? 'sms'),
  }
}

/** A worker's pledge, signed at the first of their places. */
export function personalPledge(signing: Signing, worker: DemoWorker, place: Place) {
  const dice = diceOf(`pledge|${worker.id}`)
  const { name, phone, address, leftRiskArea, worksFrom } = worker
  return signed(signing, dice, {
    id: worker.id,
    kind: 'personal',
    workerId: worker.id,
    place,
    text: signing.book.pledges.personal,
    who: { name, phone, address, job: worker.posts[0]?.job ?? '' },
    answers: healthAnswers(dice, signing.book, leftRiskArea),
    consent: worker.posts[0]?.shown ?? false,
    at: worker.signedAt,
    worksFrom,
    risk: leftRiskArea !== null,
  })
}

/** Ids of place pledges begin here; those of workers end far below. */
const PLACE_PLEDGES = 100_000

const STORES: Record<PlaceKind, [masks: number, litres: number, thermometers: number]> = {
  shop: [60, 5, 1],
  enterprise: [1_200, 60, 4],
  site: [1_500, 80, 6],
}

/** The keeper's pledge for an open place, signed on the morning it opened. */
export function placePledge(signing: Signing, place: Place, staff: number) {
  const text = signing.book.pledges.place[place.kind]
  const [masks, litres, thermometers] = STORES[place.kind]
  const known: Record<string, string> = {
    staff_count: String(staff),
    masks: String(masks),
    disinfectant: String(litres),
    thermometers: String(thermometers),
  }
  const answers = text.questions.map(({ id }) => [id, plain(known[id] ?? '0')] as const)
  return signed(signing, diceOf(`pledge|${place.code}`), {
    id: PLACE_PLEDGES + place.id,
    kind: 'place',
    workerId: null,
    place,
    text,
    who: { ...contactOf(place), address: place.address, job: '负责人' },
    answers: Object.fromEntries(answers),
    consent: false,
    at: startOfDay(place.openedOn ?? 0) + 8 * HOUR,
    worksFrom: null,
    risk: false,
  })
}
