import type { ActionView } from '@beatbook/contract'
import { decideRestoreAction, decideWithdrawAction, type HistoryEntry, type restoreAction, type withdrawAction } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { commandDone, commandTitle, doneSentence } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createSignal, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import { useActionCommand } from './give-command.ts'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))
type Withdraw = ReturnType<typeof withdrawAction.input.parse>
type Restore = ReturnType<typeof restoreAction.input.parse>

/** Withdraws an action, or promises a withdrawn one again. */
export const Withdrawal = (props: { action: ActionView; entries: readonly HistoryEntry[]; onBegin: () => void; onDone: (said: string) => void }) => {
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
  const of = [() => props.action, () => props.entries] as const
  const withdraw = useActionCommand<Withdraw>(...of, {
    decide: (history, command, context) => decideWithdrawAction(history, { ...command, seen: {} }, context),
    send: (command) => api.commands.withdrawAction.mutate(command),
  })
  const restore = useActionCommand<Restore>(...of, {
    decide: (history, command, context) => decideRestoreAction(history, { ...command, seen: {} }, context),
    send: (command) => api.commands.restoreAction.mutate(command),
  })
  const name = () => (props.action.withdrawn ? 'restore-action' : 'withdraw-action')

  const confirm = async (reason: string): Promise<string | null> => {
    const command = { commandId: newId(), actionId: props.action.id, seen: { withdrawn: props.action.touched.withdrawn } }
    const title = name()
    if (!props.action.withdrawn && reason === '') return 'Say why the action is no longer promised.'
    const { refusal } = props.action.withdrawn ? restore.check({ ...command, reason }) : withdraw.check({ ...command, reason })
    if (refusal) return refusalSentence(refusal)
    try {
      await (props.action.withdrawn ? restore.give({ ...command, reason }) : withdraw.give({ ...command, reason }))
    } catch (error) {
      return problemSentence(error)
    }
    close()
    props.onDone(doneSentence(commandDone(title), reason))
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
                : 'It leaves the counts of its plan. It and its history stay readable, and it can be promised again.'}
            </p>
          </Confirm>
        </Show>
      </Suspense>
    </>
  )
}
