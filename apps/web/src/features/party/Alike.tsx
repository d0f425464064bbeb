import type { AlikeView } from '@beatbook/contract'
import { mergeParties } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { commandDone, likenessWords } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { alikeQuery } from './queries.ts'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/** The owners that may be the same, each pair to be merged by a person or left. */
export const Alike = () => {
  const alike = useQuery(alikeQuery)
  const [asked, setAsked] = createSignal<AlikeView | null>(null)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const merge = useCommand(mergeParties)
  const mergeIt = async ({ keep, other }: AlikeView, reason: string) => {
    const commandId = newId()
    const failure = await merge.give({
      commandId,
      partyId: other.id,
      intoId: keep.id,
      ...(reason === '' ? {} : { reason }),
    })
    if (failure !== null) return failure.words
    setSaved({ words: commandDone('merge-parties'), commandId })
    setAsked(null)
    return null
  }
  return (
    <section aria-labelledby="alike">
      <h2 id="alike">Owners that may be the same</h2>
      <Saved saved={saved()} />
      <Loaded query={alike} what="owners that may be the same">
        {(pairs) => (
          <Show when={pairs().length > 0} fallback={<p>No two owners look the same.</p>}>
            <p>Their names are alike. Nothing is merged until somebody does it here, and it can be undone.</p>
            <ul class="plain">
              <For each={pairs()}>
                {(pair) => (
                  <li>
                    <Link href={`/owners/${pair.other.id}`}>{pair.other.name}</Link>{' '}
                    <span class="quiet">({counted(pair.other.actions, 'action')})</span> and{' '}
                    <Link href={`/owners/${pair.keep.id}`}>{pair.keep.name}</Link>{' '}
                    <span class="quiet">({counted(pair.keep.actions, 'action')})</span>{' '}
                    <button type="button" class="link-button" onClick={() => setAsked(pair)}>
                      Merge
                      <span class="govuk-visually-hidden">
                        {' '}
                        {pair.other.name} into {pair.keep.name}
                      </span>
                    </button>
                    <span class="sub">{likenessWords(pair.because)}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
      <Suspense>
        <Show when={asked()}>
          {(pair) => (
            <Confirm
              title="Merge two owners"
              action="Merge"
              reason="Reason (optional)"
              onClose={() => setAsked(null)}
              onConfirm={(reason) => mergeIt(pair(), reason)}
            >
              <p>
                “{pair().other.name}” becomes another name of “{pair().keep.name}”. Everything it owns,{' '}
                {counted(pair().other.actions, 'action')} today, then counts for “{pair().keep.name}”, also on
                days that are past.
              </p>
            </Confirm>
          )}
        </Show>
      </Suspense>
    </section>
  )
}
