// The gate: a thin Durable Object around the group commit. It stores nothing itself.
import { DurableObject } from 'cloudflare:workers'
import { openDb } from '../../db/client'
import type { Bindings } from '../../env'
import { isOverloaded, isRetryable } from '../../shared/retry'
import { type Arrived, arrivedId, type CommitAnswer, commitArrivals } from './commit'
import { type FloodLimits, FloodWatch } from './flood'
import { GroupCommit, QueueFull } from './group-commit'
import type { Doubt } from './tables'

export interface GateAnswer {
  outcome: CommitAnswer | 'busy'
  doubt: Doubt | null
}

export class Gate extends DurableObject<Bindings> {
  readonly #flood = new FloodWatch()
  readonly #group = new GroupCommit<Arrived, CommitAnswer>((rows) =>
    commitArrivals(openDb(this.env.DB), rows),
  )

  /** Answers after the check-in is in the database; `busy` at once when the queue is full. */
  async checkIn(row: Arrived, device: string | null, limits: FloodLimits): Promise<GateAnswer> {
    const burst =
      row.source === 'self' &&
      this.#flood.isBurst({ device, placeId: row.placeId, at: row.at }, limits)
    const judged = burst && row.doubt === null ? doubtful(row) : row
    try {
      return { outcome: await this.#group.submit(arrivedId(judged), judged), doubt: judged.doubt }
    } catch (error) {
      if (error instanceof QueueFull || isOverloaded(error))
        return { outcome: 'busy', doubt: judged.doubt }
      throw error
    }
  }
}

const doubtful = (row: Arrived): Arrived => ({
  ...row,
  doubt: 'burst',
  share: { visits: 0, people: 0, over: 0, waiting: 0, doubtful: 1 },
})

type GateEnv = Pick<Bindings, 'DB' | 'GATE' | 'GATES'>

/** The gate of a place: one for the town unless GATES says more. */
function gateOf(env: GateEnv, placeId: number): DurableObjectStub<Gate> {
  const gates = Math.max(1, Number(env.GATES ?? '1') || 1)
  return env.GATE.get(env.GATE.idFromName(`gate-${placeId % gates}`))
}

/**
 * Sends a check-in through the gate. Only when the gate itself died (an error marked retryable and
 * not overloaded) is the same row, with the same key, written directly; never after a time-out.
 */
export async function throughGate(
  env: GateEnv,
  row: Arrived,
  device: string | null,
  limits: FloodLimits,
): Promise<GateAnswer> {
  try {
    return await gateOf(env, row.placeId).checkIn(row, device, limits)
  } catch (error) {
    if (!gateDied(error)) throw error
    const answers = await commitArrivals(openDb(env.DB), [row])
    return { outcome: answers.get(arrivedId(row)) ?? 'written', doubt: row.doubt }
  }
}

const isMarked = (error: unknown, mark: 'retryable' | 'durableObjectReset'): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, mark) === true

// A gate that is reset (a new version, a moved machine) says so by its own mark, without `retryable`.
const gateDied = (error: unknown): boolean =>
  !isOverloaded(error) &&
  (isMarked(error, 'retryable') || isMarked(error, 'durableObjectReset') || isRetryable(error))
