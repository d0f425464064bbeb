import type { ActionEvents, ActionView, Why } from '@beatbook/contract'
import { editAction, MOST_WORDS, readDay, tagsTyped } from '@beatbook/domain'
import { dayWords, fieldWords } from '@beatbook/domain/english'
import { commandDone, commandTitle, doneSentence, ownersGiven, ownersWritten } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, onMount } from 'solid-js'
import { v7 as newId } from 'uuid'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import { commandError } from '../command/form-error.ts'
import { planQuery } from '../command/plan.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useKept } from '../form/Kept.tsx'
import { useSession } from '../session/session.ts'

interface EditActionProps {
  readonly action: ActionView
  readonly known: ActionEvents
  readonly ragRules: Why['ragRules'] | undefined
  /** Called with what was saved; with `null` if nothing was done. */
  readonly onClose: (saved: SavedCommand | null) => void
}

/** The form for what describes an action: its words, ref, section, owners, success in words and tags. */
export const EditAction = (props: EditActionProps) => {
  const session = useSession()
  const plan = useQuery(() => planQuery(props.action.planCode, {}))
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [begun, setBegun] = createSignal(false)
  const ids = { commandId: newId() }
  // The values when the form was opened; others' changes arrive in the page while it is filled in.
  const { text, ref, sectionId, section, owners, success, tags } = props.action
  const before = {
    text,
    ref,
    sectionId,
    owners: ownersWritten(owners),
    success: success ?? '',
    tags: tags.join(', '),
  }
  let seen = { ...props.action.touched }
  let words!: HTMLTextAreaElement
  onMount(() => words.focus())
  const kept = useKept(`edit-action/${props.action.id}`)
  const leave = warnOfLoss(begun, () => {
    kept.done()
    props.onClose(null)
  })
  const edit = useCommand(editAction, () => props)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const on = given('edit-on') === '' ? undefined : readDay(given('edit-on'))
    if (on === null)
      return setErrors([{ field: 'edit-on', words: 'Write the day like 31/10/2026 or 31 October 2026' }])
    const missing = (['edit-text', 'edit-ref'] as const).filter((field) => given(field) === '')
    if (missing.length > 0)
      return setErrors(
        missing.map((field) => ({
          field,
          words: field === 'edit-ref' ? 'Write its ref' : 'Write what is promised',
        })),
      )
    const changed = {
      ...(given('edit-text') === before.text.trim() ? {} : { text: given('edit-text') }),
      ...(given('edit-ref') === before.ref ? {} : { ref: given('edit-ref') }),
      ...(given('edit-section') === before.sectionId ? {} : { sectionId: given('edit-section') }),
      ...(given('edit-owners') === before.owners ? {} : { owners: ownersGiven(given('edit-owners')) }),
      ...(given('edit-success') === before.success ? {} : { success: given('edit-success') || null }),
      ...(given('edit-tags') === before.tags ? {} : { tags: tagsTyped(given('edit-tags')) }),
    }
    if (Object.keys(changed).length === 0) return setErrors([{ words: 'Change something first' }])
    const command = editAction.input.safeParse({
      ...ids,
      actionId: props.action.id,
      ...changed,
      ...(on === undefined ? {} : { on }),
      ...(given('edit-reason') === '' ? {} : { reason: given('edit-reason') }),
      seen: {
        text: seen.text,
        ref: seen.ref,
        section: seen.section,
        owners: seen.owners,
        success: seen.success,
        tags: seen.tags,
      },
    })
    if (!command.success) {
      const field = inputs[String(command.error.issues[0]?.path[0])]
      return setErrors([
        {
          ...(field ? { field } : {}),
          words: field === 'edit-text' ? tooLong : 'This does not fit. Shorten it',
        },
      ])
    }
    setErrors([])
    const failure = await edit.give(command.data)
    if (failure) {
      setErrors([commandError(failure, { codes, inputs })])
      // After seeing what changed, the person may save it anyway.
      if (failure.refusal?.code === 'stale') seen = { ...props.action.touched }
      return
    }
    leave.done()
    kept.done()
    props.onClose({
      words: doneSentence(commandDone('edit-action'), given('edit-text'), given('edit-reason')),
      commandId: ids.commandId,
    })
  }

  return (
    <form
      ref={kept.keep}
      class="panel"
      onSubmit={submit}
      onInput={() => setBegun(true)}
      novalidate
      aria-labelledby="edit-title"
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <h2 id="edit-title">{commandTitle('edit-action')}</h2>
      <ErrorSummary errors={errors()} />
      <kept.Note />
      <TextArea
        ref={words}
        id="edit-text"
        label={fieldWords.text.label}
        error={errorOn(errors(), 'edit-text')}
        value={before.text}
      />
      <div class="row">
        <TextField
          id="edit-ref"
          label={fieldWords.ref.label}
          hint="The old address still finds the action."
          error={errorOn(errors(), 'edit-ref')}
          value={before.ref}
          maxlength="60"
          autocomplete="off"
        />
        <SelectField
          id="edit-section"
          label={fieldWords.section.label}
          error={errorOn(errors(), 'edit-section')}
        >
          <For each={plan.data?.sections ?? [{ id: sectionId, title: section }]}>
            {(each) => (
              <option value={each.id} selected={each.id === before.sectionId}>
                {each.title}
              </option>
            )}
          </For>
        </SelectField>
      </div>
      <TextArea
        id="edit-owners"
        label={fieldWords.owners.label}
        hint="One on each line, for example Estates, or Fleet: consulted. A new name is added as an owner."
        error={errorOn(errors(), 'edit-owners')}
        value={before.owners}
        rows="3"
      />
      <TextArea
        id="edit-success"
        label={fieldWords.success.label}
        hint="Optional. What people will see that they do not see now."
        error={errorOn(errors(), 'edit-success')}
        value={before.success}
        rows="2"
      />
      <TextField
        id="edit-tags"
        label={fieldWords.tags.label}
        hint="Optional. Separate tags with a comma, for example Night-time economy, Women’s safety."
        error={errorOn(errors(), 'edit-tags')}
        value={before.tags}
        autocomplete="off"
      />
      <div class="row">
        <TextField
          id="edit-on"
          label="True from"
          hint={session.data ? `Empty for today, ${dayWords(session.data.today)}` : undefined}
          error={errorOn(errors(), 'edit-on')}
          autocomplete="off"
        />
        <TextField id="edit-reason" label="Reason (optional)" autocomplete="off" />
      </div>
      <FormButtons busy={edit.busy()} onCancel={leave.ask} />
    </form>
  )
}

const tooLong = `Write at most ${MOST_WORDS.toLocaleString('en-GB')} characters`

const codes = {
  'effective-in-future': 'edit-on',
  'before-it-exists': 'edit-on',
  'contradicts-later': 'edit-on',
} as const

const inputs: Readonly<Record<string, string>> = {
  text: 'edit-text',
  ref: 'edit-ref',
  sectionId: 'edit-section',
  owners: 'edit-owners',
  success: 'edit-success',
  tags: 'edit-tags',
  on: 'edit-on',
  reason: 'edit-reason',
}
