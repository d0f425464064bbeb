import type { PartyView } from '@beatbook/contract'
import {
  editParty,
  mergeParties,
  type PartyKind,
  readOwners,
  renameParty,
  splitOwner,
} from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { commandDone, commandTitle, partyKindChoices } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createSignal, For, Match, Show, Switch } from 'solid-js'
import { v7 as newId } from 'uuid'
import { errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { commandError } from '../command/form-error.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'
import { Account, Left, Successor } from './Follow.tsx'
import { HandOver } from './HandOver.tsx'
import { BeginHolding } from './Hold.tsx'
import {
  DayAndReason,
  dayAndReason,
  dayCodes,
  doneOf,
  type FormProps,
  type Given,
  idOf,
  noDay,
  OwnerField,
  Panel,
} from './Panel.tsx'

type Form = 'rename' | 'edit' | 'hold' | 'account' | 'left' | 'successor' | 'hand-over' | 'split' | 'merge'
/** The forms, each with its command and the kind of owner it is for; any where there is none. */
const forms: readonly (readonly [form: Form, command: keyof typeof buttons, of?: PartyKind])[] = [
  ['rename', 'rename-party'],
  ['edit', 'edit-party'],
  ['hold', 'begin-holding', 'post'],
  ['account', 'set-account', 'person'],
  ['left', 'mark-left', 'person'],
  ['successor', 'set-successor'],
  ['hand-over', 'hand-over'],
  ['split', 'split-owner'],
  ['merge', 'merge-parties'],
]

/** The commands of an owner, each with its form. */
export const KeepOwner = (props: { owner: PartyView }) => {
  const editing = useEditing()
  const location = useLocation()
  const navigate = useNavigate()
  const [open, setOpen] = createSignal<Form | null>(null)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  createEffect(() => {
    const asked = forms.find(([form]) => location.hash === `#${form}`)
    if (asked !== undefined) setOpen(asked[0])
  })
  const close = () => {
    setOpen(null)
    if (location.hash !== '') navigate(location.pathname + location.search, { replace: true, scroll: false })
  }
  const done = (command: SavedCommand) => {
    setSaved(command)
    close()
  }
  const offered = () => forms.filter(([, , of]) => of === undefined || (props.owner.kind ?? of) === of)
  const form = () => ({ owner: props.owner, onClose: close, onDone: done })
  return (
    <Show when={editing().allowed}>
      <Saved saved={saved()} />
      <Show
        when={open()}
        fallback={
          <p class="buttons">
            <For each={offered()}>
              {([each, command]) => (
                <button
                  type="button"
                  class="govuk-button govuk-button--secondary"
                  onClick={() => setOpen(each)}
                >
                  {buttons[command]}
                </button>
              )}
            </For>
          </p>
        }
      >
        <Switch>
          <Match when={open() === 'rename'}>
            <Rename {...form()} />
          </Match>
          <Match when={open() === 'edit'}>
            <Describe {...form()} />
          </Match>
          <Match when={open() === 'hold'}>
            <BeginHolding {...form()} />
          </Match>
          <Match when={open() === 'account'}>
            <Account {...form()} />
          </Match>
          <Match when={open() === 'left'}>
            <Left {...form()} />
          </Match>
          <Match when={open() === 'successor'}>
            <Successor {...form()} />
          </Match>
          <Match when={open() === 'hand-over'}>
            <HandOver {...form()} />
          </Match>
          <Match when={open() === 'split'}>
            <Split {...form()} />
          </Match>
          <Match when={open() === 'merge'}>
            <Merge {...form()} />
          </Match>
        </Switch>
      </Show>
    </Show>
  )
}

const buttons = {
  'rename-party': 'Rename this owner',
  'edit-party': 'Edit this owner',
  'begin-holding': 'Say who holds this post',
  'set-account': 'Say which account this is',
  'mark-left': 'Say that they left',
  'set-successor': 'Say who takes its place',
  'hand-over': 'Give over its open actions',
  'split-owner': 'Split this owner',
  'merge-parties': 'Merge this owner into another',
} as const

const Rename = (props: FormProps) => {
  const id = 'rename-owner'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(renameParty)
  const commandId = newId()
  let seen = props.owner.name
  const submit = async (given: Given) => {
    const name = given('name')
    const more = dayAndReason(given)
    if (name === '') return setErrors([{ field: `${id}-name`, words: 'Write what the owner is called' }])
    if (more === null) return setErrors([noDay(id)])
    if (name === seen) return setErrors([{ field: `${id}-name`, words: 'Write another name' }])
    const failure = await command.give({
      commandId,
      partyId: props.owner.id,
      name,
      ...more,
      seen: { name: seen },
    })
    if (failure === null) return props.onDone({ words: commandDone('rename-party'), commandId })
    if (failure.refusal?.code === 'stale') seen = props.owner.name
    const codes = { ...dayCodes(id), 'name-taken': `${id}-name` }
    return setErrors([commandError(failure, { codes, inputs: { name: `${id}-name`, on: `${id}-on` } })])
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title={commandTitle('rename-party')}
      errors={errors()}
      busy={command.busy()}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <TextField
        id={`${id}-name`}
        label="New name"
        hint="The name before still finds this owner, in searches and in documents. The new one may begin on a day that lies ahead."
        error={errorOn(errors(), `${id}-name`)}
        value={props.owner.name}
        maxlength="200"
        autocomplete="off"
      />
      <DayAndReason id={id} errors={errors()} label="From" />
    </Panel>
  )
}

const Describe = (props: FormProps) => {
  const id = 'edit-owner'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(editParty)
  const commandId = newId()
  const before = { kind: props.owner.kind, parent: props.owner.parent, aliases: props.owner.given }
  let seen = { kind: before.kind, parentId: before.parent?.id ?? null }
  const submit = async (given: Given) => {
    const more = dayAndReason(given)
    if (more === null) return setErrors([noDay(id)])
    const kind = (given('kind') || null) as PartyKind | null
    const parent = given('parent')
    const parentId = parent === '' ? null : await idOf(parent)
    if (parentId instanceof Error) return setErrors([{ field: `${id}-parent`, words: parentId.message }])
    const aliases = given('aliases')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const addAliases = aliases.filter((alias) => !before.aliases.includes(alias))
    const removeAliases = before.aliases.filter((alias) => !aliases.includes(alias))
    const changed = {
      ...(kind === before.kind ? {} : { kind }),
      ...(parentId === (before.parent?.id ?? null) ? {} : { parentId }),
      ...(addAliases.length === 0 ? {} : { addAliases }),
      ...(removeAliases.length === 0 ? {} : { removeAliases }),
    }
    if (Object.keys(changed).length === 0) return setErrors([{ words: 'Change something first' }])
    const failure = await command.give({ commandId, partyId: props.owner.id, ...changed, ...more, seen })
    if (failure === null) return props.onDone({ words: commandDone('edit-party'), commandId })
    if (failure.refusal?.code === 'stale')
      seen = { kind: props.owner.kind, parentId: props.owner.parent?.id ?? null }
    const codes = { ...dayCodes(id), 'name-taken': `${id}-aliases`, 'party-loop': `${id}-parent` }
    return setErrors([commandError(failure, { codes, inputs: { addAliases: `${id}-aliases` } })])
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title={commandTitle('edit-party')}
      errors={errors()}
      busy={command.busy()}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <div class="row">
        <SelectField id={`${id}-kind`} label="Kind">
          <option value="">Not stated</option>
          <For each={partyKindChoices}>
            {(choice) => (
              <option value={choice.kind} selected={choice.kind === before.kind}>
                {choice.words}
              </option>
            )}
          </For>
        </SelectField>
        <OwnerField
          id={`${id}-parent`}
          label="Belongs to (optional)"
          hint="Another owner, such as the organisation of a team"
          value={before.parent?.name ?? ''}
          errors={errors()}
        />
      </div>
      <TextArea
        id={`${id}-aliases`}
        label="Other names (optional)"
        hint="One on each line. Documents and searches find this owner by them. Names it had before always do."
        error={errorOn(errors(), `${id}-aliases`)}
        value={before.aliases.join('\n')}
      />
      <DayAndReason id={id} errors={errors()} label="True from" />
    </Panel>
  )
}

/** The owners that a name may stand for, as the reader of documents proposes them. */
const proposed = (name: string): string[] => readOwners(name).notes.flatMap(({ split }) => split)

const Split = (props: FormProps) => {
  const id = 'split-owner'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(splitOwner)
  const commandId = newId()
  let seen = props.owner.actions
  const submit = async (given: Given) => {
    const into = given('into')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (into.length < 2)
      return setErrors([{ field: `${id}-into`, words: 'Write at least two owners, one on each line' }])
    const reason = given('reason')
    const failure = await command.give({
      commandId,
      partyId: props.owner.id,
      into,
      ...(reason === '' ? {} : { reason }),
      seen: { actions: seen },
    })
    if (failure === null) return props.onDone({ words: commandDone('split-owner'), commandId })
    if (failure.refusal?.code === 'stale') seen = props.owner.actions
    return setErrors([
      commandError(failure, { codes: { 'split-too-small': `${id}-into` }, inputs: { into: `${id}-into` } }),
    ])
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title={buttons['split-owner']}
      errors={errors()}
      busy={command.busy()}
      button={`Split in ${counted(props.owner.actions, 'action')}`}
      done={doneOf(seen, props.owner.actions)}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <p>
        From today the owners below take the place of “{props.owner.name}” in{' '}
        {counted(props.owner.actions, 'action')}, each with the duty it has there. Withdrawn actions and those
        of archived plans keep it. This can be undone.
      </p>
      <TextArea
        id={`${id}-into`}
        label="The owners it becomes"
        hint="One on each line; those that do not exist yet are added"
        error={errorOn(errors(), `${id}-into`)}
        value={proposed(props.owner.name).join('\n')}
      />
      <TextField id={`${id}-reason`} label="Reason (optional)" autocomplete="off" />
    </Panel>
  )
}

const Merge = (props: FormProps) => {
  const id = 'merge-owner'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(mergeParties)
  const commandId = newId()
  const submit = async (given: Given) => {
    if (given('into') === '') return setErrors([{ field: `${id}-into`, words: 'Write the owner that stays' }])
    const intoId = await idOf(given('into'))
    if (intoId instanceof Error) return setErrors([{ field: `${id}-into`, words: intoId.message }])
    const reason = given('reason')
    const failure = await command.give({
      commandId,
      partyId: props.owner.id,
      intoId,
      ...(reason === '' ? {} : { reason }),
    })
    if (failure === null) return props.onDone({ words: commandDone('merge-parties'), commandId })
    const codes = { 'party-loop': `${id}-into`, 'party-merged': `${id}-into` }
    return setErrors([commandError(failure, { codes })])
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title={buttons['merge-parties']}
      errors={errors()}
      busy={command.busy()}
      button="Merge"
      onClose={props.onClose}
      onSubmit={submit}
    >
      <p>
        “{props.owner.name}” becomes another name of the owner that stays. Everything it owns then counts for
        that one, also on days that are past. This can be undone.
      </p>
      <OwnerField id={`${id}-into`} label="The owner that stays" value="" errors={errors()} />
      <TextField id={`${id}-reason`} label="Reason (optional)" autocomplete="off" />
    </Panel>
  )
}
