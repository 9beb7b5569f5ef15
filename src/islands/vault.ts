// What a phone keeps for one account: readable by nobody who looks into the browser's storage. Values are
// sealed under a key the browser holds and never gives out; names of values stay readable, so they name nobody.
import { clear, createStore, get, keys, promisifyRequest } from 'idb-keyval'

export interface Vault {
  /** Tag of the account it belongs to. */
  readonly owner: string
  /** Null: nothing of that name, or sealed for an account that was here before. */
  read(name: string): Promise<unknown>
  readBytes(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** All or nothing; values are plain data or bytes. Throws when the phone is full or belongs to another account now. */
  write(values: Record<string, unknown>): Promise<void>
  /** Like `write`, but only if `name` is still there. Answers whether it was. */
  rewrite(name: string, value: unknown): Promise<boolean>
  remove(...names: string[]): Promise<void>
  names(prefix: string): Promise<string[]>
}

interface Owner {
  tag: string
  /** Another one after each wiping. */
  id: string
  key: CryptoKey
}

interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  data: ArrayBuffer
}

const OWNER = '#owner'
const store = () => createStore('vault', 'sealed')
const encoder = new TextEncoder()

const makeOwner = async (tag: string): Promise<Owner> => ({
  tag,
  id: String(crypto.getRandomValues(new Uint32Array(2))),
  key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]),
})

const cipher = (iv: Uint8Array<ArrayBuffer>, name: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: encoder.encode(name),
})

async function seal(key: CryptoKey, name: string, value: unknown): Promise<[string, Sealed]> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain =
    value instanceof Uint8Array ? new Uint8Array(value) : encoder.encode(JSON.stringify(value))
  return [name, { iv, data: await crypto.subtle.encrypt(cipher(iv, name), key, plain) }]
}

function vaultOf({ tag, id, key }: Owner): Vault {
  const at = store()
  /** Writes in one transaction, unless somebody else owns the place by then. */
  const change = (work: (to: IDBObjectStore) => void): Promise<void> =>
    at('readwrite', async (to) => {
      const done = promisifyRequest(to.transaction)
      const owner = to.get(OWNER)
      owner.onsuccess = () => (owner.result?.id === id ? work(to) : to.transaction.abort())
      await done
    })
  const readBytes = async (name: string) => {
    const sealed = await get<Sealed>(name, at)
    if (!sealed) return null
    return crypto.subtle.decrypt(cipher(sealed.iv, name), key, sealed.data).then(
      (plain) => new Uint8Array(plain),
      () => null,
    )
  }
  return {
    owner: tag,
    readBytes,
    async read(name) {
      const bytes = await readBytes(name)
      return bytes && JSON.parse(new TextDecoder().decode(bytes))
    },
    async write(values) {
      const sealed = await Promise.all(
        Object.entries(values).map(([name, value]) => seal(key, name, value)),
      )
      await change((to) => {
        for (const [name, value] of sealed) to.put(value, name)
      })
    },
    async rewrite(name, value) {
      const [, sealed] = await seal(key, name, value)
      let there = false
      await change((to) => {
        const old = to.getKey(name)
        old.onsuccess = () => {
          there = old.result !== undefined
          if (there) to.put(sealed, name)
        }
      })
      return there
    },
    remove: (...names) =>
      change((to) => {
        for (const name of names) to.delete(name)
      }),
    names: async (prefix) =>
      (await keys<string>(at)).filter((name) => name.startsWith(prefix)).sort(),
  }
}

const canKeep = (): boolean =>
  typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && !!crypto.subtle

/**
 * The vault of the account with this tag; whatever another account kept here is wiped first. Null where the
 * browser cannot seal or keep anything: plain http, an old browser, a private window.
 */
export async function openVault(tag: string): Promise<Vault | null> {
  if (!canKeep()) return null
  try {
    const fresh = await makeOwner(tag)
    const owner = await store()<Owner>(
      'readwrite',
      (to) =>
        new Promise((done, fail) => {
          const old = to.get(OWNER)
          old.onerror = () => fail(old.error)
          old.onsuccess = () => {
            const held: Owner | undefined = old.result
            if (held?.tag === tag) return done(held)
            to.clear()
            to.put(fresh, OWNER)
            done(fresh)
          }
        }),
    )
    return vaultOf(owner)
  } catch {
    return null
  }
}

/** The vault of whoever kept something here last, without asking who it was: for pages without network. */
export async function heldVault(): Promise<Vault | null> {
  if (!canKeep()) return null
  const owner = await get<Owner>(OWNER, store()).catch(() => undefined)
  return owner ? vaultOf(owner) : null
}

/** Forgets everything, the key included. */
export const wipeVault = (): Promise<void> => (canKeep() ? clear(store()) : Promise.resolve())
