import { useNavigate } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { refetch } from '../../query-client.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { Page } from '../../ui/Page.tsx'
import { useEditing } from '../session/session.ts'
import { Drafts } from './Drafts.tsx'
import { DropFiles, type Sending } from './DropFiles.tsx'
import { draftsQuery } from './queries.ts'
import { Steps } from './Steps.tsx'
import { type SentFile, uploadDocument } from './upload.ts'

/** The first step: drop, choose or paste a document. */
export default function BringPage() {
  const navigate = useNavigate()
  const editing = useEditing()
  const drafts = useQuery(draftsQuery)
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [sending, setSending] = createSignal<Sending | null>(null)
  let stop = new AbortController()

  const bring = async (documents: readonly SentFile[], field: string) => {
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
      if (uploaded.ok) made.push(uploaded.value)
      else failed.push({ field, words: uploaded.words })
    }
    setSending(null)
    setErrors(failed)
    await refetch({ queryKey: ['drafts'] })
    if (failed.length === 0 && made.length === 1) navigate(`/import/${made[0]}`)
  }
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
        <p>
          <Link href="/workbooks">Bring a workbook back</Link> that was taken out of Beatbook instead.
        </p>
        <DropFiles
          sending={sending()}
          label="Drop documents here, or choose them"
          invalid={errorOn(errors(), 'file') !== undefined}
          onFiles={(files) => bring(files, 'file')}
          onStop={() => stop.abort()}
          hint="Word (.docx), Excel (.xlsx), CSV, text, Markdown or a saved web page, up to 50 MB"
        />
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
