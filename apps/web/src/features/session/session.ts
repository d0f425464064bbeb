import type { Capability } from '@beatbook/domain'
import { roleAllows } from '@beatbook/domain'
import { queryOptions, useQuery } from '@tanstack/solid-query'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'

export const sessionQuery = () =>
  queryOptions({ queryKey: ['session'], queryFn: () => api.session.me.query(), staleTime: 60_000 })

/** Who is signed in, what the force is called and which day it is in London. */
export const useSession = () => useQuery(sessionQuery)

/** Whether the person signed in may do something; `false` while that is not known. */
export const useMay = () => {
  const session = useSession()
  return (capability: Capability): boolean => {
    const role = session.data?.person?.role
    return role !== undefined && roleAllows(role, capability)
  }
}

/** Whether the page can be edited now, with the reason as a sentence where it cannot. */
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
