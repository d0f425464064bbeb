import type { PlanView } from '@beatbook/contract'
import { addAction, readActionLine, readDay, readTimescale } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { commandDone, commandTitle, timescaleSentence } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'
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
    <Show when={editing().allowed && !looksBack()}>
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

const AddForm = (props: { plan: PlanView; onClose: () => void }) => {
  const session = useSession()
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [line, setLine] = createSignal('')
  const [added, setAdded] = createSignal<(SavedCommand & { readonly address: string }) | null>(null)
  const add = useCommand(addAction)
  // Sending the same line twice adds one action.
  let ids = { commandId: newId(), actionId: newId() }
  let words!: HTMLInputElement
  createEffect(() => words.focus())
  const kept = useKept(`add-action/${props.plan.id}`)
  const leave = warnOfLoss(
    () => line().trim() !== '',
    () => {
      kept.done()
      props.onClose()
    },
  )

  const understood = () => {
    const { owners, timescale } = readActionLine(line())
    const names = owners.flatMap((owner) => ('name' in owner ? [owner.name] : []))
    return [
      ...(names.length === 0 ? [] : [`owner: ${names.join(', ')}`]),
      ...(timescale === null ? [] : [timescaleSentence(readTimescale(timescale).timescale)]),
    ].join('; ')
  }

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const on = given('add-on') === '' ? undefined : readDay(given('add-on'))
    if (on === null)
      return setErrors([{ field: 'add-on', words: 'Write the day like 31/10/2026 or 31 October 2026' }])
    if (line().trim() === '') return setErrors([{ field: 'add-words', words: 'Write what is promised' }])
    setErrors([])
    const failure = await add.give({
      ...ids,
      planId: props.plan.id,
      words: line(),
      ...(given('add-section') === '' ? {} : { sectionId: given('add-section') }),
      ...(given('add-ref') === '' ? {} : { ref: given('add-ref') }),
      ...(on === undefined ? {} : { on }),
    })
    if (failure) return setErrors([commandError(failure, { codes, inputs })])
    kept.forget()
    const sent = ids
    ids = { commandId: newId(), actionId: newId() }
    setLine('')
    const ref = document.getElementById('add-ref') as HTMLInputElement | null
    if (ref !== null) ref.value = ''
    words.focus()
    const { address } = await api.actions.get.query({ address: sent.actionId })
    setAdded({ words: commandDone('add-action'), commandId: sent.commandId, address })
  }

  return (
    <form
      ref={kept.keep}
      class="panel"
      onSubmit={submit}
      novalidate
      aria-labelledby="add-title"
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <h2 id="add-title">{commandTitle('add-action')}</h2>
      <ErrorSummary errors={errors()} />
      <kept.Note />
      <Saved saved={added()} onUndone={() => words.focus()}>
        <Show when={added()}>{(now) => <Link href={`/plans/${now().address}`}>{now().address}</Link>}</Show>
      </Saved>
      <TextField
        ref={words}
        id="add-words"
        label="What is promised"
        hint="An owner after @ and a date after “by” are read from it: Fit ten doorbells @Estates by Oct 27. A name of several words stands in quotation marks: @&quot;Head of Estates&quot;."
        error={errorOn(errors(), 'add-words')}
        value={line()}
        autocomplete="off"
        onInput={(event) => setLine(event.currentTarget.value)}
      />
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
      <FormButtons busy={add.busy()} onCancel={leave.ask} />
    </form>
  )
}

const codes = {
  'nothing-said': 'add-words',
  'timescale-not-understood': 'add-words',
  'effective-in-future': 'add-on',
  'before-it-exists': 'add-on',
  'contradicts-later': 'add-section',
} as const

const inputs: Readonly<Record<string, string>> = {
  words: 'add-words',
  sectionId: 'add-section',
  ref: 'add-ref',
  on: 'add-on',
}
