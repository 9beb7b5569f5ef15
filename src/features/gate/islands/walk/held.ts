// What the phone at the gate keeps, sealed: the list, what is typed, and the saves that wait for a line.
import { alone, askTown, post } from '../../../../islands/line'
import { type Outbox, outboxOf } from '../../../../islands/outbox'
import type { Sending, Stop } from '../../../../islands/outbox-rules'
import { heldVault, openVault, type Vault } from '../../../../islands/vault'
import { dayOf } from '../../../../shared/clock'
import { newKey, systemRandom } from '../../../../shared/ids'
import { carriedOver, type GateDay, type Shift } from '../../rules'
import {
  boxesOf,
  isAgain,
  isShift,
  isVehicle,
  madeAt,
  withReadings,
  withShifts,
  withWaiting,
} from '../../rules-again'

interface Draft {
  day: number
  shift: Shift
  values: Record<string, string>
  errors: Record<string, string>
}

export interface Seen {
  day: GateDay | null
  /** Those that wait. */
  waiting: Sending[]
  /** Of another day or shift, and not taken: only to be told. */
  refused: Sending[]
  line: 'fine' | Stop
  values: Record<string, string>
  errors: Record<string, string>
}

interface Asked {
  account: string
  code: string
  shift: Shift
  changed: () => void
}

type Rows = Parameters<typeof withReadings>[2]

/** What is saved at the gate: a crew, one more reading of somebody, a vehicle, a hand-over. */
export type What = 'crew' | 'again' | 'vehicle' | 'shift'

const ADDRESS: Record<What, string> = {
  crew: '',
  again: '/again',
  vehicle: '/vehicle',
  shift: '/shift',
}

/** What lists kept before these were added do not have. */
const ADDED = { shifts: [], me: '' }

const rowsIn = (body: unknown): Rows =>
  typeof body === 'object' && body !== null && 'rows' in body && Array.isArray(body.rows)
    ? body.rows
    : []

export class Held {
  readonly seen: Seen = {
    day: null,
    waiting: [],
    refused: [],
    line: 'fine',
    values: {},
    errors: {},
  }
  /** Town clock minus phone clock in milliseconds. */
  private offset = 0
  private readonly outbox: Outbox
  private readonly url: string
  private timer = 0
  private writing = 0

  private constructor(
    private readonly vault: Vault,
    private readonly asked: Asked,
  ) {
    this.url = `/keep/${asked.code}/gate`
    this.outbox = outboxOf({
      vault,
      post: (url, body) => post(url, body, vault.owner),
      now: Date.now,
      chance: Math.random,
      alone,
      through: (sending, body) => this.wentThrough(sending, rowsIn(body)),
    })
  }

  /** `account`: tag of whoever is signed in; empty: the page came out of the phone itself. */
  static async open(asked: Asked): Promise<Held | null> {
    const vault = await (asked.account ? openVault(asked.account) : heldVault())
    if (!vault) return null
    const held = new Held(vault, asked)
    if (!asked.account) held.seen.line = 'cut'
    const kept = (await vault.read(held.name('day'))) as { day: GateDay; offset: number } | null
    held.offset = kept?.offset ?? 0
    held.seen.day = kept && carriedOver({ ...ADDED, ...kept.day }, held.now())
    const draft = (await vault.read(held.name('draft'))) as Draft | null
    if (draft && held.isNow(draft.day, draft.shift)) {
      held.seen.values = draft.values
      held.seen.errors = draft.errors
    }
    await held.look()
    return held
  }

  /** The list with what waits here. */
  day(): GateDay | null {
    const { day, waiting } = this.seen
    return (
      day &&
      withWaiting(
        day,
        waiting.filter((each) => isShift(each) || dayOf(madeAt(each)) === day.day),
      )
    )
  }

  now = (): number => Date.now() + this.offset

  private name = (what: string): string => `gate.${this.asked.code}.${what}`

  private isNow = (day: number, shift: unknown): boolean =>
    day === dayOf(this.now()) && shift === this.asked.shift

  /** Asks the town for the list; what it knew before something else was taken here is asked for anew. */
  async renew(): Promise<void> {
    const before = this.seen.day
    const told = await askTown<GateDay>(`${this.url}/day`)
    if (told.line === 'fine' && this.seen.day !== before) return this.renew()
    this.seen.line = told.line
    if (told.line === 'fine')
      await this.take(told.value, told.offset).catch(() => {
        this.seen.line = 'cut'
      })
    this.asked.changed()
  }

  private async take(day: GateDay, offset: number): Promise<void> {
    // Somebody else has signed in: the page is theirs, and opens their vault.
    if (day.account !== this.vault.owner) return location.reload()
    this.offset = offset
    await this.keep(day)
  }

  private keep(day: GateDay): Promise<void> {
    this.seen.day = day
    return this.vault.write({ [this.name('day')]: { day, offset: this.offset } })
  }

