// Seeded builders on the real D1: a town with its rulebook and key, places, and a phone that keeps cookies.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterAll } from 'vitest'
import { createApp } from '../../src/app'
import { openDb } from '../../src/db/client'
import type { Bindings } from '../../src/env'
import { gramsOf } from '../../src/features/places'
import { foldName } from '../../src/features/places/rules'
import type { Place } from '../../src/features/places/tables'
import { publishStatement, type Rulebook } from '../../src/features/rulebook'
import { healthSuite } from '../../src/features/visits/contact'
import { toBase64url } from '../../src/shared/bytes'
import { systemRandom } from '../../src/shared/ids'
import { newPlaceCode } from '../../src/shared/place-code'
import { testRulebook } from './rulebook'

/** Thursday, 12 March 2020, 10:24:36 in Shanghai. */
export const MORNING = Date.parse('2020-03-12T10:24:36+08:00')

export const db = openDb(env.DB)

/** A clock that stands still until moved. */
export const clock = { now: MORNING }

export const app = createApp({ clock: () => clock.now, random: systemRandom })

let version = 0
let privateKey: CryptoKey | null = null

/** Publishes a rulebook under the next version; it is in force at once. */
export async function publish(change: Partial<Rulebook> = {}): Promise<Rulebook> {
  version += 1
  const book = testRulebook({ ...change, version })
  await db.$client.batch([publishStatement(db, book, clock.now, null)])
  // An isolate may keep what it read for 10 seconds.
  clock.now += 11_000
  return book
}

/** The private half of the test town's health key. */
export const healthPrivateKey = (): CryptoKey => {
  if (!privateKey) throw new Error('no town yet')
  return privateKey
}

/** A town: areas, rulebook, health key. Call once a file. */
export async function foundTown(change: Partial<Rulebook> = {}): Promise<Rulebook> {
  const suite = healthSuite()
  const pair = await suite.kem.generateKeyPair()
  privateKey = pair.privateKey
  const publicKey = toBase64url(await suite.kem.serializePublicKey(pair.publicKey))
  await db.$client.batch([
    db.$client.prepare(
      "INSERT INTO areas VALUES (1, NULL, 'town', '峡窝镇', 'Xiawo', '/1/'), (2, 1, 'district', '二片区', 'District 2', '/1/2/'), (3, 2, 'village', '左照沟村', 'Zuozhaogou', '/1/2/3/')",
    ),
    db.$client
      .prepare('INSERT INTO health_keys (id, public_key, demo, created_at) VALUES (1, ?, 1, 0)')
      .bind(publicKey),
  ])
  return publish(change)
}

let lastPlace = 0

/** A shop that is open from 08:00 to 20:00, but for what the test says. */
export async function openPlace(change: Partial<Place> = {}): Promise<Place> {
  const taken = await one<{ id: number | null }>('SELECT max(id) AS id FROM places')
  lastPlace = Math.max(lastPlace, taken?.id ?? 0) + 1
  const name = change.name ?? '老马烩面馆'
  const place: Place = {
    id: lastPlace,
    code: newPlaceCode(systemRandom),
    kind: 'shop',
    name,
    nameFolded: foldName(name),
    trade: 'catering',
    address: '汝南路 12 号',
    areaId: 3,
    areaPath: '/1/2/3/',
    parentId: null,
    entrances: [],
    status: 'open',
    statusReason: null,
    statusCause: null,
    stage: null,
    returnedOn: null,
    workingOn: null,
    openedOn: null,
    acceptanceNumber: null,
    inspectionDueOn: null,
    opensAt: 480,
    closesAt: 1200,
    capacity: null,
    isolationRooms: null,
    isolationBeds: null,
    contractor: null,
    restDay: null,
    pausedFrom: null,
    pausedUntil: null,
    liaisonId: null,
    contactName: null,
    contactPhone: null,
    contactPhoneIndex: null,
    version: 1,
    createdAt: clock.now,
    ...change,
  }
  const columns = Object.keys(place).map((key) =>
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  )
  const values = Object.values(place).map((value) =>
    Array.isArray(value) ? JSON.stringify(value) : value,
  )
  await db.$client.batch([
    db.$client
      .prepare(
        `INSERT INTO places (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`,
      )
      .bind(...values),
    db.$client
      .prepare('INSERT INTO place_grams (gram, place_id) SELECT value, ? FROM json_each(?)')
      .bind(place.id, JSON.stringify(gramsOf(name))),
  ])
  return place
}

const answered: ExecutionContext[] = []
// What an answer leaves to be done ends in the town it began in, not in that of the next file.
afterAll(async () => {
  for (const request of answered) await waitOnExecutionContext(request)
})

/** A phone's browser: keeps cookies, sends forms from a page of the site. */
export class Phone {
  readonly cookies = new Map<string, string>()

  /** `bindings`: the Worker this phone talks to, for a town with something broken. */
  constructor(readonly bindings: Bindings = env) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers: { ...this.#cookie(), ...headers } })
  }

  async post(
    path: string,
    form: Record<string, string> | string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = typeof form === 'string' ? form : new URLSearchParams(form).toString()
    const sent = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost',
      ...this.#cookie(),
      ...headers,
    }
    return this.#send(path, { method: 'POST', body, headers: sent })
  }

  /** A form with a file in it. */
  async postForm(
    path: string,
    body: FormData,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const sent = { origin: 'http://localhost', ...this.#cookie(), ...headers }
    return this.#send(path, { method: 'POST', body, headers: sent })
  }

  /** The hidden key of a door's form. */
  async keyOf(place: Place): Promise<string> {
    const page = await (await this.get(`/p/${place.code}`)).text()
    return /name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''
  }

  /** Scans, fills in and sends the form; follows to nothing. */
  async checkIn(place: Place, form: Record<string, string> = {}): Promise<Response> {
    const key = form.key ?? (await this.keyOf(place))
    const known = this.cookies.has('__Host-me') && form.name === undefined
    const who: Record<string, string> = known ? {} : { name: '张小燕', phone: '13800001234' }
    return this.post(`/p/${place.code}/visits`, {
      ...who,
      temperature: '36.5',
      party: '1',
      ...form,
      key,
    })
  }

  async #send(path: string, request: RequestInit): Promise<Response> {
    const context = createExecutionContext()
    answered.push(context)
    return this.#keep(await app.request(path, request, this.bindings, context))
  }

  #cookie(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return cookie ? { cookie } : {}
  }

  #keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
}

/** One row of a query, for looking behind the pages. */
export const one = <T>(sql: string, ...values: unknown[]): Promise<T | null> =>
  db.$client
    .prepare(sql)
    .bind(...values)
    .first<T>()
