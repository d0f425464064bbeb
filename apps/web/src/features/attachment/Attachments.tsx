import { addAttachment, evidenceIn, type KeptAttachment, removeAttachment } from '@beatbook/domain'
import { commandDone, commandTitle } from '@beatbook/presentation'
import { useLocation } from '@solidjs/router'
import { createEffect, createSignal, createUniqueId, For, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { type CommandOn, useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'
import { AttachFields } from './AttachFields.tsx'
import { AttachmentLink } from './AttachmentLink.tsx'
import { createAttaching } from './attaching.ts'
import { EditAttachment } from './EditAttachment.tsx'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/**
 * The files and web links of an action and of its updates, evidence first; people with permission attach, edit
 * and remove them here.
 */
export const Attachments = (props: CommandOn) => {
  const editing = useEditing()
  const location = useLocation()
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const [edited, setEdited] = createSignal<string | null>(null)
  const [asked, setAsked] = createSignal<KeptAttachment | null>(null)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const remove = useCommand(removeAttachment, () => props)
  let place!: HTMLElement

  const mayChange = () => editing().allowed && !props.action.withdrawn
  const evidence = () => evidenceIn(props.action.attachments)
  const others = () => props.action.attachments.filter((each) => each.evidence === null)
  const begin = () => {
    setSaved(null)
    setEdited(null)
    setOpen(true)
  }
  createEffect(() => {
    if (location.hash === '#attach' && mayChange()) begin()
  })
  const close = (done: SavedCommand | null) => {
    setOpen(false)
    setEdited(null)
    setSaved(done)
    queueMicrotask(() => place.querySelector<HTMLElement>('.attach-button')?.focus())
  }
  const takeAway = async (attachment: KeptAttachment, reason: string): Promise<string | null> => {
    const command = {
      commandId: newId(),
      actionId: props.action.id,
      attachmentId: attachment.id,
      ...(reason === '' ? {} : { reason }),
      seen: { ...attachment.touched },
    }
    const failure = await remove.give(command)
    if (failure) return failure.words
    setAsked(null)
    setSaved({ words: commandDone('remove-attachment'), commandId: command.commandId })
    return null
  }
  const list = (attachments: () => readonly KeptAttachment[], label: string) => (
    <ul class="plain attachments" aria-label={label}>
      <For each={attachments()}>
        {(attachment) => (
          <li>
            <AttachmentLink actionId={props.action.id} attachment={attachment} />
            <Show when={attachment.updateId !== null}>
              <span class="quiet"> · with an update</span>
            </Show>
            <Show when={editing().allowed}>
              {' '}
              <button
                type="button"
                class="link-button"
                onClick={() => {
                  setSaved(null)
                  setOpen(false)
                  setEdited(attachment.id)
                }}
              >
                Edit<span class="govuk-visually-hidden"> “{attachment.title}”</span>
              </button>{' '}
              <button
                type="button"
                class="link-button"
                onClick={() => {
                  setSaved(null)
                  setAsked({ ...attachment, touched: { ...attachment.touched } })
                }}
              >
                Remove<span class="govuk-visually-hidden"> “{attachment.title}”</span>
              </button>
            </Show>
            <Show when={edited() === attachment.id}>
              <EditAttachment {...props} attachment={attachment} onClose={close} />
            </Show>
          </li>
        )}
      </For>
    </ul>
  )

  return (
    <section aria-labelledby={`${id}-title`} ref={place}>
      <h2 id={`${id}-title`}>
        <span id="attachments">Files and links</span>
      </h2>
      <Saved saved={saved()} />
      <Show when={props.action.attachments.length === 0}>
        <p class="quiet">
          {props.action.stage === 'complete' ? 'Complete, with no evidence attached.' : 'None yet.'}
        </p>
      </Show>
      <Show when={evidence().length > 0}>
        <h3>Evidence</h3>
        {list(evidence, 'Evidence')}
      </Show>
      <Show when={others().length > 0}>
        <Show when={evidence().length > 0}>
          <h3>Others</h3>
        </Show>
        {list(others, 'Other files and links')}
      </Show>
      <Show when={mayChange()}>
        <Show
          when={open()}
          fallback={
            <p>
              <button type="button" class="link-button attach-button" onClick={begin}>
                {commandTitle('add-attachment')}
              </button>
            </p>
          }
        >
          <AttachForm {...props} onClose={close} />
        </Show>
      </Show>
      <Suspense>
        <Show when={asked()}>
          {(attachment) => (
            <Confirm
              title={attachment().file === null ? 'Remove this link?' : 'Remove this file?'}
              action="Remove it"
              reason="Why (may stay empty)"
              onClose={() => setAsked(null)}
              onConfirm={(reason) => takeAway(attachment(), reason)}
            >
              <p>
                “{attachment().title}” is gone from today. It stays on the days on which it was there, and
                this can be undone.
              </p>
            </Confirm>
          )}
        </Show>
      </Suspense>
    </section>
  )
}

/** The form that attaches files and links, each by a command of its own. */
const AttachForm = (props: CommandOn & { onClose: (saved: SavedCommand | null) => void }) => {
  const attaching = createAttaching()
  const add = useCommand(addAttachment, () => props)
  const [problem, setProblem] = createSignal<string | null>(null)
  const leave = warnOfLoss(
    () => attaching.items.length > 0,
    () => props.onClose(null),
  )
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (attaching.waits(event.currentTarget as HTMLFormElement)) return setProblem(null)
    const found =
      attaching.items.length === 0 ? 'Choose a file or add a web address first' : attaching.problem()
    setProblem(found)
    if (found !== null) return
    const items = attaching.given()
    const sent: string[] = []
    for (const item of items) {
      const command = { commandId: newId(), actionId: props.action.id, ...item }
      const failure = await add.give(command)
      // What is attached already leaves the form; the rest stays to be put right.
      if (failure) return setProblem(failure.words)
      attaching.remove(item.attachmentId)
      sent.push(command.commandId)
    }
    leave.done()
    props.onClose({
      words:
        items.length === 1 ? commandDone('add-attachment') : `${items.length} files and links were attached.`,
      commandId: sent.at(-1) ?? '',
      before: sent.slice(0, -1),
    })
  }
  return (
    <form
      class="panel"
      onSubmit={submit}
      novalidate
      aria-label={commandTitle('add-attachment')}
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <ErrorSummary errors={problem() === null ? [] : [{ words: problem() ?? '' }]} />
      <AttachFields attaching={attaching} legend={commandTitle('add-attachment')} />
      <p class="buttons">
        <button type="submit" class="govuk-button" disabled={add.busy() || attaching.waiting()}>
          {add.busy() || attaching.waiting() ? 'Attaching …' : 'Attach'}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={leave.ask}>
          Cancel
        </button>
      </p>
    </form>
  )
}
