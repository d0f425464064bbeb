import { isCrestName, MOST_CREST_BYTES, type NamedFile, refuse, setCrest } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { commandDone } from '@beatbook/presentation'
import { createSignal, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { FileField, TextField } from '../../ui/Field.tsx'
import { uploadFile } from '../attachment/upload.ts'
import { commandError } from '../command/form-error.ts'
import { useCommand } from '../command/use-command.ts'
import { crestAddress } from './crest.ts'

/** The force's crest, and for administrators the form that changes or removes it. */
export const ForceCrest = (props: {
  crest: NamedFile | null
  seen: Readonly<Record<string, number>>
  editable: boolean
  onDone: (words: string) => void
}) => {
  const { give, busy } = useCommand<'set-crest'>(setCrest)
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [sending, setSending] = createSignal(false)
  let chosen!: HTMLInputElement
  let reason!: HTMLInputElement
  const fail = (words: string) => setErrors([{ field: FILE, words }])

  const save = async (uploadId: string | null) => {
    const failure = await give({
      commandId: newId(),
      uploadId,
      ...(reason.value.trim() === '' ? {} : { reason: reason.value.trim() }),
      seen: props.seen,
    })
    if (failure !== null) return setErrors([commandError(failure, { inputs: { uploadId: FILE } })])
    props.onDone(uploadId === null ? 'The crest was removed.' : commandDone('set-crest', undefined))
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setErrors([])
    const file = chosen.files?.[0]
    if (file === undefined) return fail('Choose a picture')
    const problem = await problemOf(file)
    if (problem !== null) return fail(problem)
    setSending(true)
    const sent = await uploadFile({ name: file.name, body: file }, () => {}, new AbortController().signal)
    setSending(false)
    return sent.ok ? save(sent.id) : fail(sent.words)
  }

  return (
    <section aria-labelledby="crest">
      <h2 id="crest">Crest</h2>
      <Show
        when={props.crest}
        fallback={<p class="quiet">There is none. The name stands alone at the top of each page.</p>}
      >
        {(crest) => (
          <p>
            <img class="crest-large" src={crestAddress(crest().sha256)} alt={`The crest, ${crest().name}`} />
          </p>
        )}
      </Show>
      <Show when={props.editable}>
        <form class="narrow" aria-label="Change the crest" onSubmit={submit} novalidate>
          <ErrorSummary errors={errors()} />
          <FileField
            ref={chosen}
            id={FILE}
            label="Picture"
            hint={`PNG, JPEG or WebP, at most ${MOST_CREST_BYTES / 1024} KB. Everybody who can reach this server sees it, also before they sign in.`}
            error={errorOn(errors(), FILE)}
            accept=".png,.jpg,.jpeg,.webp"
          />
          <TextField
            ref={reason}
            id="crest-reason"
            label="Reason (optional)"
            autocomplete="off"
            maxlength="500"
          />
          <div class="govuk-button-group">
            <button type="submit" class="govuk-button" disabled={busy() || sending()}>
              {sending() ? 'Sending …' : 'Save'}
            </button>
            <Show when={props.crest}>
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                disabled={busy() || sending()}
                onClick={() => save(null)}
              >
                Remove the crest
              </button>
            </Show>
          </div>
        </form>
      </Show>
    </section>
  )
}

const FILE = 'crest-file'

/** Why a file cannot be the crest, in a sentence; `null` where it can. */
const problemOf = async (file: File): Promise<string | null> => {
  const refused = (because: 'kind' | 'size') =>
    refusalSentence(refuse('crest-refused', { name: file.name, because }))
  if (!isCrestName(file.name)) return refused('kind')
  if (file.size > MOST_CREST_BYTES) return refused('size')
  // What a browser cannot show is not sent.
  const picture = await createImageBitmap(file).catch(() => null)
  picture?.close()
  return picture === null ? refused('kind') : null
}
