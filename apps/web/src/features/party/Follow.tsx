import { markLeft, setAccount, setSuccessor } from '@beatbook/domain'
import { commandDone, leftSentence } from '@beatbook/presentation'
import { createSignal, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import type { FormError } from '../../ui/ErrorSummary.tsx'
import { commandError } from '../command/form-error.ts'
import { useCommand } from '../command/use-command.ts'
import { useSession } from '../session/session.ts'
import {
  DayAndReason,
  dayAndReason,
  type FormProps,
  type Given,
  idOf,
  noDay,
  OwnerField,
  Panel,
} from './Panel.tsx'
import { accountNamed, PersonField } from './PersonField.tsx'

/** The day, as the command takes it: it may lie ahead. */
const fromAndReason = (given: Given): { from?: string; reason?: string } | null => {
  const more = dayAndReason(given)
  if (more === null) return null
  const { on, ...reason } = more
  return { ...(on === undefined ? {} : { from: on }), ...reason }
}

/** The form that says which account a person is. */
export const Account = (props: FormProps) => {
  const id = 'account-of-owner'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(setAccount)
  const commandId = newId()
  const submit = async (given: Given) => {
    const more = fromAndReason(given)
    if (more === null) return setErrors([noDay(id)])
    const name = given('account')
    const accountId = name === '' ? null : await accountNamed(name)
    if (name !== '' && accountId === null)
      return setErrors([
        { field: `${id}-account`, words: `Nobody called “${name}” can sign in. Choose from the list` },
      ])
    const failure = await command.give({
      commandId,
      partyId: props.owner.id,
      accountId,
      ...more,
      ...(more.from === undefined ? { seen: { account: props.owner.account?.id ?? null } } : {}),
    })
    if (failure === null) return props.onDone({ words: commandDone('set-account'), commandId })
    return setErrors([commandError(failure, { codes: {}, inputs: { from: `${id}-on` } })])
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title="Say which account this is"
      errors={errors()}
      busy={command.busy()}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <p>
        What “{props.owner.name}” owns, and what the posts they hold own, is then in the work of that account.
        It gives no rights.
      </p>
      <PersonField
        id={`${id}-account`}
        label="Account (empty for none)"
        value={props.owner.account?.name ?? ''}
        errors={errors()}
        accountsAlone
      />
      <DayAndReason id={id} errors={errors()} label="True from" />
    </Panel>
  )
}

/** The form that says on which day a person leaves. */
export const Left = (props: FormProps) => {
  const id = 'owner-left'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(markLeft)
  const session = useSession()
  const commandId = newId()
  const give = async (from: string | null | undefined, reason: string | undefined) => {
    const failure = await command.give({
      commandId,
      partyId: props.owner.id,
      ...(from === undefined ? {} : { from }),
      ...(reason === undefined ? {} : { reason }),
      seen: { left: props.owner.left },
    })
    if (failure === null) return props.onDone({ words: commandDone('mark-left'), commandId })
    return setErrors([commandError(failure, { codes: {}, inputs: { from: `${id}-on` } })])
  }
  const submit = async (given: Given) => {
    const more = fromAndReason(given)
    return more === null ? setErrors([noDay(id)]) : give(more.from, more.reason)
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title="Say that they left"
      errors={errors()}
      busy={command.busy()}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <p>
        The posts that {props.owner.name} holds then have no holder from that day. Open actions of both are
        listed among the owners without anybody until somebody takes them.
      </p>
      <Show when={leftSentence(props.owner, session.data?.today ?? '')}>
        {(said) => (
          <p>
            {said()}{' '}
            <button type="button" class="link-button" onClick={() => give(null, undefined)}>
              They do not leave
            </button>
          </p>
        )}
      </Show>
      <DayAndReason id={id} errors={errors()} label="First day they are no longer there" />
    </Panel>
  )
}

/** The form that says which owner takes the place of one. */
export const Successor = (props: FormProps) => {
  const id = 'successor-of-owner'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(setSuccessor)
  const commandId = newId()
  const submit = async (given: Given) => {
    const more = fromAndReason(given)
    if (more === null) return setErrors([noDay(id)])
    const successorId = given('successor') === '' ? null : await idOf(given('successor'))
    if (successorId instanceof Error)
      return setErrors([{ field: `${id}-successor`, words: successorId.message }])
    const failure = await command.give({
      commandId,
      partyId: props.owner.id,
      successorId,
      ...more,
      seen: { successor: props.owner.successor?.id ?? null },
    })
    if (failure === null) return props.onDone({ words: commandDone('set-successor'), commandId })
    const codes = { 'party-loop': `${id}-successor` }
    return setErrors([commandError(failure, { codes, inputs: { from: `${id}-on` } })])
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title="Say who takes its place"
      errors={errors()}
      busy={command.busy()}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <p>It is no merge: “{props.owner.name}” keeps what it owns until it is given over.</p>
      <OwnerField
        id={`${id}-successor`}
        label="Owner that takes its place (empty for none)"
        value={props.owner.successor?.name ?? ''}
        errors={errors()}
      />
      <DayAndReason id={id} errors={errors()} label="From (may lie ahead)" />
    </Panel>
  )
}
