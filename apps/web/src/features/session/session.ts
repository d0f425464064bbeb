import type { Capability } from '@beatbook/domain'
import { roleAllows } from '@beatbook/domain'
import { queryOptions, useQuery } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'
import { queryClient } from '../../query-client.ts'

type Session = Awaited<ReturnType<typeof api.session.me.query>>

const [ended, setEnded] = createSignal<Session['person']>(null)

/**
 * Whose session ended while the page was open; `null` while it goes on. The page keeps what it shows, with what is
 * typed in it, until the person signs in again.
 */
export const endedSession = ended

export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: async (): Promise<Session> => {
      const before = queryClient.getQueryData<Session>(['session'])
      const now = await api.session.me.query()
      const isOver = before?.person != null && now.person === null
      setEnded(isOver ? before.person : null)
      return isOver ? before : now
    },
    staleTime: 60_000,
  })

/** The person signed in, the name of the force and the current day in London. */
export const useSession = () => useQuery(sessionQuery)

/** Whether the person signed in has a permission; `false` until that is known. */
export const useMay = () => {
  const session = useSession()
  return (capability: Capability): boolean => {
    const role = session.data?.person?.role
    return role !== undefined && roleAllows(role, capability)
  }
}

/** Whether the page can be edited now, with the reason as a sentence if not. */
export const useEditing = () => {
  const allowed = useMay()
  const { looksBack } = useAsAt()
  return (): { allowed: true } | { allowed: false; because: string } => {
    if (looksBack())
      return { allowed: false, because: 'You are looking back; go back to today to change anything.' }
    if (!allowed('edit'))
      return {
        allowed: false,
        because: 'Your role lets you read, not change. An administrator can give you the editor’s role.',
      }
    return { allowed: true }
  }
}
