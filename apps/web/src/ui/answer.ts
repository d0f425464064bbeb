import { QueryObserver, type QueryObserverOptions } from '@tanstack/solid-query'
import { createComputed, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { queryClient } from '../query-client.ts'

/** A query as `Loaded` takes it. */
interface Observed<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly isError: boolean
  refetch(): unknown
}

type Options = () => { readonly queryKey: readonly unknown[]; readonly queryFn?: unknown }

/**
 * A query beside what a page is about. Unlike `useQuery`, reading its data never takes the page out of the document
 * while an answer is awaited, with the focus and what is typed. Unchanged parts of an answer keep their elements.
 */
export const useObserved = <T extends object>(options: Options): Observed<T> => {
  const [known, setKnown] = createStore<Omit<Observed<T>, 'refetch'> & { data: T | undefined }>({
    data: undefined,
    error: null,
    isPending: true,
    isError: false,
  })
  let observer: QueryObserver<T>
  createComputed(() => {
    observer = new QueryObserver<T>(queryClient, options() as QueryObserverOptions<T>)
    const take = ({ data, error, isPending, isError }: ReturnType<typeof observer.getCurrentResult>) => {
      // The store changes its data in place, so it has a copy.
      const copy = data === undefined ? undefined : structuredClone(data)
      setKnown('data', reconcile(copy as T, { key: 'id' }))
      setKnown({ error, isPending, isError })
    }
    take(observer.getCurrentResult())
    onCleanup(observer.subscribe(take))
  })
  return Object.defineProperties({ refetch: () => observer.refetch() } as Observed<T>, {
    data: { get: () => known.data },
    error: { get: () => known.error },
    isPending: { get: () => known.isPending },
    isError: { get: () => known.isError },
  })
}

/** The answer of such a query, `undefined` until it is there. */
export const useAnswer = <T extends object>(options: Options): (() => T | undefined) => {
  const observed = useObserved<T>(options)
  return () => observed.data
}
