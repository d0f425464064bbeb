import type { PlanView } from '@beatbook/contract'
import { addAction, readActionLine, readDay, readTimescale } from '@beatbook/domain'
import { counted, dayWords, timescaleSentence } from '@beatbook/domain/english'
import { commandDone, commandTitle, ownersTyped } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'
import { complete } from '../../ui/completing.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { Link } from '../../ui/Link.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import { commandError } from '../command/form-error.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useKept } from '../form/Kept.tsx'
import { useEditing, useSession } from '../session/session.ts'

/** Adds actions to a plan, each typed in one line; the form stays open for the next. */
export const AddAction = (props: { plan: PlanView }) => {
  const editing = useEditing()
  const { looksBack } = useAsAt()
  const location = useLocation()
  const navigate = useNavigate()
  const [open, setOpen] = createSignal(false)
  createEffect(() => location.hash === '#add' && setOpen(true))
  const close = () => {
    setOpen(false)
    if (location.hash !== '') navigate(location.pathname + location.search, { replace: true, scroll: false })
  }
  return (
    <Show when={editing().allowed && !looksBack() && !props.plan.archived}>
      <Show
        when={open()}
        fallback={
          <button type="button" class="govuk-button" onClick={() => setOpen(true)}>
            {commandTitle('add-action')}
          </button>
        }
      >
        <AddForm plan={props.plan} onClose={close} />
      </Show>
    </Show>
  )
}

/** What is typed in the form, and the ids it is sent with: the same line sent twice adds one action. */
interface TypedAction {
  readonly ids: { readonly commandId: string; readonly actionId: string }
  readonly words: string
  readonly owners: string
  readonly timescale: string
  readonly section: string
  readonly ref: string
  readonly on: string
}

/** An action that was sent and not added, and why. */
interface NotAdded {
  readonly typed: TypedAction
  readonly because: string
}

/** The words of an empty form. */
const nothing: Pick<TypedAction, 'words' | 'owners' | 'timescale'> = { words: '', owners: '', timescale: '' }

const newIds = (): TypedAction['ids'] => ({ commandId: newId(), actionId: newId() })

