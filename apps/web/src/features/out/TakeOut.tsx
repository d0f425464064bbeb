import { refusalInBody } from '@beatbook/api/client'
import {
  type OutFormat,
  type OutQuestion,
  outFormatNames,
  outFormatTitles,
  type PaperQuestion,
  type PlanView,
  paperFormats,
} from '@beatbook/contract'
import { counted, dayWords, refusalSentence } from '@beatbook/domain/english'
import type { Narrowing } from '@beatbook/presentation'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { DayField } from '../../ui/DayField.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextArea, TextField } from '../../ui/Field.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { useMay } from '../session/session.ts'
import { saveAnswer } from './save.ts'

/** What each format is for. */
const hints: Readonly<Record<OutFormat, string>> = {
  xlsx: 'To change in Excel or LibreOffice and bring back',
  ods: 'For LibreOffice and other programs',
  csv: 'One table for any other tool',
  md: 'Text for a wiki or an e-mail',
  html: 'A page to publish or print',
  docx: 'Pages to edit in Word: the plan as a table, or a board paper',
  pdf: 'The same pages, accessible and not to be changed',
}

/** Takes what a list shows out as a file: its plan, or every plan, with its filters and its day. */
export default function TakeOut(props: {
  /** The plan of the rows; `null` where they are of several. */
  plan: PlanView | null
  filter: Narrowing
  isNarrowed: boolean
  onClose: () => void
}) {
  const { at, asAt } = useAsAt()
  const may = useMay()
  const [failed, setFailed] = createSignal<string | null>(null)
  const [format, setFormat] = createSignal<OutFormat>('xlsx')
  const [board, setBoard] = createSignal(false)
  const isPaper = () => paperFormats.includes(format())
  // Pages are set of one plan.
  const offered = () => outFormatNames.filter((name) => props.plan !== null || !paperFormats.includes(name))
  const [said, setSaid] = createSignal('')
  const [since, setSince] = createSignal<number | null>(null)
  const [seconds, setSeconds] = createSignal(0)
  let stop = new AbortController()
  const timer = setInterval(
    () => setSeconds(since() === null ? 0 : Math.floor((Date.now() - (since() ?? 0)) / 1_000)),
    500,
  )
  onCleanup(() => {
    clearInterval(timer)
    stop.abort()
  })

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const question: Partial<OutQuestion> = {
      plans: props.plan === null ? [] : [props.plan.id],
      format: format(),
      filter: props.filter as OutQuestion['filter'],
      perOwner: form.get('out-per-owner') !== null,
      ...(isPaper() && board() ? { paper: paperIn(form) } : {}),
      ...at(),
    }
    setFailed(null)
    setSaid('')
    stop = new AbortController()
    setSince(Date.now())
    try {
      setSaid(await fetchFile(question, stop.signal))
    } catch (error) {
      setFailed(
        stop.signal.aborted
          ? 'It was stopped. No file was made.'
          : error instanceof Error && error.name === 'Refused'
            ? error.message
            : 'The server cannot be reached. Check your connection and try again.',
      )
    } finally {
      setSince(null)
    }
  }
  return (
    <Modal title="Take out" onClose={props.onClose}>
      <ErrorSummary errors={failed() === null ? [] : [{ words: failed() ?? '' }]} />
      <form onSubmit={submit} novalidate>
        <p>
          {props.plan === null ? 'The actions of every plan' : `The actions of ${props.plan.title}`}
          {props.isNarrowed ? ' that fit the filters' : ''}
          <Show when={asAt()}>{(day) => <>, as at {dayWords(day())}</>}</Show>.
        </p>
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend">What for</legend>
          <div class="govuk-radios govuk-radios--small">
            <For each={offered()}>
              {(each) => (
                <div class="govuk-radios__item">
                  <input
                    class="govuk-radios__input"
                    type="radio"
                    name="out-format"
                    id={`out-${each}`}
                    value={each}
                    checked={each === format()}
                    onChange={() => setFormat(each)}
                  />
                  <label class="govuk-label govuk-radios__label" for={`out-${each}`}>
                    {outFormatTitles[each]} <span class="quiet">· {hints[each]}</span>
                  </label>
                </div>
              )}
            </For>
          </div>
        </fieldset>
        <Show when={isPaper()}>
          <p>
            <label>
              <input
                type="checkbox"
                checked={board()}
                onChange={(event) => setBoard(event.currentTarget.checked)}
              />{' '}
              A board paper, with what changed, what is red and why, and what turns next
            </label>
          </p>
        </Show>
        <Show
          when={isPaper() && board()}
          fallback={
            <p>
              <label>
                <input type="checkbox" name="out-per-owner" /> A file for each owner, together in a .zip file
              </label>
            </p>
          }
        >
          <PaperFields title={props.plan?.title ?? ''} />
        </Show>
        <p role="status" class="done-line">
          {since() === null
            ? said()
            : `The file is being made … ${seconds() > 1 ? `${seconds()} seconds` : ''}`}
        </p>
        <p class="buttons">
          <button type="submit" class="govuk-button" disabled={since() !== null}>
            Take out
          </button>
          <Show
            when={since() === null}
            fallback={
              <button type="button" class="govuk-button govuk-button--secondary" onClick={() => stop.abort()}>
                Stop
              </button>
            }
          >
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => props.onClose()}
            >
              Close
            </button>
          </Show>
        </p>
        <Show when={may('edit')}>
          <p class="quiet">
            A workbook that was changed is brought back with <a href="/workbooks">Bring a workbook back</a>.
          </p>
        </Show>
      </form>
    </Modal>
  )
}

