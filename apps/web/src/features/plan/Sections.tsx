import type { PlanView } from '@beatbook/contract'
import { addSection, mergeSections, moveSection, removeSection, renameSection } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { commandDone, commandTitle } from '@beatbook/presentation'
import { createSignal, For, onMount, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { commandError } from '../command/form-error.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'

type Section = PlanView['sections'][number]

/** The sections of a plan, to be renamed, removed and added to. */
export const Sections = (props: { plan: PlanView }) => {
  const [renaming, setRenaming] = createSignal<string | null>(null)
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const [merging, setMerging] = createSignal<string | null>(null)
  const remove = useCommand(removeSection)
  const move = useCommand(moveSection)

  /** Moves a section by one place; the focus stays on the button, which moves with it. */
  const moveIt = async (section: Section, by: -1 | 1, button: HTMLButtonElement) => {
    const order = props.plan.sections.map(({ id }) => id)
    const other = order[order.indexOf(section.id) + by] ?? section.id
    const commandId = newId()
    const failure = await move.give({
      commandId,
      planId: props.plan.id,
      sectionId: section.id,
      ...(by === -1 ? { beforeId: other } : { afterId: other }),
      seen: { order },
    })
    setErrors(failure === null ? [] : [{ words: failure.words }])
    if (failure === null) setSaved({ words: commandDone('move-section'), commandId })
    // The row is drawn anew in its new place.
    const next = document.getElementById(button.id)
    if (next instanceof HTMLButtonElement && !next.disabled) next.focus()
    else document.getElementById(`${by === -1 ? 'down' : 'up'}-${section.id}`)?.focus()
  }

  const removeIt = async (section: Section) => {
    const commandId = newId()
    const failure = await remove.give({ commandId, planId: props.plan.id, sectionId: section.id })
    setErrors(failure === null ? [] : [{ words: failure.words }])
    if (failure === null) setSaved({ words: commandDone('remove-section'), commandId })
  }

  return (
    <>
      <h3>Sections</h3>
      <ErrorSummary errors={errors()} />
      <Saved saved={saved()} />
      <ul class="plain">
        <For each={props.plan.sections} fallback={<li>There is none yet.</li>}>
          {(section, index) => (
            <li>
              <Show
                when={renaming() === section.id}
                fallback={
                  <>
                    {section.title} ({counted(section.counts.actions, 'action')}){' '}
                    <button type="button" class="link-button" onClick={() => setRenaming(section.id)}>
                      Rename<span class="govuk-visually-hidden"> {section.title}</span>
                    </button>{' '}
                    <button
                      type="button"
                      class="link-button"
                      id={`up-${section.id}`}
                      disabled={move.busy() || index() === 0}
                      onClick={(event) => moveIt(section, -1, event.currentTarget)}
                    >
                      Move up<span class="govuk-visually-hidden"> {section.title}</span>
                    </button>{' '}
                    <button
                      type="button"
                      class="link-button"
                      id={`down-${section.id}`}
                      disabled={move.busy() || index() === props.plan.sections.length - 1}
                      onClick={(event) => moveIt(section, 1, event.currentTarget)}
                    >
                      Move down<span class="govuk-visually-hidden"> {section.title}</span>
                    </button>{' '}
                    <Show when={props.plan.sections.length > 1}>
                      <button type="button" class="link-button" onClick={() => setMerging(section.id)}>
                        Merge<span class="govuk-visually-hidden"> {section.title} into another</span>
                      </button>{' '}
                    </Show>
                    <Show when={section.counts.actions + section.counts.withdrawn === 0}>
                      <button
                        type="button"
                        class="link-button"
                        disabled={remove.busy()}
                        onClick={() => removeIt(section)}
                      >
                        Remove<span class="govuk-visually-hidden"> {section.title}</span>
                      </button>
                    </Show>
                  </>
                }
              >
                <TitleForm
                  id={`rename-${section.id}`}
                  label={`New title of “${section.title}”`}
                  title={section.title}
                  plan={props.plan}
                  section={section}
                  onDone={(done) => {
                    setSaved(done)
                    setRenaming(null)
                  }}
                  onCancel={() => setRenaming(null)}
                />
              </Show>
              <Show when={merging() === section.id}>
                <MergeForm
                  plan={props.plan}
                  section={section}
                  onDone={(done) => {
                    setSaved(done)
                    setMerging(null)
                  }}
                  onCancel={() => setMerging(null)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <TitleForm
        id="section-title"
        label="Title of a new section"
        title=""
        plan={props.plan}
        section={null}
        onDone={setSaved}
      />
    </>
  )
}

/** The section that another one is merged into. */
const MergeForm = (props: {
  plan: PlanView
  section: Section
  onDone: (saved: SavedCommand) => void
  onCancel: () => void
}) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const merge = useCommand(mergeSections)
  const commandId = newId()
  const id = `merge-${props.section.id}`
  const { actions, withdrawn } = props.section.counts
  let select!: HTMLSelectElement
  onMount(() => select.focus())
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const failure = await merge.give({
      commandId,
      planId: props.plan.id,
      sectionId: props.section.id,
      intoSectionId: select.value,
      seen: { actions: actions + withdrawn },
    })
    if (failure !== null) return setErrors([{ words: failure.words }])
    props.onDone({ words: commandDone('merge-sections'), commandId })
  }
  return (
    <form
      onSubmit={submit}
      novalidate
      aria-label={commandTitle('merge-sections')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        props.onCancel()
      }}
    >
      <ErrorSummary errors={errors()} />
      <SelectField
        ref={select}
        id={id}
        label={`Merge “${props.section.title}” into`}
        hint={`${counted(actions + withdrawn, 'action')} move there, withdrawn ones included, and “${props.section.title}” is removed.`}
      >
        <For each={props.plan.sections.filter(({ id }) => id !== props.section.id)}>
          {(other) => <option value={other.id}>{other.title}</option>}
        </For>
      </SelectField>
      <p class="buttons">
        <button type="submit" class="govuk-button govuk-button--secondary" disabled={merge.busy()}>
          Merge
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onCancel()}>
          Cancel
        </button>
      </p>
    </form>
  )
}