const AddForm = (props: { plan: PlanView; onClose: () => void }) => {
  const session = useSession()
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [line, setLine] = createSignal(nothing)
  // What was typed in earlier lines is offered as well.
  const [before, setBefore] = createSignal<{ owners: readonly string[]; timescales: readonly string[] }>({
    owners: [],
    timescales: [],
  })
  const ownersOffered = () => [...props.plan.owners.map(({ name }) => name), ...before().owners]
  const [added, setAdded] = createSignal<(SavedCommand & { readonly address: string }) | null>(null)
  const [waiting, setWaiting] = createSignal(0)
  const [notAdded, setNotAdded] = createSignal<readonly NotAdded[]>([])
  const add = useCommand(addAction)
  let ids = newIds()
  let words!: HTMLInputElement
  let form!: HTMLFormElement
  createEffect(() => words.focus())
  const kept = useKept(`add-action/${props.plan.id}`)
  const isEmpty = () => Object.values(line()).every((words) => words.trim() === '')
  const leave = warnOfLoss(
    () => !isEmpty() || waiting() > 0 || notAdded().length > 0,
    () => {
      kept.done()
      props.onClose()
    },
  )

  const understood = () => {
    const typed = line().timescale.trim()
    const { owners, timescale } = readActionLine(line().words, { isDated: typed !== '' })
    const names = [...owners, ...ownersTyped(line().owners)].flatMap((owner) =>
      'name' in owner ? [owner.name] : [],
    )
    const said = typed === '' ? timescale : typed
    return [
      ...(names.length === 0 ? [] : [`owner: ${names.join(', ')}`]),
      ...(said === null ? [] : [timescaleSentence(readTimescale(said).timescale)]),
    ].join('; ')
  }

  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement
  const typedNow = (): TypedAction => ({
    ids,
    words: line().words,
    owners: line().owners.trim(),
    timescale: line().timescale.trim(),
    section: field('add-section').value,
    ref: field('add-ref').value.trim(),
    on: field('add-on').value.trim(),
  })
  /** Puts what was typed back into the form, or clears it but for the section and the day. */
  const fill = (typed: TypedAction | null) => {
    ids = typed?.ids ?? newIds()
    setLine(
      typed === null ? nothing : { words: typed.words, owners: typed.owners, timescale: typed.timescale },
    )
    field('add-ref').value = typed?.ref ?? ''
    if (typed !== null) {
      field('add-section').value = typed.section
      field('add-on').value = typed.on
    }
    words.focus()
  }

  // Actions are sent one after the other, while the next is typed.
  let sending = Promise.resolve()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const typed = typedNow()
    if (typed.on !== '' && readDay(typed.on) === null)
      return setErrors([{ field: 'add-on', words: 'Write the day like 31/10/2026 or 31 October 2026' }])
    if (typed.words.trim() === '') return setErrors([{ field: 'add-words', words: 'Write what is promised' }])
    setErrors([])
    setBefore(({ owners, timescales }) => ({
      owners: withNew(
        owners,
        ownersTyped(typed.owners).map(({ name }) => name),
      ),
      timescales: withNew(timescales, [typed.timescale]),
    }))
    fill(null)
    setWaiting((count) => count + 1)
    sending = sending.then(() => send(typed)).finally(() => setWaiting((count) => count - 1))
  }

  const send = async (typed: TypedAction): Promise<void> => {
    const owners = ownersTyped(typed.owners)
    const on = readDay(typed.on)
    const failure = await add.give({
      ...typed.ids,
      planId: props.plan.id,
      words: typed.words,
      ...(owners.length === 0 ? {} : { owners }),
      ...(typed.timescale === '' ? {} : { timescale: typed.timescale }),
      ...(typed.section === '' ? {} : { sectionId: typed.section }),
      ...(typed.ref === '' ? {} : { ref: typed.ref }),
      ...(on === null ? {} : { on }),
    })
    if (failure !== null) {
      const at = typed.timescale === '' ? codes : { ...codes, 'timescale-not-understood': 'add-when' }
      const error = commandError(failure, { codes: at, inputs })
      // Somebody who types on is not interrupted.
      if (!isEmpty()) return void setNotAdded((all) => [...all, { typed, because: error.words }])
      fill(typed)
      return void setErrors([error])
    }
    if (isEmpty()) kept.forget()
    if (document.activeElement === document.body) words.focus()
    const found = await api.actions.get.query({ address: typed.ids.actionId }).catch(() => null)
    if (found !== null)
      setAdded({
        words: commandDone('add-action'),
        commandId: typed.ids.commandId,
        address: found.address,
      })
  }
  const putBack = (put: NotAdded) => {
    const now = typedNow()
    setNotAdded((all) => [
      ...all.filter((each) => each !== put),
      ...(isEmpty() ? [] : [{ typed: now, because: 'It was set aside.' }]),
    ])
    fill(put.typed)
  }

  return (
    <form
      ref={(element) => {
        form = element
        kept.keep(element)
      }}
      class="panel"
      onSubmit={submit}
      novalidate
      aria-labelledby="add-title"
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <h2 id="add-title">{commandTitle('add-action')}</h2>
      <ErrorSummary errors={errors()} />
      <kept.Note />
      <Show when={notAdded().length > 0}>
        <div class="not-added" role="alert">
          <p>Not added:</p>
          <ul class="plain">
            <For each={notAdded()}>
              {(each) => (
                <li>
                  “{each.typed.words}”: {each.because}{' '}
                  <button type="button" class="link-button" onClick={() => putBack(each)}>
                    Put it back<span class="govuk-visually-hidden"> into the form: {each.typed.words}</span>
                  </button>
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      <Saved saved={added()} onUndone={() => words.focus()}>
        <Show when={added()}>{(now) => <Link href={`/plans/${now().address}`}>{now().address}</Link>}</Show>
      </Saved>
      <TextField
        ref={words}
        id="add-words"
        label="What is promised"
        hint="An owner after @ and a date after “by” are read from it: Fit ten doorbells @Estates by Oct 27. A name of several words stands in quotation marks: @&quot;Head of Estates&quot;."
        error={errorOn(errors(), 'add-words')}
        value={line().words}
        autocomplete="off"
        onInput={(event) => setLine({ ...line(), words: event.currentTarget.value })}
      />
      <div class="row">
        <CompletedField
          id="add-owners"
          label="Owner (optional)"
          hint="Filled in as you type. Separate several with semicolons."
          error={errorOn(errors(), 'add-owners')}
          value={line().owners}
          names={ownersOffered()}
          onTyped={(owners) => setLine({ ...line(), owners })}
        />
        <CompletedField
          id="add-when"
          label="When (optional)"
          hint="For example: by Oct 27, June 2027, ongoing."
          error={errorOn(errors(), 'add-when')}
          value={line().timescale}
          names={before().timescales}
          onTyped={(timescale) => setLine({ ...line(), timescale })}
        />
      </div>
      <p class="reading" role="status">
        <Show when={understood() !== ''}>means: {understood()}</Show>
      </p>
      <div class="row">
        <SelectField id="add-section" label="Section" error={errorOn(errors(), 'add-section')}>
          <For each={props.plan.sections}>
            {(section, at) => (
              <option value={section.id} selected={at() === props.plan.sections.length - 1}>
                {section.title}
              </option>
            )}
          </For>
          <Show when={props.plan.sections.length === 0}>
            <option value="">A first section is made</option>
          </Show>
        </SelectField>
        <TextField
          id="add-ref"
          label="Ref (optional)"
          hint="Empty for the next number"
          error={errorOn(errors(), 'add-ref')}
          maxlength="60"
          autocomplete="off"
        />
        <TextField
          id="add-on"
          label="Promised from"
          hint={session.data ? `Empty for today, ${dayWords(session.data.today)}` : undefined}
          error={errorOn(errors(), 'add-on')}
          autocomplete="off"
        />
      </div>
      <p class="quiet" role="status">
        {waiting() === 0 ? '' : `Saving ${counted(waiting(), 'action')} …`}
      </p>
      <FormButtons busy={false} onCancel={leave.ask} />
    </form>
  )
}

/** A field that is completed while it is typed in. */
const CompletedField = (props: {
  id: string
  label: string
  hint: string
  error: string | undefined
  value: string
  names: readonly string[]
  onTyped: (typed: string) => void
}) => (
  <TextField
    id={props.id}
    label={props.label}
    hint={props.hint}
    error={props.error}
    value={props.value}
    maxlength="500"
    autocomplete="off"
    aria-autocomplete="inline"
    onInput={(event) => {
      complete(event, props.names)
      props.onTyped(event.currentTarget.value)
    }}
  />
)

/** Names with those that are not among them yet. */
const withNew = (names: readonly string[], more: readonly string[]): string[] => [
  ...new Set([...names, ...more.filter((name) => name !== '')]),
]

const codes = {
  'nothing-said': 'add-words',
  'timescale-not-understood': 'add-words',
  'effective-in-future': 'add-on',
  'before-it-exists': 'add-on',
  'contradicts-later': 'add-section',
} as const

const inputs: Readonly<Record<string, string>> = {
  words: 'add-words',
  owners: 'add-owners',
  timescale: 'add-when',
  sectionId: 'add-section',
  ref: 'add-ref',
  on: 'add-on',
}
