import type { ConversationSubject, ReadAt } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'
import { refetch } from '../../query-client.ts'

/** What conversations are about, by its id and its address. */
export interface Subject extends ConversationSubject {
  /** The address of the action, or the code of the plan. */
  readonly address: string
}

/** The conversations about an action or a plan. */
export const conversationsQuery = ({ kind, id, address }: Subject, at: ReadAt) =>
  queryOptions({
    queryKey: ['conversations', id, address, at],
    queryFn: () =>
      kind === 'plan'
        ? api.conversations.ofPlan.query({ plan: address, ...at })
        : api.conversations.ofAction.query({ address, ...at }),
  })

/** How many conversations there are about a plan and each of its actions. */
export const countsQuery = (plan: string) =>
  queryOptions({
    queryKey: ['conversations', 'counts', plan],
    queryFn: () => api.conversations.counts.query({ plan }),
  })

/** The comments that mention whoever is signed in and are not read. */
export const unreadQuery = () =>
  queryOptions({
    queryKey: ['conversations', 'unread'],
    queryFn: () => api.work.mentions.query(),
  })

/** The people and owners that a comment can mention. */
export const mentionableQuery = (text: string) =>
  queryOptions({
    queryKey: ['mentionable', text],
    queryFn: () => api.conversations.mentionable.query({ text }),
    staleTime: 30_000,
  })

/** Refetches every conversation that is shown, and what is unread. */
export const refetchConversations = (): Promise<void> => refetch({ queryKey: ['conversations'] })

/** Marks conversations as read up to the entry at a position. */
export const markRead = async (
  conversations: readonly { readonly id: string; readonly position: number }[],
): Promise<void> => {
  await api.work.markRead.mutate({ conversations: [...conversations] })
  await refetch({ queryKey: unreadQuery().queryKey })
}
