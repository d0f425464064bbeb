import { jobSentence } from '@beatbook/presentation'
import { createSignal, Show } from 'solid-js'
import { useSession } from '../session/session.ts'
import type { Progress, SentFile } from './upload.ts'

/** A file that is being sent and read. */
export interface Sending extends Progress {
  readonly name: string
}

/** Where files are dropped or chosen, and how far the one is that is being read. */
export const DropFiles = (props: {
  sending: Sending | null
  label: string
  hint: string
  invalid: boolean
  onFiles: (files: readonly SentFile[]) => void
  onStop: () => void
}) => {
  const session = useSession()
  const [over, setOver] = createSignal(false)
  const filesOf = (list: FileList | null | undefined): SentFile[] =>
    [...(list ?? [])].map((file) => ({ name: file.name, body: file }))
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; choosing and pasting do the same by keyboard */}
      <div
        class="drop"
        classList={{ over: over() }}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          props.onFiles(filesOf(event.dataTransfer?.files))
        }}
      >
        <Show
          when={props.sending}
          fallback={
            <>
              <label for="file">
                <b>{props.label}</b>
              </label>
              <input
                id="file"
                type="file"
                multiple
                class="govuk-file-upload"
                aria-describedby="file-hint"
                aria-invalid={props.invalid ? 'true' : undefined}
                onChange={(event) => {
                  props.onFiles(filesOf(event.currentTarget.files))
                  event.currentTarget.value = ''
                }}
              />
              <p class="quiet" id="file-hint">
                {props.hint}
              </p>
              <Show when={session.data?.filesChecked === false}>
                <p class="quiet">Files are not scanned for viruses here. Import only documents you trust.</p>
              </Show>
            </>
          }
        >
          {(now) => (
            <div role="status">
              <p>
                {now().part < 1 ? 'Sending' : 'Reading'} <b>{now().name}</b> …
              </p>
              <Show
                when={now().part < 1}
                fallback={<progress aria-label={`Reading ${now().name}`} {...timeOf(now())} />}
              >
                <progress value={now().part} max="1" aria-label={`Sending ${now().name}`} />
              </Show>
              <Show when={now().job}>{(job) => <p class="quiet">{jobSentence(job())}</p>}</Show>
              <p>
                <button type="button" class="link-button" onClick={() => props.onStop()}>
                  Stop
                </button>
              </p>
            </div>
          )}
        </Show>
      </div>
    </>
  )
}

/**
 * The elapsed and the maximum reading time of a document, as the attributes of a progress bar; none while it
 * waits.
 */
const timeOf = ({ job }: Sending) => (job?.state === 'reading' ? { value: job.seconds, max: job.limit } : {})