/** What people say themselves about a board paper. Everything but the title may be left empty. */
const PaperFields = (props: { title: string }) => (
  <fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend">Board paper</legend>
    <TextField id="paper-title" label="Title" value={props.title} maxlength="300" />
    <TextField id="paper-board" label="Board (optional)" maxlength="200" />
    <TextField id="paper-agenda" label="Agenda number (optional)" maxlength="40" />
    <DayField id="paper-date" label="Day of the meeting (optional)" value="" />
    <TextField id="paper-presenter" label="Presented by (optional)" maxlength="200" />
    <TextArea id="paper-purpose" label="Purpose (optional)" />
    <TextArea id="paper-recommendations" label="Recommendations, one on each line (optional)" />
    <TextField id="paper-author" label="Author (optional)" maxlength="200" />
    <DayField id="paper-compare" label="Compare with the end of (optional)" value="" />
  </fieldset>
)

/** The particulars of a board paper in its form; what is empty is left out. */
const paperIn = (form: FormData): PaperQuestion => {
  const said = (name: string) => String(form.get(`paper-${name}`) ?? '').trim()
  const given = (key: string, name: string) => (said(name) === '' ? {} : { [key]: said(name) })
  return {
    ...given('title', 'title'),
    ...given('board', 'board'),
    ...given('agenda', 'agenda'),
    ...given('date', 'date'),
    ...given('presenter', 'presenter'),
    ...given('purpose', 'purpose'),
    ...given('author', 'author'),
    ...given('compareWith', 'compare'),
    recommendations: said('recommendations')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
}

/** Asks for the file and saves it as a browser saves files; what was saved, as a sentence. */
const fetchFile = async (question: Partial<OutQuestion>, signal: AbortSignal): Promise<string> => {
  const answer = await fetch('/api/exports', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
    signal,
  })
  if (!answer.ok) {
    const refusal = refusalInBody((await answer.json().catch(() => ({}))) as Record<string, unknown>)
    const error = new Error(
      refusal === null
        ? 'Something went wrong at the server. Try again; if it happens again, tell whoever runs Beatbook.'
        : refusalSentence(refusal),
    )
    error.name = 'Refused'
    throw error
  }
  const name = await saveAnswer(answer)
  return `${name}: ${counted(Number(answer.headers.get('x-beatbook-actions')), 'action')}.`
}
