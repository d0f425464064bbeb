import type { PartyQuestion } from '@beatbook/contract'
import type { ReadAt } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

/** A page of owners. */
export const partiesQuery = (question: Partial<PartyQuestion>) =>
  queryOptions({ queryKey: ['parties', question], queryFn: () => api.parties.list.query(question) })

/** One owner by its id. */
export const partyQuery = (owner: string, at: ReadAt) =>
  queryOptions({ queryKey: ['parties', owner, at], queryFn: () => api.parties.get.query({ owner, ...at }) })

/** What happened to an owner. */
export const partyHistoryQuery = (owner: string, at: ReadAt) =>
  queryOptions({
    queryKey: ['parties', owner, 'history', at],
    queryFn: () => api.parties.history.query({ owner, ...at }),
  })

/** The owners with open actions and nobody there. */
export const vacantQuery = (at: ReadAt) =>
  queryOptions({ queryKey: ['parties', 'vacant', at], queryFn: () => api.parties.vacant.query(at) })

/** The people who can sign in, by their names. */
export const accountsQuery = () =>
  queryOptions({
    queryKey: ['parties', 'accounts'],
    queryFn: async () =>
      (await api.conversations.mentionable.query({ limit: 1000 })).filter(({ kind }) => kind === 'person'),
  })

/** The owners that may be the same. */
export const alikeQuery = () =>
  queryOptions({ queryKey: ['parties', 'alike'], queryFn: () => api.parties.alike.query() })

/** The first actions of an owner, by plan. */
export const ownedQuery = (owner: string, at: ReadAt) =>
  queryOptions({
    queryKey: ['actions', 'owned', owner, at],
    queryFn: () => api.actions.list.query({ owner, limit: 200, ...at }),
  })
