import { queryOptions } from '@tanstack/solid-query'

/** Whether the first administrator has not been created yet. */
export const setUpQuery = () =>
  queryOptions({
    queryKey: ['set-up'],
    queryFn: async (): Promise<{ open: boolean }> => {
      const response = await fetch('/api/setup')
      return response.ok ? response.json() : { open: false }
    },
  })