  /** What is typed is judged at once and written a little later. */
  type(name: string, value: string): void {
    this.seen.values = { ...this.seen.values, [name]: value }
    const { [name]: _gone, ...errors } = this.seen.errors
    this.seen.errors = errors
    clearTimeout(this.writing)
    this.writing = window.setTimeout(() => void this.keepDraft().catch(() => undefined), 300)
  }

  /** What cannot be saved as it stands says so at its box. */
  refuse(name: string, text: string): void {
    this.seen.errors = { ...this.seen.errors, [name]: text }
  }

  private keepDraft(): Promise<void> {
    clearTimeout(this.writing)
    const { values, errors } = this.seen
    const draft: Draft = { day: dayOf(this.now()), shift: this.asked.shift, values, errors }
    return this.vault.write({ [this.name('draft')]: draft })
  }

  /** Kept once this resolves; throws when the phone is full. Sent by the next flush. */
  async save(what: What, fields: Record<string, string>): Promise<void> {
    const made = Date.now()
    const stamp = { phone_at: String(made), offset: String(this.offset) }
    const key = newKey(this.now(), systemRandom)
    const sent = { ...fields, ...stamp, key, shift: this.asked.shift }
    const url = this.url + ADDRESS[what]
    // A second reading follows the first, which may not have been sent yet either.
    const [, after] = /^(.{26})-/.exec(fields.after ?? '') ?? []
    const order = after ? { after } : {}
    await this.outbox.add({ key, url, label: '', fields: sent, madeAt: made, ...order })
    this.seen.values = without(this.seen.values, fields)
    this.seen.errors = without(this.seen.errors, { ...fields, '': '' })
    await this.keepDraft()
    await this.look()
    void navigator.storage?.persist?.().catch(() => false)
  }

  /** Sends what waits, then asks how the list stands. `lineBack`: there may be a line again. */
  async flush(lineBack = false): Promise<void> {
    if (this.seen.waiting.length > 0) {
      const stop = await this.outbox.flush(lineBack).catch((): Stop => 'cut')
      this.seen.line = stop ?? 'fine'
      await this.look()
    }
    this.plan()
    if (lineBack || this.seen.line === 'fine') await this.renew()
  }

  private plan(): void {
    clearTimeout(this.timer)
    const next = this.outbox.next(this.seen.waiting)
    if (next === null || this.seen.line === 'signIn') return
    this.timer = window.setTimeout(() => void this.flush(), Math.max(1000, next - Date.now()))
  }

  private async look(): Promise<void> {
    for (const sending of await this.mine()) if (sending.problem) await this.giveBack(sending)
    const left = await this.mine()
    this.seen.waiting = left.filter(({ problem }) => !problem)
    this.seen.refused = left.filter(({ problem }) => problem)
    this.asked.changed()
  }

  private async mine(): Promise<Sending[]> {
    const here = (url: string) => url === this.url || url.startsWith(`${this.url}/`)
    return (await this.outbox.list()).filter(({ url }) => here(url))
  }

  /** What the town did not take goes back into its boxes, with the reason; the good rows are stored. */
  private async giveBack(sending: Sending): Promise<void> {
    const { key, fields, problem } = sending
    if (!problem || !this.isNow(dayOf(madeAt(sending)), fields.shift)) return
    if (!this.hasBoxFor(sending)) return
    const rows = Object.keys(problem.errors).some((name) => name !== '')
    const names = Object.keys(rows ? problem.errors : fields).filter((name) => BOX.test(name))
    const typed = names.flatMap((name) => (fields[name] ? [[name, fields[name]] as const] : []))
    this.seen.values = { ...this.seen.values, ...Object.fromEntries(typed) }
    const errors = rows ? problem.errors : { '': problem.message || String(problem.status) }
    this.seen.errors = { ...this.seen.errors, ...errors }
    // The boxes first: a phone that dies in between shows them twice rather than not at all.
    await this.keepDraft()
    await this.outbox.settle(key)
  }

  /** A second reading has a box only while somebody is to be measured again. */
  private hasBoxFor(sending: Sending): boolean {
    const [[worker] = [0]] = boxesOf(sending)
    const person = this.seen.day?.people.find(({ id }) => id === worker)
    return !isAgain(sending) || Boolean(person?.again[this.asked.shift])
  }

  async drop(key: string): Promise<void> {
    await this.outbox.drop(key)
    await this.look()
  }

  private async wentThrough(sending: Sending, rows: Rows): Promise<void> {
    const { day } = this.seen
    const here = sending.url.startsWith(this.url)
    if (!day || !here) return
    if (isShift(sending)) return this.keep(withShifts(day, [sending], false))
    if (dayOf(madeAt(sending)) !== day.day) return
    await this.keep(
      isVehicle(sending) ? withWaiting(day, [sending]) : withReadings(day, sending, rows),
    )
  }
}

const BOX = /^([ta]\d+|plate|note)$/

const without = (values: Record<string, string>, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !(name in fields)))
