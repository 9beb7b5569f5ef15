// All places of the demo town: pure, and the same every time for the same day.
import { foldName } from '../../src/features/places/rules'
import type { Place, PlaceStatus } from '../../src/features/places/tables'
import { startOfDay } from '../../src/shared/clock'
import { newPlaceCode } from '../../src/shared/place-code'
import { areaNamed, VILLAGES } from './areas'
import { type Dice, diceOf } from './dice'
import { AddressBook, contractorOf, NameBook, siteNames } from './naming'
import { APPLYING, NOT_OPEN_YET, SIZES, type TownSize } from './sizes'
import { RESTING_SHOP, SPECIAL_SHOPS } from './special'
import { ENTERPRISES, readHours, SHOPS, styleOf, type TradeStyle } from './trades'

type Outline = Pick<Place, 'kind' | 'name' | 'trade' | 'address' | 'areaId' | 'status'> &
  Partial<Place>

/** Gives out ids and codes, and fills in what an outline leaves open. */
class Register {
  readonly places: Place[] = []
  readonly names = new NameBook()
  readonly addresses = new AddressBook()
  readonly #codes = new Set<string>()
  #acceptances = 0

  constructor(
    readonly dice: Dice,
    readonly today: number,
  ) {}

  add(outline: Outline): void {
    const open = outline.status === 'open'
    this.places.push({
      id: this.places.length + 1,
      code: this.#code(),
      nameFolded: foldName(outline.name),
      areaPath: areaPath(outline.areaId),
      parentId: null,
      entrances: [],
      statusReason: null,
      statusCause: null,
      stage: null,
      returnedOn: null,
      workingOn: null,
      openedOn: open ? this.today - this.#daysOpen() : null,
      acceptanceNumber: this.#acceptanceOf(outline),
      inspectionDueOn: null,
      opensAt: null,
      closesAt: null,
      capacity: null,
      isolationRooms: null,
      isolationBeds: null,
      contractor: null,
      restDay: outline.name === RESTING_SHOP ? this.today : null,
      pausedFrom: null,
      pausedUntil: null,
      liaisonId: null,
      contactName: null,
      contactPhone: null,
      contactPhoneIndex: null,
      version: 1,
      createdAt: startOfDay(this.today - 30) + outline.areaId * 60_000,
      ...outline,
    })
  }

  /** One of a style, somewhere in the town. */
  addOf(kind: Place['kind'], style: TradeStyle, status: PlaceStatus, reason?: string): void {
    const { dice } = this
    const areaId = dice.pick(VILLAGES).id
    const [fewest, most] = style.capacity ?? [0, 0]
    this.add({
      kind,
      trade: style.trade,
      status,
      areaId,
      name: this.names.invent(dice, style),
      address: this.addresses.invent(dice, areaId),
      statusReason: reason ?? null,
      ...readHours(dice.pick(style.hours)),
      capacity: style.capacity && dice.chance(0.8) ? dice.between(fewest, most) : null,
    })
  }

  // Most have been open for two weeks and longer; some reopened in the last days.
  #daysOpen(): number {
    return this.dice.chance(0.88) ? this.dice.between(14, 22) : this.dice.between(1, 13)
  }

  // 148 hangs at the keeper's shop; the others are counted around it.
  #acceptanceOf({ kind, status, acceptanceNumber }: Outline): number | null {
    if (acceptanceNumber) return acceptanceNumber
    if (kind !== 'shop' || status !== 'open') return null
    this.#acceptances += this.#acceptances === 147 ? 2 : 1
    return this.#acceptances
  }

  #code(): string {
    for (;;) {
      const code = newPlaceCode((count) => this.dice.bytes(count))
      if (this.#codes.has(code)) continue
      this.#codes.add(code)
      return code
    }
  }
}

const areaPath = (id: number): string => VILLAGES.find((village) => village.id === id)?.path ?? ''

function addSpecialShops(register: Register): void {
  for (const { village, ...special } of SPECIAL_SHOPS) {
    register.names.settle(special.name)
    register.addresses.settle(special.address)
    register.add({
      ...special,
      areaId: areaNamed(village).id,
      ...(special.status === 'open' ? { openedOn: register.today - 15 } : {}),
    })
  }
}

// Working sites were returned to first; a few are returned to and not working yet.
function addSites(register: Register, size: TownSize): void {
  const { dice, today } = register
  const { sites, returned, working } = SIZES[size]
  for (const [i, { name, trade }] of siteNames().slice(0, sites).entries()) {
    const stage = i < working ? 'working' : i < returned ? 'returned' : 'none'
    const village = VILLAGES.find((each) => name.startsWith(each.name.slice(0, 2)))
    const areaId = village?.id ?? dice.pick(VILLAGES).id
    const returnedOn = stage === 'none' ? null : today - dice.between(8, 14)
    register.add({
      kind: 'site',
      trade,
      name: register.names.settle(name),
      address: register.addresses.invent(dice, areaId),
      areaId,
      contractor: contractorOf(name, trade),
      status: stage === 'none' ? 'known' : 'open',
      stage,
      entrances: dice.chance(0.3) ? ['东门', '西门'] : [],
      ...readHours(dice.pick(styleOf(trade).hours)),
      returnedOn,
      workingOn: stage === 'working' && returnedOn ? returnedOn + dice.between(2, 5) : null,
      openedOn: returnedOn,
    })
  }
}

/** Every place of the town, as it stands on the Shanghai day `today`. */
export function placesOf(size: TownSize, today: number): Place[] {
  const register = new Register(diceOf(`places|${size}`), today)
  addSpecialShops(register)
  for (const style of SHOPS)
    for (let n = 0; n < style.count[size]; n++) register.addOf('shop', style, 'open')
  for (const { trade, status, reason, count } of NOT_OPEN_YET)
    for (let n = 0; n < count[size]; n++) register.addOf('shop', styleOf(trade), status, reason)
  addSites(register, size)
  for (const style of ENTERPRISES)
    for (let n = 0; n < style.count[size]; n++) register.addOf('enterprise', style, 'open')
  for (let n = 0; n < SIZES[size].enterprisesKnown; n++)
    register.addOf('enterprise', register.dice.pick(ENTERPRISES), 'known')
  for (const { kind, trade, status, count } of APPLYING)
    for (let n = 0; n < count[size]; n++) register.addOf(kind, styleOf(trade), status)
  return register.places
}
