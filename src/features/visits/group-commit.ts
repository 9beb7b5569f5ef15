// Group commit without a platform in it: while one batch is being written the next one gathers, and
// each caller is answered only after the batch that holds its row was written. Holds nothing that
// was acknowledged, so its death loses nothing.

/** Writes a group, all or nothing, and answers for each id what became of it. */
export type Commit<Row, Answer> = (rows: Row[]) => Promise<Map<string, Answer>>

export interface GroupCommitOptions {
  /** Rows waiting or in flight; past it a row is refused at once. */
  maxQueue: number
  /** Rows in one batch. */
  maxGroup: number
}

interface Waiting<Row, Answer> {
  id: string
  row: Row
  callers: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[]
}

export class QueueFull extends Error {
  override name = 'QueueFull'
}

export class GroupCommit<Row, Answer> {
  readonly #commit: Commit<Row, Answer>
  readonly #options: GroupCommitOptions
  #gathering = new Map<string, Waiting<Row, Answer>>()
  #inFlight = new Map<string, Waiting<Row, Answer>>()
  #running = false

  constructor(
    commit: Commit<Row, Answer>,
    options: GroupCommitOptions = { maxQueue: 2_000, maxGroup: 400 },
  ) {
    this.#commit = commit
    this.#options = options
  }

  /** Rows of one id are one row, however often it is submitted; all its callers get one answer. */
  submit(id: string, row: Row): Promise<Answer> {
    const same = this.#gathering.get(id) ?? this.#inFlight.get(id)
    if (!same && this.#gathering.size + this.#inFlight.size >= this.#options.maxQueue) {
      return Promise.reject(new QueueFull('too many check-ins queued'))
    }
    const waiting = same ?? { id, row, callers: [] }
    if (!same) this.#gathering.set(id, waiting)
    return new Promise((resolve, reject) => {
      waiting.callers.push({ resolve, reject })
      void this.#run()
    })
  }

  async #run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    while (this.#gathering.size > 0) {
      this.#inFlight = this.#takeGroup()
      await this.#writeInFlight()
      this.#inFlight = new Map()
    }
    this.#running = false
  }

  #takeGroup(): Map<string, Waiting<Row, Answer>> {
    const group = new Map([...this.#gathering].slice(0, this.#options.maxGroup))
    for (const id of group.keys()) this.#gathering.delete(id)
    return group
  }

  async #writeInFlight(): Promise<void> {
    const group = [...this.#inFlight.values()]
    try {
      const answers = await this.#commit(group.map((waiting) => waiting.row))
      for (const { id, callers } of group) {
        const answer = answers.get(id)
        for (const { resolve, reject } of callers) {
          if (answer === undefined) reject(new Error('the commit did not answer for a row'))
          else resolve(answer)
        }
      }
    } catch (error) {
      for (const { callers } of group) for (const { reject } of callers) reject(error)
    }
  }
}
