import type { ImportUndo } from '@beatbook/contract'
import { undoCommand } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { dependentWords, importUndoSentences } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useAsAt } from '../../calendar/as-at.ts'
import { refetch } from '../../query-client.ts'
import { At } from '../../ui/Day.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'
import { importUndoQuery } from './queries.ts'

/**
 * Undoes the import of a document, or redoes it once it is undone, after showing what it does and what is in the way.
 * `name` is the document's, for a reader who hears the button alone.
 */
export const UndoImport = (props: { documentId: string; undone: boolean; name?: string }) => {
  const editing = useEditing()
  const { looksBack } = useAsAt()
  const [open, setOpen] = createSignal(false)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  return (
    <Show when={editing().allowed && !looksBack()}>
      <button type="button" class="link-button" onClick={() => setOpen(true)}>
        {props.undone ? 'Redo this import' : 'Undo this import'}
        <Show when={props.name}>{(name) => <span class="govuk-visually-hidden"> of {name()}</span>}</Show>
      </button>
      <Saved saved={saved()} onUndone={() => refetch({ predicate: ({ queryKey }) => ofImports(queryKey) })} />
      <Show when={open()}>
        <Modal
          title={props.undone ? 'Redo this import?' : 'Undo this import?'}
          wide
          onClose={() => setOpen(false)}
        >
          <Preview
            documentId={props.documentId}
            onClose={() => setOpen(false)}
            onDone={(done) => {
              setSaved(done)
              setOpen(false)
            }}
          />
        </Modal>
      </Show>
    </Show>
  )
}

const Preview = (props: {
  documentId: string
  onClose: () => void
  onDone: (saved: SavedCommand) => void
}) => {
  const preview = useQuery(() => importUndoQuery(props.documentId))
  return (
    <Loaded query={preview} what="import">
      {(data) => <Settle undo={data()} onClose={props.onClose} onDone={props.onDone} />}
    </Loaded>
  )
}

const Settle = (props: { undo: ImportUndo; onClose: () => void; onDone: (saved: SavedCommand) => void }) => {
  const undo = useCommand(undoCommand)
  const [failed, setFailed] = createSignal<string | null>(null)
  const isHeld = () => props.undo.count > 0
  const commandId = newId()
  const settle = async (event: SubmitEvent) => {
    event.preventDefault()
    const reason = String(
      new FormData(event.currentTarget as HTMLFormElement).get('undo-import-reason') ?? '',
    ).trim()
    const words = doneWords(props.undo)
    const failure = await undo.give({
      commandId,
      undoes: props.undo.commandId,
      ...(isHeld() ? { rest: true } : {}),
      ...(reason === '' ? {} : { reason }),
    })
    await refetch({ predicate: ({ queryKey }) => ofImports(queryKey) })
    if (failure !== null) return setFailed(failure.words)
    props.onDone({ words, commandId })
  }
  return (
    <form onSubmit={settle} novalidate>
      <ErrorSummary errors={failed() === null ? [] : [{ words: failed() ?? '' }]} />
      <Show
        when={isHeld()}
        fallback={<For each={importUndoSentences(props.undo)}>{(sentence) => <p>{sentence}</p>}</For>}
      >
        <Held undo={props.undo} />
      </Show>
      <Show when={!isHeld() || props.undo.rest > 0}>
        <TextField id="undo-import-reason" label="Reason (optional)" autocomplete="off" />
      </Show>
      <p class="buttons">
        <Show when={!isHeld() || props.undo.rest > 0}>
          <button type="submit" class="govuk-button" disabled={undo.busy()}>
            {buttonWords(props.undo, undo.busy())}
          </button>
        </Show>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onClose()}>
          Cancel
        </button>
      </p>
    </form>
  )
}

/** Whether a query shows a document or its import. */
const ofImports = (queryKey: readonly unknown[]): boolean =>
  ['document', 'documents', 'import-undo'].includes(String(queryKey[0]))

const doneWords = ({ undone, count, rest }: ImportUndo): string => {
  const done = undone ? 'redone' : 'undone'
  if (count === 0) return `The import was ${done}.`
  return `${counted(rest, 'action')} of the import ${rest === 1 ? 'was' : 'were'} ${done}.`
}

const buttonWords = ({ undone, count, rest }: ImportUndo, busy: boolean): string => {
  if (busy) return undone ? 'Redoing …' : 'Undoing …'
  const verb = undone ? 'Redo' : 'Undo'
  return count > 0 ? `${verb} the other ${counted(rest, 'action')}` : `${verb} the import`
}

/** What rests on the import, each with the way to undo it. */
const Held = (props: { undo: ImportUndo }) => (
  <>
    <p>
      It cannot be {props.undo.undone ? 'redone' : 'undone'} as a whole, because{' '}
      {counted(props.undo.count, 'later entry', { plural: 'later entries' })}{' '}
      {props.undo.count === 1 ? 'rests' : 'rest'} on it. Undo {props.undo.count === 1 ? 'it' : 'them'} first,
      newest first
      <Show when={props.undo.rest > 0}>
        {`, or ${props.undo.undone ? 'redo' : 'undo'} the other ${counted(props.undo.rest, 'action')} and keep what came later. The plan then stays`}
      </Show>
      .
    </p>
    <ul>
      <For each={props.undo.dependents}>
        {(dependent) => (
          <li>
            <Show when={hrefOf(dependent)} fallback={dependentWords(dependent)}>
              {(href) => <Link href={href()}>{dependentWords(dependent)}</Link>}
            </Show>{' '}
            <span class="quiet">
              (recorded <At at={dependent.recordedAt} />)
            </span>
          </li>
        )}
      </For>
    </ul>
    <Show when={props.undo.count > props.undo.dependents.length}>
      <p>And {props.undo.count - props.undo.dependents.length} more.</p>
    </Show>
  </>
)

const hrefOf = ({ kind, id, address }: ImportUndo['dependents'][number]): string | null => {
  if (address === null) return null
  return kind === 'party' ? `/owners/${id}` : `/plans/${address}`
}
