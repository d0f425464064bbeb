import { type CommandName, commands } from '@beatbook/domain'
import { commandTitle } from '@beatbook/presentation'
import { useParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { NotFoundPage } from '../../ui/NotFoundPage.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay } from '../session/session.ts'
import { CommandForm } from './CommandForm.tsx'

/** The page of a command, for commands without a form on another page. */
export default function CommandPage() {
  const params = useParams<{ name: string }>()
  const may = useMay()
  const [done, setDone] = createSignal('')
  const name = () => (Object.hasOwn(commands, params.name) ? (params.name as CommandName) : null)
  return (
    <Show when={name()} fallback={<NotFoundPage />} keyed>
      {(command) => (
        <Page title={commandTitle(command)}>
          <Show when={done()}>
            <p class="done" role="status">
              {done()}
            </p>
          </Show>
          <Show
            when={may(commands[command].capability)}
            fallback={<p>Your role does not allow this. An administrator can change your role.</p>}
          >
            <CommandForm command={command} onDone={setDone} />
          </Show>
        </Page>
      )}
    </Show>
  )
}
