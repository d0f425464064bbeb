import type { ActionView } from '@beatbook/contract'
import type { ActionEvent, DecideContext, HistoryEntry, Pending, Recorded, Refusal, Result } from '@beatbook/domain'
import { useMutation } from '@tanstack/solid-query'
import { unwrap } from 'solid-js/store'
import { v7 as newId } from 'uuid'
import { isUnreachable } from '../../api.ts'
import { queryClient } from '../../query-client.ts'
import { ratingKeys } from '../../query-keys.ts'
import { useSession } from '../session/session.ts'
import { knownHistory, shownAfter } from './known-history.ts'
import { actionQuery, historyQuery } from './queries.ts'

interface ActionCommand<C> {
  readonly decide: (history: readonly Recorded<ActionEvent>[], command: C, context: DecideContext) => Result<Pending<ActionEvent>[], Refusal>
  readonly send: (command: C) => Promise<unknown>
}

/**
 * Gives a command on the action of a page: judged first by the domain's own rules, then shown at once, then sent. The page goes back
 * to what the server says if the server refuses.
 */
export const useActionCommand = <C extends object>(action: () => ActionView, entries: () => readonly HistoryEntry[], { decide, send }: ActionCommand<C>) => {
  const session = useSession()
  const keys = () => ({ action: actionQuery(action().address, {}).queryKey, history: historyQuery(action().address, {}).queryKey })
  const mutation = useMutation(() => ({
    mutationFn: send,
    onSettled: (_, error) => {
      const readAgain = queryClient.invalidateQueries({
        predicate: (query) => ['plans', 'plan', 'actions', 'action', 'history', ...ratingKeys].includes(String(query.queryKey[0])),
      })
      // A server that does not answer is said at once, not after it was asked in vain again.
      return error !== null && isUnreachable(error) ? undefined : readAgain
    },
  }))

  /** `null` when the rules allow it. */
  const check = (command: C): { refusal: Refusal | null; events: Pending<ActionEvent>[] } => {
    const today = session.data?.today ?? ''
    const decided = decide(knownHistory(action(), entries()), command, { today, actor: session.data?.person?.id ?? '', newId })
    return decided.ok ? { refusal: null, events: decided.value } : { refusal: decided.error, events: [] }
  }
  const give = async (command: C): Promise<void> => {
    const { events } = check(command)
    const person = session.data?.person
    const { action: actionKey, history: historyKey } = keys()
    await Promise.all([queryClient.cancelQueries({ queryKey: actionKey }), queryClient.cancelQueries({ queryKey: historyKey })])
    // The page's data change in place, so what goes back is a copy.
    const before = structuredClone({ action: unwrap(action()), entries: unwrap(entries()) })
    if (person && events.length > 0) {
      const after = shownAfter(
        structuredClone(before.action),
        structuredClone(before.entries),
        events,
        { id: person.id, name: person.name },
        new Date().toISOString(),
      )
      queryClient.setQueryData(actionKey, after.action)
      queryClient.setQueryData(historyKey, after.entries)
    }
    try {
      await mutation.mutateAsync(command)
    } catch (error) {
      queryClient.setQueryData(actionKey, before.action)
      queryClient.setQueryData(historyKey, [...before.entries])
      throw error
    }
  }
  return { check, give, busy: () => mutation.isPending }
}
