// Forms that wait on the phone until the service has them: kept sealed, sent in order, each under its own key,
// by one tab at a time. What the service refuses stays until the person has corrected it or given it up.
import {
  type Answer,
  afterAnswer,
  inOrder,
  nextTime,
  nextToSend,
  type Sending,
  type Stop,
} from './outbox-rules'
import type { Vault } from './vault'

export interface NewSending {
  key: string
  url: string
  label: string
  fields: Record<string, string>
  files?: Record<string, { type: string; bytes: Uint8Array }>
  after?: string
  madeAt: number
}

/** Null: without it. What is not named stays. */
export type ChangedFiles = Record<string, { type: string; bytes: Uint8Array } | null>

export interface Ports {
  vault: Vault
  post: (url: string, body: FormData) => Promise<Answer>
  now: () => number
  /** 0 to 1. */
  chance: () => number
  /** Runs `work` unless another tab is at it; then answers null. */
  alone: <T>(work: () => Promise<T>) => Promise<T | null>
  /** Told of each sending that is through, with what the service said. */
  through?: (sending: Sending, body: unknown) => Promise<void>
}

export interface Outbox {
  /** Kept once this resolves, all or none. Throws when the phone cannot keep them. */
  add(...sendings: NewSending[]): Promise<void>
  list(): Promise<Sending[]>
  /** When the next of these may be tried; null: nothing waits for its time. */
  next(sendings: readonly Sending[]): number | null
  /** Sends what may go. Answers why it stopped: null when nothing is left to send now. */
  flush(lineBack?: boolean): Promise<Stop | null>
  /** Corrected by the person; it waits again under its old key. */
  fix(key: string, fields: Record<string, string>, files?: ChangedFiles): Promise<void>
  /** Given up by the person, with what was to follow it. */
  drop(key: string): Promise<void>
  /** Dealt with elsewhere: what was to follow it may go by itself. */
  settle(key: string): Promise<void>
}

const UNTRIED = { tries: 0, notBefore: 0, cut: false, problem: null }

export const OUT = 'out.'
const nameOf = (key: string): string => OUT + key
// The bytes of files are sealed once and lie apart: a try changes only the sending.
const fileName = (key: string, field: string): string => `file.${key}.${field}`

const namesOf = ({ key, files }: Sending): string[] => [
  nameOf(key),
  ...Object.keys(files).map((field) => fileName(key, field)),
]

const kept = (key: string, files: NonNullable<NewSending['files']>): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries(files).map(([field, { bytes }]) => [fileName(key, field), bytes]),
  )

const typesOf = (files: NonNullable<NewSending['files']>): Sending['files'] =>
  Object.fromEntries(Object.entries(files).map(([field, { type }]) => [field, { type }]))

export function outboxOf({ vault, post, now, chance, alone, through }: Ports): Outbox {
  const read = async (name: string): Promise<Sending | null> =>
    (await vault.read(name)) as Sending | null

  const list = async (): Promise<Sending[]> => {
    const all = await Promise.all((await vault.names(OUT)).map(read))
    return all.filter((each) => each !== null).sort(inOrder)
  }

  async function bodyOf({ key, fields, files }: Sending): Promise<FormData> {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    for (const [field, { type }] of Object.entries(files)) {
      const bytes = await vault.readBytes(fileName(key, field))
      if (bytes) body.append(field, new Blob([bytes], { type }), 'photo')
    }
    return body
  }

  async function sendAll(lineBack: boolean): Promise<Stop | null> {
    const tried = new Set<string>()
    const nextOf = async () => {
      const next = nextToSend(await list(), now(), lineBack)
      return next && !tried.has(next.key) ? next : null
    }
    for (let next = await nextOf(); next; next = await nextOf()) {
      tried.add(next.key)
      const answer = await post(next.url, await bodyOf(next))
      const { left, stop } = afterAnswer(next, answer, now(), chance())
      if (left) await vault.rewrite(nameOf(next.key), left)
      else {
        await vault.remove(...namesOf(next))
        if (answer.kind === 'answered') await through?.(next, answer.body)
      }
      if (stop) return stop
    }
    return null
  }

  return {
    list,
    next: nextTime,
    add: (...sendings) =>
      vault.write(
        Object.assign(
          {},
          ...sendings.map(({ files = {}, ...sending }) => ({
            ...kept(sending.key, files),
            [nameOf(sending.key)]: { ...sending, ...UNTRIED, files: typesOf(files) },
          })),
        ),
      ),
    flush: (lineBack = false) => alone(() => sendAll(lineBack)),
    async fix(key, fields, changed = {}) {
      const old = await read(nameOf(key))
      // What is under way is not changed: its answer would speak of something else.
      if (!old?.problem) return
      const files = { ...old.files }
      const fresh: NonNullable<NewSending['files']> = {}
      for (const [field, file] of Object.entries(changed)) {
        delete files[field]
        if (file) fresh[field] = file
      }
      const fixed: Sending = { ...old, ...UNTRIED, fields, files: { ...files, ...typesOf(fresh) } }
      await vault.write({ ...kept(key, fresh), [nameOf(key)]: fixed })
      const gone = namesOf(old).filter((name) => !namesOf(fixed).includes(name))
      if (gone.length > 0) await vault.remove(...gone)
    },
    async settle(key) {
      const old = await read(nameOf(key))
      if (old?.problem) await vault.remove(...namesOf(old))
    },
    async drop(key) {
      const all = await list()
      if (!all.some((each) => each.key === key && each.problem)) return
      const gone = all.filter((each) => each.key === key || each.after === key)
      await vault.remove(...gone.flatMap(namesOf))
    },
  }
}
