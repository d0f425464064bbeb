import { useMutation } from '@tanstack/solid-query'
import { queryClient } from '../../query-client.ts'
import { ratingKeys } from '../../query-keys.ts'

/** Gives a command that the server judges, and asks again for all that it may have changed. */
export const useCommand = <C>(send: (command: C) => Promise<unknown>) => {
  const mutation = useMutation(() => ({
    mutationFn: send,
    onSuccess: () =>
      queryClient.invalidateQueries({
        predicate: ({ queryKey }) => ['plans', 'plan', 'actions', 'action', 'history', ...ratingKeys].includes(String(queryKey[0])),
      }),
  }))
  return { give: (command: C) => mutation.mutateAsync(command), busy: () => mutation.isPending }
}
