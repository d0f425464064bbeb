import type { DraftSummary } from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api, problemSentence } from '../../api.ts'
import { refetch } from '../../query-client.ts'
import { At } from '../../ui/Day.tsx'
import { Link } from '../../ui/Link.tsx'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/** A person's open drafts: neither accepted nor discarded. */
export const Drafts = (props: { drafts: readonly DraftSummary[] }) => {
  const [asked, setAsked] = createSignal<DraftSummary | null>(null)
  const discard = async (draft: DraftSummary): Promise<string | null> => {
    try {
      await api.drafts.discard.mutate({ id: draft.id })
    } catch (error) {
      return problemSentence(error)
    }
    await refetch({ queryKey: ['drafts'] })
    setAsked(null)
    return null
  }
  return (
    <Show when={props.drafts.length > 0}>
      <section aria-labelledby="drafts">
        <h2 id="drafts">Drafts in progress</h2>
        <p class="quiet">Only you see them. They go when they are accepted or discarded, or after 30 days.</p>
        <ul class="drafts">
          <For each={props.drafts}>
            {(draft) => (
              <li>
                <Link href={`/import/${draft.id}`}>
                  <b>{draft.name}</b>
                </Link>
                <span class="sub">
                  {[
                    ...draft.plans.map((plan) => `${plan.title} (${counted(plan.actions, 'action')})`),
                    ...(draft.tables > 0
                      ? [counted(draft.tables, 'table of figures', { plural: 'tables of figures' })]
                      : []),
                  ].join('; ')}
                  {' · '}
                  <At at={draft.createdAt} />
                </span>
                <button type="button" class="link-button" onClick={() => setAsked(draft)}>
                  Discard<span class="govuk-visually-hidden"> {draft.name}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
        <Suspense>
          <Show when={asked()}>
            {(draft) => (
              <Confirm
                title="Discard this draft?"
                action="Discard it"
                onClose={() => setAsked(null)}
                onConfirm={() => discard(draft())}
              >
                <p>
                  What was read from <b>{draft().name}</b> and what you decided goes. The document itself
                  stays where you have it.
                </p>
              </Confirm>
            )}
          </Show>
        </Suspense>
      </section>
    </Show>
  )
}
