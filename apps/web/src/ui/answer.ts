import { QueryObserver, type QueryObserverOptions } from '@tanstack/solid-query'
import { createComputed, createSignal, onCleanup } from 'solid-js'
import { queryClient } from '../query-client.ts'

/**
 * The answer of a query beside what a page is about, `undefined` until it is there. Unlike the `data` of `useQuery`,
 * reading it never takes the page out of the document while an answer is awaited, with the focus and what is typed.
 */
export const useAnswer = <T>(
  options: () => { readonly queryKey: readonly unknown[]; readonly queryFn?: unknown },
): (() => T | undefined) => {
  const [answer, setAnswer] = createSignal<T | undefined>()
  createComputed(() => {
    const observer = new QueryObserver<T>(queryClient, options() as QueryObserverOptions<T>)
    setAnswer(() => observer.getCurrentResult().data)
    onCleanup(observer.subscribe(({ data }) => setAnswer(() => data)))
  })
  return answer
}