/** The title of a section: of a new one where `section` is `null`. */
const TitleForm = (props: {
  id: string
  label: string
  title: string
  plan: PlanView
  section: Section | null
  onDone: (saved: SavedCommand) => void
  onCancel?: () => void
}) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const add = useCommand(addSection)
  const rename = useCommand(renameSection)
  let ids = { commandId: newId(), sectionId: newId() }
  let seen = props.title
  let input!: HTMLInputElement
  onMount(() => props.section !== null && input.focus())

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const title = input.value.trim()
    if (title === '') return setErrors([{ field: props.id, words: 'Write what the section is called' }])
    const { commandId } = ids
    const planId = props.plan.id
    const failure =
      props.section === null
        ? await add.give({ ...ids, planId, title })
        : await rename.give({ commandId, planId, sectionId: props.section.id, title, seen: { title: seen } })
    if (failure !== null) {
      if (failure.refusal?.code === 'stale') seen = props.title
      return setErrors([
        commandError(failure, { codes: { 'section-taken': props.id }, inputs: { title: props.id } }),
      ])
    }
    setErrors([])
    ids = { commandId: newId(), sectionId: newId() }
    input.value = ''
    props.onDone({
      words: commandDone(props.section === null ? 'add-section' : 'rename-section'),
      commandId,
    })
  }

  return (
    <form
      onSubmit={submit}
      novalidate
      aria-label={commandTitle(props.section === null ? 'add-section' : 'rename-section')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || props.onCancel === undefined) return
        event.stopPropagation()
        props.onCancel()
      }}
    >
      <ErrorSummary errors={errors()} />
      <TextField
        ref={input}
        id={props.id}
        label={props.label}
        error={errorOn(errors(), props.id)}
        value={props.title}
        maxlength="500"
        autocomplete="off"
      />
      <p class="buttons">
        <button
          type="submit"
          class="govuk-button govuk-button--secondary"
          disabled={add.busy() || rename.busy()}
        >
          {props.section === null ? 'Add' : 'Save'}
        </button>
        <Show when={props.onCancel}>
          {(cancel) => (
            <button type="button" class="govuk-button govuk-button--secondary" onClick={() => cancel()()}>
              Cancel
            </button>
          )}
        </Show>
      </p>
    </form>
  )
}
