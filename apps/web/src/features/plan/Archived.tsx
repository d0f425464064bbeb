import type { PlanView } from '@beatbook/contract'
import { archivePlan, restorePlan } from '@beatbook/domain'
import { commandDone, commandTitle } from '@beatbook/presentation'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useAsAt } from '../../calendar/as-at.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/** Says that a plan is archived, with the way to restore it. The message after either stands here too. */
export const Archived = (props: { plan: PlanView }) => {
  const editing = useEditing()
  const { looksBack } = useAsAt()
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const [failed, setFailed] = createSignal<string | null>(null)
  const restore = useCommand(restorePlan)
  const restoreIt = async () => {
    const commandId = newId()
    const failure = await restore.give({ commandId, planId: props.plan.id })
    setFailed(failure?.words ?? null)
    if (failure === null) setSaved({ words: commandDone('restore-plan'), commandId })
  }
  return (
    <>
      <Saved saved={saved()} />
      <Show when={props.plan.archived}>
        <ErrorSummary errors={failed() === null ? [] : [{ words: failed() ?? '' }]} />
        <p class="govuk-inset-text">
          {looksBack()
            ? 'This plan was archived on that day.'
            : 'This plan is archived: it is in no list or count, and nothing in it can be changed until it is restored.'}{' '}
          <Show when={editing().allowed && !looksBack()}>
            <button type="button" class="link-button" disabled={restore.busy()} onClick={restoreIt}>
              {commandTitle('restore-plan')}
            </button>
          </Show>
        </p>
      </Show>
    </>
  )
}

/** The button that archives a plan, after asking. */
export const ArchiveButton = (props: { plan: PlanView; onDone: (saved: SavedCommand) => void }) => {
  const [asked, setAsked] = createSignal(false)
  const archive = useCommand(archivePlan)
  const archiveIt = async (reason: string): Promise<string | null> => {
    const commandId = newId()
    const failure = await archive.give({
      commandId,
      planId: props.plan.id,
      ...(reason === '' ? {} : { reason }),
    })
    if (failure !== null) return failure.words
    setAsked(false)
    props.onDone({ words: commandDone('archive-plan'), commandId })
    return null
  }
  return (
    <>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={() => setAsked(true)}>
        {commandTitle('archive-plan')}
      </button>
      <Suspense>
        <Show when={asked()}>
          <Confirm
            title="Archive this plan?"
            action="Archive"
            reason="Reason (optional)"
            onClose={() => setAsked(false)}
            onConfirm={archiveIt}
          >
            <p>
              It leaves lists and counts, and nothing in it can be changed until somebody restores it. It can
              still be read at its address, and in the list of archived plans.
            </p>
          </Confirm>
        </Show>
      </Suspense>
    </>
  )
}
