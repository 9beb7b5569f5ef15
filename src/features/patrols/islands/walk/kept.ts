// What the phone keeps of patrols, and how it is renewed: the day's list, rounds that wait, half-filled forms.
import { alone, askTown, post } from '../../../../islands/line'
import {
  type ChangedFiles,
  type NewSending,
  type Outbox,
  outboxOf,
} from '../../../../islands/outbox'
import type { Sending, Stop } from '../../../../islands/outbox-rules'
import { heldVault, openVault, type Vault } from '../../../../islands/vault'
import { isFresh, type PhoneDay, withRound } from '../../rules-phone'

/** How the line to the town stands, as of the last try. */
export type Line = 'fine' | Stop

export interface Draft {
  madeAt: number
  /** Of the form, and so of its round. */
  key: string
  values: Record<string, string>
  /** Types of the photos beside it, by field. */
  photos: Record<string, string>
  /** Its own photo was taken or dropped here; otherwise it is that of the round that was sent back. */
  photoChanged: boolean
}

export interface Seen {
  day: PhoneDay | null
  sendings: Sending[]
  line: Line
  /** Names of what just went through, with what the town said of it. */
  through: string[]
}

const DAY_NAME = 'day'
const CLOCK = 'clock'
const draftName = (id: string): string => `draft.${id}`
const photoName = (id: string, field: string): string => `draft.${id}.${field}`

const besideIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'beside' in body && body.beside
    ? ` · ${body.beside}`
    : ''

interface Told {
  /** What is seen has changed. */
  changed: () => void
  /** The town knows more than it did. */
  sent: () => void
  level: string
}

export class Kept {
  readonly seen: Seen = { day: null, sendings: [], line: 'fine', through: [] }
  /** Town clock minus phone clock in milliseconds; null: never measured. */
  private offset: number | null = null
  private readonly outbox: Outbox
  private timer = 0
  /** How many have gone through while this page was open. */
  private gone = 0

  private constructor(
    private readonly vault: Vault,
    private readonly told: Told,
  ) {
    this.outbox = outboxOf({
      vault,
      post: (url, body) => post(url, body, vault.owner),
      now: Date.now,
      chance: Math.random,
      alone,
      through: (sending, body) => this.wentThrough(sending, body),
    })
  }

  /** `account`: tag of whoever is signed in; empty: the page came out of the phone itself. */
  static async open(account: string, told: Told): Promise<Kept | null> {
    const vault = await (account ? openVault(account) : heldVault())
    if (!vault) return null
    const kept = new Kept(vault, told)
    // A page that came out of the phone came because the town could not be reached.
    if (!account) kept.seen.line = 'cut'
    kept.offset = (await vault.read(CLOCK)) as number | null
    const day = (await vault.read(DAY_NAME)) as PhoneDay | null
    if (day && isFresh(day, kept.now())) kept.seen.day = day
    await kept.look()
    return kept
  }

  /** The town's clock, as well as the phone knows it. */
  now(): number {
    return Date.now() + (this.offset ?? 0)
  }

  /** The two fields that tell the town when something was made. */
  stamp(): Record<string, string> {
    return { phone_at: String(Date.now()), offset: String(this.offset ?? 0) }
  }

  /** Asks the town for the day; one it knew before a round went through is asked for anew. */
  async renew(): Promise<void> {
    const before = this.seen.day
    const told = await askTown<PhoneDay>(`/office/patrols/day?level=${this.told.level}`)
    if (told.line === 'fine' && this.seen.day !== before) return this.renew()
    this.seen.line = told.line
    if (told.line === 'fine')
      await this.take(told.value, told.offset).catch(() => {
        this.seen.line = 'cut'
      })
    this.told.changed()
  }

  private async take(day: PhoneDay, offset: number): Promise<void> {
    // Somebody else has signed in: the page is theirs, and opens their vault.
    if (day.account !== this.vault.owner) return location.reload()
    this.offset = offset
    this.seen.day = day
    await this.vault.write({ [DAY_NAME]: day, [CLOCK]: this.offset })
  }

  /** Sends what waits, then asks what has become of the day. `lineBack`: there may be a line again. */
  async flush(lineBack = false): Promise<void> {
    const { gone } = this
    if (this.seen.sendings.some(({ problem }) => !problem)) {
      const stop = await this.outbox.flush(lineBack).catch((): Stop => 'cut')
      this.seen.line = stop ?? 'fine'
      await this.look()
    }
    this.plan()
    if (this.gone > gone || lineBack) await this.renew()
    if (this.gone > gone) this.told.sent()
  }

  private plan(): void {
    clearTimeout(this.timer)
    const next = this.outbox.next(this.seen.sendings)
    if (next === null || this.seen.line === 'signIn') return
    this.timer = window.setTimeout(() => void this.flush(), Math.max(1000, next - Date.now()))
  }

  private async look(): Promise<void> {
    this.seen.sendings = await this.outbox.list()
    this.told.changed()
  }

  private async wentThrough({ label, fields }: Sending, body: unknown): Promise<void> {
    const { day } = this.seen
    this.gone += 1
    this.seen.through = [label + besideIn(body), ...this.seen.through].slice(0, 3)
    if (!day || !fields.code) return
    const at = Number(fields.phone_at) + Number(fields.offset)
    const places = day.places.map((each) =>
      each.code === fields.code ? withRound(each, at) : each,
    )
    this.seen.day = { ...day, places }
    await this.vault.write({ [DAY_NAME]: this.seen.day })
  }

  /** Kept when it resolves; throws when the phone is full. The sending itself goes on behind. */
  async add(sendings: NewSending[], draft: string): Promise<void> {
    await this.outbox.add(...sendings)
    await this.forget(draft)
    this.seen.through = []
    await this.look()
    void navigator.storage?.persist?.().catch(() => false)
  }

  async fix(key: string, fields: Record<string, string>, files: ChangedFiles): Promise<void> {
    await this.outbox.fix(key, fields, files)
    await this.forget(key)
    await this.look()
  }

  async drop(key: string): Promise<void> {
    await this.outbox.drop(key)
    await this.forget(key)
    await this.look()
  }

  draft = async (id: string): Promise<Draft | null> =>
    (await this.vault.read(draftName(id))) as Draft | null

  photo = (id: string, field: string): Promise<Uint8Array | null> =>
    this.vault.readBytes(photoName(id, field))

  keepDraft = (id: string, draft: Draft): Promise<void> =>
    this.vault.write({ [draftName(id)]: draft })

  keepPhoto = (id: string, field: string, bytes: Uint8Array): Promise<void> =>
    this.vault.write({ [photoName(id, field)]: bytes })

  private async forget(id: string): Promise<void> {
    await this.vault.remove(draftName(id), ...(await this.vault.names(photoName(id, ''))))
  }
}
