import { restoreAction, withdrawAction } from '@beatbook/domain'
import { commandDone, commandTitle, doneSentence } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createSignal, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import type { SavedCommand } from '../command/Saved.tsx'
import { type CommandOn, useCommand } from '../command/use-command.ts'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/** Withdraws an action, or restores a withdrawn one. */
export const Withdrawal = (
  props: CommandOn & { onBegin: () => void; onDone: (saved: SavedCommand) => void },
) => {
  const [asked, setAsked] = createSignal(false)
  const location = useLocation()
  const navigate = useNavigate()
  const close = () => {
    setAsked(false)
    if (location.hash !== '') navigate(location.pathname + location.search, { replace: true, scroll: false })
  }
  const begin = () => {
    props.onBegin()
    setAsked(true)
  }
  createEffect(() => location.hash === '#withdraw' && begin())
  const withdraw = useCommand(withdrawAction, () => props)
  const restore = useCommand(restoreAction, () => props)
  const name = () => (props.action.withdrawn ? 'restore-action' : 'withdraw-action')

  const confirm = async (reason: string): Promise<string | null> => {
    const command = {
      commandId: newId(),
      actionId: props.action.id,
      reason,
      seen: { withdrawn: props.action.touched.withdrawn },
    }
    const title = name()
    if (!props.action.withdrawn && reason === '') return 'Say why the action is no longer promised.'
    const failure = await (props.action.withdrawn ? restore : withdraw).give(command)
    if (failure) return failure.words
    close()
    props.onDone({ words: doneSentence(commandDone(title), reason), commandId: command.commandId })
    return null
  }

  return (
    <>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={begin}>
        {commandTitle(name())}
      </button>
      <Suspense>
        <Show when={asked()}>
          <Confirm
            title={`${commandTitle(name())}?`}
            action={commandTitle(name())}
            reason={props.action.withdrawn ? 'Why (may stay empty)' : 'Why'}
            onClose={close}
            onConfirm={confirm}
          >
            <p>
              {props.action.withdrawn
                ? 'It counts again in its plan.'
                : 'It leaves the counts of its plan. It and its history stay readable, and it can be restored.'}
            </p>
          </Confirm>
        </Show>
      </Suspense>
    </>
  )
}
