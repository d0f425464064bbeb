import type { Client } from '@beatbook/api/client'
import type { ActionQuestion, ActionRow } from '@beatbook/contract'
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

const PAGE = 200

/** The loaded rows of a list; further pages are loaded when `wanted` comes near the end. */
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
