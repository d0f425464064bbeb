import { useEffect, useRef, useState } from 'react'
import { stopOf } from '../session/failure.ts'

/**
 * The answer of a query so far. While a newer answer is loading the previous one remains, so that the screen
 * does not flicker.
 */
export interface Answer<T> {
  readonly data: T | null
  readonly error: string | null
  readonly loading: boolean
}

/** Runs the query whenever `key` changes. A late answer, after the key has changed again, is dropped. */
export const useAnswer = <T>(key: string, question: () => Promise<T | null>): Answer<T> => {
  const [answer, setAnswer] = useState<Answer<T> & { key: string }>({
    key: '',
    data: null,
    error: null,
    loading: true,
  })
  const latest = useRef(key)
  latest.current = key
  useEffect(() => {
    setAnswer((was) => ({ ...was, loading: true }))
    question().then(
      (data) => latest.current === key && setAnswer({ key, data, error: null, loading: false }),
      (error: unknown) =>
        latest.current === key &&
        setAnswer((was) => ({ ...was, key, error: stopOf(error).message, loading: false })),
    )
  }, [key])
  return answer
}
