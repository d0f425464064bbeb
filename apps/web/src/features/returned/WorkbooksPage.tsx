import { type ReturnedWorkbook, returnedWorkbook } from '@beatbook/contract'
import { useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import { plansQuery } from '../command/plan.ts'
import { DropFiles, type Sending } from '../draft/DropFiles.tsx'
import { type SentFile, sendToRead } from '../draft/upload.ts'
import { saveAnswer } from '../out/save.ts'
import { useEditing } from '../session/session.ts'
import { ReturnedPlan } from './ReturnedPlan.tsx'

/** Workbooks that were taken out and come back: what each says is shown, and applied where a person chooses so. */
export default function WorkbooksPage() {
  const editing = useEditing()
  const { at } = useAsAt()
  const [search, setSearch] = useSearchParams<{ plan?: string }>()
  const plans = useQuery(() => plansQuery(at()))
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [sending, setSending] = createSignal<Sending | null>(null)
  const [read, setRead] = createSignal<readonly (ReturnedWorkbook & { readonly sent: SentFile })[]>([])
  let stop = new AbortController()

  const path = () => (search.plan ? `/api/returned?plan=${encodeURIComponent(search.plan)}` : '/api/returned')
  const bring = async (files: readonly SentFile[]) => {
    if (files.length === 0 || sending() !== null) return
    stop = new AbortController()
    const failed: FormError[] = []
    setErrors([])
    for (const file of files) {
      if (stop.signal.aborted) break
      setSending({ name: file.name, part: 0, job: null })
      const sent = await sendToRead(
        path(),
        file,
        (body) => returnedWorkbook.safeParse(body).data ?? null,
        (progress) => setSending({ name: file.name, ...progress }),
        stop.signal,
      )
      if (sent.ok)
        setRead((before) => [
          ...before.filter((each) => each.file !== sent.value.file),
          { ...sent.value, sent: file },
        ])
      else failed.push({ field: 'file', words: `${file.name}: ${sent.words}` })
    }
    setSending(null)
    setErrors(failed)
  }
  const refused = () => {
    const now = editing()
    return now.allowed ? null : now.because
  }
  const chosen = () => (plans.isSuccess ? plans.data : []).find(({ code }) => code === search.plan)

  return (
    <Page title="Bring a workbook back">
      <Show when={refused() === null} fallback={<p>{refused()}</p>}>
        <ErrorSummary errors={errors()} />
        <p>
          Choose workbooks that were taken out of Beatbook and changed in Excel or LibreOffice. You are shown
          what is new in each, and nothing is saved before you choose Apply.
        </p>
        <SelectField
          id="workbook-plan"
          label="Plan"
          hint="A workbook that was taken out says itself which plan it is of."
          onChange={(event) => setSearch({ plan: event.currentTarget.value || undefined }, { replace: true })}
        >
          <option value="" selected={chosen() === undefined}>
            As the workbook says
          </option>
          <For each={plans.isSuccess ? plans.data : []}>
            {({ code, title }) => (
              <option value={code} selected={code === search.plan}>
                {title}
              </option>
            )}
          </For>
        </SelectField>
        <DropFiles
          sending={sending()}
          label="Drop workbooks here, or choose them"
          hint="Excel (.xlsx) or CSV, up to 50 MB"
          invalid={errorOn(errors(), 'file') !== undefined}
          onFiles={bring}
          onStop={() => stop.abort()}
        />
        <For each={read()}>
          {(workbook) => (
            <section class="returned" aria-label={workbook.file}>
              <For each={workbook.plans}>
                {(plan) => <ReturnedPlan file={workbook.file} returned={plan} />}
              </For>
              <Show when={hasFaults(workbook)}>
                <Marked path={path()} sent={workbook.sent} />
              </Show>
              <Show when={workbook.otherSheets.length > 0}>
                <p class="quiet">
                  Not read, since they have no table of actions: {workbook.otherSheets.join(', ')}
                </p>
              </Show>
            </section>
          )}
        </For>
      </Show>
    </Page>
  )
}

/** Whether something in a workbook is wrong that can be marked in it. */
const hasFaults = ({ file, plans }: ReturnedWorkbook): boolean =>
  /\.xlsx$/i.test(file) &&
  plans.some(({ rows }) =>
    rows.some(
      ({ fields, refusal, kind }) =>
        refusal !== null ||
        kind === 'elsewhere' ||
        fields.some(({ fault, conflict }) => fault !== null || conflict),
    ),
  )

/** Takes the workbook out again with what is wrong in it marked, to be sent back to whoever changed it. */
const Marked = (props: { path: string; sent: SentFile }) => {
  const [said, setSaid] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const take = async () => {
    setBusy(true)
    setSaid('')
    const { name, body } = props.sent
    const join = props.path.includes('?') ? '&' : '?'
    try {
      const answer = await fetch(`${props.path}${join}name=${encodeURIComponent(name)}&marked=yes`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body,
      })
      setSaid(
        answer.ok
          ? `${await saveAnswer(answer)}: what is wrong has a colour and a note.`
          : 'The workbook could not be marked. Choose the file again.',
      )
    } catch {
      setSaid('The server cannot be reached. Check your connection and try again.')
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <p>
        <button type="button" class="link-button" disabled={busy()} onClick={take}>
          Take the workbook out with its faults marked
        </button>
      </p>
      <p role="status" class="done-line">
        {said()}
      </p>
    </>
  )
}
