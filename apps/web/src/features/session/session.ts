import type { Capability } from '@beatbook/domain'
import { roleAllows } from '@beatbook/domain'
import { queryOptions, useQuery } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'
import { queryClient } from '../../query-client.ts'
import { useAnswer } from '../../ui/answer.ts'
import { useSettled } from '../../ui/settled.ts'

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

/**
 * Whether the person signed in has a permission; `false` until that is known. The page is not taken out of the document
 * meanwhile, with the focus in it; what is there only for those who may comes when its other queries may be read.
 */
export const useMay = () => {
  const session = useAnswer<Session>(sessionQuery)
  const settled = useSettled()
  return (capability: Capability): boolean => {
    const role = session()?.person?.role
    return settled() && role !== undefined && roleAllows(role, capability)
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
