import { answerRequest } from '@beatbook/api'
import type { CommandInput } from '@beatbook/api/client'
import { aContext, anId, aPerson, aStore } from '@beatbook/api/testing'
import type { ActionView } from '@beatbook/contract'
import type { Draft } from '@beatbook/domain'
import { fixedClock, TODAY } from '@beatbook/testkit'
import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router'
import { configure, render } from '@solidjs/testing-library'
import { QueryClientProvider } from '@tanstack/solid-query'
import { type Component, onCleanup, onMount } from 'solid-js'
import { queryClient } from '../query-client.ts'
import { keepFocus } from '../ui/keep-focus.ts'

// Answers may be slow on a busy machine.
configure({ asyncUtilTimeout: 20_000 })

/**
 * A new record behind the pages' API, for an editor on the day of the tests. `brought` is the text of the
 * document's original, if it is stored.
 */
export const aServer = async (draft: Draft, brought: string | null = null) => {
  queryClient.clear()
  const store = await aStore()
  const draftId = anId()
  const by = { actor: aPerson('editor').id, now: fixedClock().now(), today: TODAY }
  const stored = brought === null ? null : await store.files.put(new TextEncoder().encode(brought))
  const file = stored?.ok ? stored.value : null
  await store.drafts.put({ id: draftId, author: by.actor, now: by.now, draft, file })
  const accepted = await store.commands.run('accept-draft', { commandId: anId(), draftId, as: [] }, by)
  if (!accepted.ok) throw new Error(accepted.error.code)
  const code = accepted.value.plans[0]?.code ?? ''
  const asked: string[] = []
  const delayed = new Map<string, Promise<void>>()
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const procedures = new URL(request.url).pathname.replace('/trpc/', '').split(',')
    asked.push(...procedures)
    await Promise.all(procedures.map((procedure) => delayed.get(procedure)))
    return answerRequest(
      request,
      () => aContext(store),
      () => {},
    )
  }
  return {
    code,
    documentId: accepted.value.documentId ?? '',
    /** The procedures called so far, in order. */
    asked,
    /** Delays the answers of a procedure until the returned function is called. */
    hold: (procedure: string): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      delayed.set(procedure, promise)
      return () => {
        delayed.delete(procedure)
        resolve()
      }
    },
    /** Another person records an update on an action. */
    update: async (ref: string, given: Partial<CommandInput<'record-update'>>): Promise<void> => {
      const action = await store.actions.get(`${code}/${ref}`)
      if (!action.ok) throw new Error(action.error.code)
      const command = {
        commandId: anId(),
        actionId: action.value.id,
        updateId: anId(),
        text: '',
        seen: {},
        ...given,
      }
      const recorded = await store.commands.run('record-update', command, { ...by, actor: 'somebody else' })
      if (!recorded.ok) throw new Error(recorded.error.code)
    },
    /** Another person records that an action depends on another. */
    depend: async (ref: string, on: string): Promise<void> => {
      const [action, other] = await Promise.all([
        store.actions.get(`${code}/${ref}`),
        store.actions.get(`${code}/${on}`),
      ])
      if (!action.ok || !other.ok) throw new Error('there is no such action')
      const command = {
        commandId: anId(),
        actionId: action.value.id,
        kind: 'depends-on' as const,
        to: other.value.id,
      }
      const recorded = await store.commands.run('add-link', command, by)
      if (!recorded.ok) throw new Error(recorded.error.code)
    },
    /** The current state of an action in the record. */
    action: async (ref: string): Promise<ActionView> => {
      const action = await store.actions.get(`${code}/${ref}`)
      if (!action.ok) throw new Error(action.error.code)
      return action.value
    },
    close: () => store.close(),
  }
}

/** Opens a page at a URL, as the app does: `path` is the route's, `at` the URL. */
export const openPage = (page: Component, path: string, at: string) => {
  const history = createMemoryHistory()
  history.set({ value: at })
  return render(() => {
    onMount(() => onCleanup(keepFocus()))
    return (
      <QueryClientProvider client={queryClient}>
        <MemoryRouter history={history}>
          <Route path={path} component={page} />
        </MemoryRouter>
      </QueryClientProvider>
    )
  })
}
