import type { ActionEvents, ActionView, Why } from '@beatbook/contract'
import { createSignal, Show } from 'solid-js'
import { useSettings } from '../area/settings.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useEditing } from '../session/session.ts'
import { FillIn } from './FillIn.tsx'

/** The button to fill in the force's own columns of an action; nothing if the force has none. */
export const Columns = (props: {
  action: ActionView
  known: ActionEvents | undefined
  ragRules: Why['ragRules'] | undefined
}) => {
  const settings = useSettings()
  const editing = useEditing()
  const [open, setOpen] = createSignal(false)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  return (
    <Show when={settings().columns.length > 0 && editing().allowed && !props.action.withdrawn}>
      <Saved saved={saved()} />
      <Show
        when={open() && props.known}
        fallback={
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={() => {
              setSaved(null)
              setOpen(true)
            }}
          >
            Fill in columns
          </button>
        }
      >
        {(known) => (
          <FillIn
            action={props.action}
            known={known()}
            ragRules={props.ragRules}
            columns={settings().columns}
            onClose={(done) => {
              setOpen(false)
              setSaved(done)
            }}
          />
        )}
      </Show>
    </Show>
  )
}
