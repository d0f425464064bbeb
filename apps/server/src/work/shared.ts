/** The limits of the answers that are kept. */
export interface SharedLimits {
  /** The most answers, whether they are being computed or kept. */
  readonly answers: number
  /** The most bytes of those that are kept. */
  readonly bytes: number
}

/** What a caller asks for. */
export interface Asked {
  /** A name of what was committed when the request had arrived. */
  readonly snapshot: string
  /** Everything else that its answer depends on. */
  readonly key: string
  /** Its request, of which `signal` is only read if the answer is not there yet. */
  readonly request: { readonly signal: AbortSignal }
}

/** Answers that serve every caller with the same question, until something is committed. */
export interface SharedAnswers<Answer> {
  /**
   * The answer to what is asked, of which at most one is being computed at a time. `compute` makes it; its
   * signal aborts once every caller that waits for it has gone. Where it turns out to be an answer of one caller
   * alone, such as the refusal of too many questions, the others compute their own. Rejects where computing does.
   */
  of(asked: Asked, compute: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>
}

/**
 * An empty cache. `sizeOf` gives the bytes of an answer, `null` for one that serves its own caller alone. The
 * longest unused answer makes room for a new one, and all are dropped when one of another snapshot is asked for.
 */
export const createSharedAnswers = <Answer>(
  limits: SharedLimits,
  sizeOf: (answer: Answer) => number | null,
): SharedAnswers<Answer> => {
  const entries = new Map<string, Entry<Answer>>()
  let snapshot = ''
  let bytes = 0

  const drop = (entry: Entry<Answer>) => {
    if (entries.get(entry.key) !== entry) return
    entries.delete(entry.key)
    bytes -= entry.bytes
  }
  const makeRoom = () => {
    for (const entry of entries.values()) {
      if (entries.size <= limits.answers && bytes <= limits.bytes) return
      drop(entry)
    }
  }
  const begin = (key: string, compute: (signal: AbortSignal) => Promise<Answer>): Entry<Answer> => {
    const stop = new AbortController()
    const entry: Entry<Answer> = {
      key,
      stop,
      answer: compute(stop.signal),
      waiting: 0,
      bytes: 0,
      done: false,
    }
    const settled = (size: number | null) => {
      entry.done = true
      if (size === null) return drop(entry)
      if (entries.get(key) !== entry) return
      entry.bytes = size
      bytes += size
      makeRoom()
    }
    entry.answer.then(
      (answer) => settled(sizeOf(answer)),
      () => settled(null),
    )
    entries.set(key, entry)
    makeRoom()
    return entry
  }
  /** Waits for an answer that is being computed; the last caller to go stops it. */
  const wait = async (entry: Entry<Answer>, signal: AbortSignal): Promise<Answer> => {
    const leave = () => {
      entry.waiting -= 1
      if (entry.waiting > 0 || entry.done) return
      drop(entry)
      entry.stop.abort()
    }
    entry.waiting += 1
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
    try {
      return await entry.answer
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  return {
    async of(asked, compute) {
      if (asked.snapshot !== snapshot) {
        entries.clear()
        bytes = 0
        snapshot = asked.snapshot
      }
      const known = entries.get(asked.key)
      if (known === undefined) return wait(begin(asked.key, compute), asked.request.signal)
      // The newest use is at the end.
      entries.delete(asked.key)
      entries.set(asked.key, known)
      if (known.done) return known.answer
      const { signal } = asked.request
      const answer = await wait(known, signal)
      return sizeOf(answer) === null && !signal.aborted ? compute(signal) : answer
    },
  }
}

/** An answer, being computed or kept. */
interface Entry<Answer> {
  readonly key: string
  readonly answer: Promise<Answer>
  readonly stop: AbortController
  /** How many callers wait for it while it is being computed. */
  waiting: number
  bytes: number
  done: boolean
}
