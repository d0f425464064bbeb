import { jobSentence } from '@beatbook/presentation'
import { useNavigate } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { refetch } from '../../query-client.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import { useEditing, useSession } from '../session/session.ts'
import { Drafts } from './Drafts.tsx'
import { draftsQuery } from './queries.ts'
import { Steps } from './Steps.tsx'
import { type Progress, uploadDocument } from './upload.ts'

interface Sending extends Progress {
  readonly name: string
}

/** The first step: drop, choose or paste a document. */
export default function BringPage() {
  const navigate = useNavigate()
  const editing = useEditing()
  const session = useSession()
  const drafts = useQuery(draftsQuery)
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [sending, setSending] = createSignal<Sending | null>(null)
  const [over, setOver] = createSignal(false)
  let stop = new AbortController()

  const bring = async (documents: readonly { name: string; body: Blob }[], field: string) => {
    if (documents.length === 0 || sending() !== null) return
    stop = new AbortController()
    const made: string[] = []
    const failed: FormError[] = []
    setErrors([])
    for (const document of documents) {
      if (stop.signal.aborted) break
      setSending({ name: document.name, part: 0, job: null })
      const uploaded = await uploadDocument(
        document,
        (progress) => setSending({ name: document.name, ...progress }),
        stop.signal,
      )
      if (uploaded.ok) made.push(uploaded.id)
      else failed.push({ field, words: uploaded.words })
    }
    setSending(null)
    setErrors(failed)
    await refetch({ queryKey: ['drafts'] })
    if (failed.length === 0 && made.length === 1) navigate(`/import/${made[0]}`)
  }
  const filesOf = (list: FileList | null | undefined) =>
    [...(list ?? [])].map((file) => ({ name: file.name, body: file }))
  const paste = (event: SubmitEvent) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('pasted') ?? '')
    if (text.trim() === '') return setErrors([{ field: 'pasted', words: 'Paste the text of a plan first' }])
    bring([{ name: 'Pasted text.txt', body: new Blob([text], { type: 'text/plain' }) }], 'pasted')
  }
  const refused = () => {
    const now = editing()
    return now.allowed ? null : now.because
  }

  return (
    <Page title="Import a document">
      <Show when={refused() === null} fallback={<p>{refused()}</p>}>
        <Steps at="Choose" />
        <ErrorSummary errors={errors()} />
        <p>
          Choose the document a plan is kept in today. It is read, you check what was read beside the
          document, and nothing is written before you accept it.
        </p>
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
            bring(filesOf(event.dataTransfer?.files), 'file')
          }}
        >
          <Show
            when={sending()}
            fallback={
              <>
                <label for="file">
                  <b>Drop documents here, or choose them</b>
                </label>
                <input
                  id="file"
                  type="file"
                  multiple
                  class="govuk-file-upload"
                  aria-describedby="file-hint"
                  aria-invalid={errorOn(errors(), 'file') === undefined ? undefined : 'true'}
                  onChange={(event) => {
                    bring(filesOf(event.currentTarget.files), 'file')
                    event.currentTarget.value = ''
                  }}
                />
                <p class="quiet" id="file-hint">
                  Word (.docx), Excel (.xlsx), CSV, text, Markdown or a saved web page, up to 50 MB
                </p>
                <Show when={session.data?.filesChecked === false}>
                  <p class="quiet">
                    Files are not scanned for viruses here. Import only documents you trust.
                  </p>
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
                  <button type="button" class="link-button" onClick={() => stop.abort()}>
                    Stop
                  </button>
                </p>
              </div>
            )}
          </Show>
        </div>
        <form onSubmit={paste} novalidate>
          <TextArea
            id="pasted"
            label="Or paste a table or text from Word, Excel or an e-mail"
            error={errorOn(errors(), 'pasted')}
            spellcheck={false}
            class="govuk-textarea mono"
            disabled={sending() !== null}
          />
          <button type="submit" class="govuk-button govuk-button--secondary" disabled={sending() !== null}>
            Read the pasted text
          </button>
        </form>
        <Drafts drafts={drafts.data ?? []} />
      </Show>
    </Page>
  )
}

/**
 * The elapsed and the maximum reading time of a document, as the attributes of a progress bar; none while it
 * waits.
 */
const timeOf = ({ job }: Sending) => (job?.state === 'reading' ? { value: job.seconds, max: job.limit } : {})
