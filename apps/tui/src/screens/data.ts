import type { Client } from '@beatbook/api/client'
import type { ActionQuestion, ActionRow } from '@beatbook/contract'
import { useEffect, useRef, useState } from 'react'
import { stopOf } from '../session/failure.ts'

/**
 * What a question has answered so far. While a newer answer is on its way the older one stays, so that
 * nothing jumps.
 */
export interface Answer<T> {
  readonly data: T | null
  readonly error: string | null
  readonly loading: boolean
}

/**
 * Asks `question` again whenever `key` changes. An answer that comes late, after the key changed again, is
 * dropped.
 */
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

const PAGE = 200

/** The rows of a list so far, read on in pages when `wanted` comes near the end of what is there. */
export const useRows = (
  client: Client,
  key: string,
  question: Partial<ActionQuestion>,
  wanted: number,
): Answer<ActionRow[]> & { count: number; capped: boolean } => {
  const [state, setState] = useState({
    rows: null as ActionRow[] | null,
    count: 0,
    capped: false,
    next: null as string | null,
    error: null as string | null,
    loading: true,
  })
  const latest = useRef(key)
  latest.current = key
  const ask = (cursor: string | null, before: ActionRow[]): void => {
    setState((was) => ({ ...was, loading: true }))
    client.actions.list.query({ ...question, limit: PAGE, ...(cursor === null ? {} : { cursor }) }).then(
      (page) =>
        latest.current === key &&
        setState({
          rows: [...before, ...page.rows],
          count: page.count,
          capped: page.capped,
          next: page.next,
          error: null,
          loading: false,
        }),
      (error: unknown) =>
        latest.current === key &&
        setState((was) => ({ ...was, error: stopOf(error).message, loading: false })),
    )
  }
  useEffect(() => ask(null, []), [key])
  const near =
    state.rows !== null && state.next !== null && !state.loading && wanted > state.rows.length - PAGE / 2
  useEffect(() => {
    if (near && state.rows) ask(state.next, state.rows)
  }, [near])
  return {
    data: state.rows,
    error: state.error,
    loading: state.loading,
    count: state.count,
    capped: state.capped,
  }
}
