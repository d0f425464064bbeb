import type { HeldView, PartyView } from '@beatbook/contract'
import { beginHolding, changeHolding, endHolding, readDay, removeHolding } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { commandDone, heldDays } from '@beatbook/presentation'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { commandError } from '../command/form-error.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useEditing, useSession } from '../session/session.ts'
import { type FormProps, type Given, Panel } from './Panel.tsx'
import { PersonField, personOf } from './PersonField.tsx'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/** The days as given: `undefined` where empty; `null` where one of them is none. */
const daysGiven = (given: Given): { readonly from?: string; readonly to?: string } | null => {
  const [from, to] = [given('from'), given('to')].map((said) => (said === '' ? undefined : readDay(said)))
  if (from === null || to === null) return null
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

const noDays = (id: string, given: Given): FormError => ({
  field: given('from') !== '' && readDay(given('from')) === null ? `${id}-from` : `${id}-to`,
  words: 'Write the day like 31/10/2026 or 31 October 2026',
})

const Days = (props: {
  id: string
  errors: readonly FormError[]
  from: string
  to: string
  fromHint: string
  toHint: string
}) => (
  <div class="row">
    <TextField
      id={`${props.id}-from`}
      label="From"
      hint={props.fromHint}
      value={props.from}
      error={errorOn(props.errors, `${props.id}-from`)}
      autocomplete="off"
    />
    <TextField
      id={`${props.id}-to`}
      label="Until (optional)"
      hint={props.toHint}
      value={props.to}
      error={errorOn(props.errors, `${props.id}-to`)}
      autocomplete="off"
    />
  </div>
)

/** The form that says who holds a post from a day on. */
export const BeginHolding = (props: FormProps) => {
  const id = 'hold-post'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(beginHolding)
  const session = useSession()
  const [commandId, holdingId] = [newId(), newId()]
  const submit = async (given: Given) => {
    const days = daysGiven(given)
    if (given('holder') === '')
      return setErrors([{ field: `${id}-holder`, words: 'Write the name of who holds it' }])
    if (days === null) return setErrors([noDays(id, given)])
    const holder = await personOf(given('holder'))
    const reason = given('reason')
    const failure = await command.give({
      commandId,
      holdingId,
      partyId: props.owner.id,
      holder,
      ...days,
      ...(reason === '' ? {} : { reason }),
      ...(days.from === undefined ? { seen: { holder: props.owner.holder?.holder.id ?? null } } : {}),
    })
    if (failure === null) return props.onDone({ words: commandDone('begin-holding'), commandId })
    const codes = { 'holding-period': `${id}-to`, 'party-loop': `${id}-holder`, 'party-kind': `${id}-holder` }
    return setErrors([commandError(failure, { codes, inputs: { from: `${id}-from`, to: `${id}-to` } })])
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title="Say who holds this post"
      errors={errors()}
      busy={command.busy()}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <Show when={props.owner.holder}>
        {(held) => (
          <p>
            {held().holder.name} holds it now, {heldDays(held(), session.data?.today ?? held().from)}, and
            then does until the day you give.
          </p>
        )}
      </Show>
      <PersonField id={`${id}-holder`} label="Who holds it" value="" errors={errors()} allowNew />
      <Days
        id={id}
        errors={errors()}
        from=""
        to=""
        fromHint="It may lie ahead. Leave it empty for today."
        toHint="The day from which they no longer hold it"
      />
      <TextField id={`${id}-reason`} label="Reason (optional)" autocomplete="off" />
    </Panel>
  )
}

/** The form for the days of a holding. */
const ChangeDays = (props: FormProps & { held: HeldView }) => {
  const id = 'change-holding'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const command = useCommand(changeHolding)
  const commandId = newId()
  const seen = props.held.recorded
  const submit = async (given: Given) => {
    const days = daysGiven(given)
    if (days === null) return setErrors([noDays(id, given)])
    const reason = given('reason')
    const failure = await command.give({
      commandId,
      partyId: props.owner.id,
      holdingId: props.held.holdingId,
      from: days.from ?? seen.from,
      to: days.to ?? null,
      ...(reason === '' ? {} : { reason }),
      seen,
    })
    if (failure === null) return props.onDone({ words: commandDone('change-holding'), commandId })
    const codes = { 'holding-period': `${id}-to` }
    return setErrors([commandError(failure, { codes, inputs: { from: `${id}-from`, to: `${id}-to` } })])
  }
  return (
    <Panel
      id={id}
      about={props.held.holdingId}
      title={`When ${props.held.holder.name} holds this post`}
      errors={errors()}
      busy={command.busy()}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <Days
        id={id}
        errors={errors()}
        from={dayWords(seen.from)}
        to={seen.to === null ? '' : dayWords(seen.to)}
        fromHint="The first day"
        toHint="The day from which they no longer hold it. Leave it empty where it has no end."
      />
      <TextField id={`${id}-reason`} label="Reason (optional)" autocomplete="off" />
    </Panel>
  )
}

/** Who holds a post from when to when, and what can be done about each. */
export const Holders = (props: { owner: PartyView }) => {
  const editing = useEditing()
  const session = useSession()
  const today = () => session.data?.today ?? ''
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const [changing, setChanging] = createSignal<HeldView | null>(null)
  const [asked, setAsked] = createSignal<{ readonly held: HeldView; readonly what: 'end' | 'remove' } | null>(
    null,
  )
  const ending = useCommand(endHolding)
  const removing = useCommand(removeHolding)
  const confirm = async (reason: string): Promise<string | null> => {
    const { held, what } = asked() ?? {}
    if (held === undefined) return null
    const commandId = newId()
    const given = { commandId, partyId: props.owner.id, ...(reason === '' ? {} : { reason }) }
    const failure =
      what === 'end'
        ? await ending.give({ ...given, seen: { holder: held.holder.id } })
        : await removing.give({ ...given, holdingId: held.holdingId, seen: held.recorded })
    if (failure !== null) return failure.words
    setSaved({ words: commandDone(what === 'end' ? 'end-holding' : 'remove-holding'), commandId })
    setAsked(null)
    return null
  }
  const isNow = ({ from, to }: HeldView) => from <= today() && (to === null || to > today())
  return (
    <section aria-labelledby="holders">
      <h2 id="holders">Who holds it</h2>
      <Saved saved={saved()} />
      <Show
        when={changing()}
        fallback={
          <ol class="plain">
            <For each={props.owner.holders}>
              {(held) => (
                <li>
                  <Show when={held.holder.kind === 'party'} fallback={<strong>{held.holder.name}</strong>}>
                    <Link href={`/owners/${held.holder.id}`}>{held.holder.name}</Link>
                  </Show>{' '}
                  {heldDays(held, today())} <Show when={isNow(held)}>(now) </Show>
                  <Show when={editing().allowed}>
                    <button type="button" class="link-button" onClick={() => setChanging(held)}>
                      Change days<span class="govuk-visually-hidden"> of {held.holder.name}</span>
                    </button>{' '}
                    <Show when={isNow(held) && held.from < today()}>
                      <button
                        type="button"
                        class="link-button"
                        onClick={() => setAsked({ held, what: 'end' })}
                      >
                        End today<span class="govuk-visually-hidden"> for {held.holder.name}</span>
                      </button>{' '}
                    </Show>
                    <button
                      type="button"
                      class="link-button"
                      onClick={() => setAsked({ held, what: 'remove' })}
                    >
                      Remove<span class="govuk-visually-hidden"> {held.holder.name}</span>
                    </button>
                  </Show>
                </li>
              )}
            </For>
          </ol>
        }
      >
        {(held) => (
          <ChangeDays
            owner={props.owner}
            held={held()}
            onClose={() => setChanging(null)}
            onDone={(command) => {
              setSaved(command)
              setChanging(null)
            }}
          />
        )}
      </Show>
      <Suspense>
        <Show when={asked()}>
          {(about) => (
            <Confirm
              title={about().what === 'end' ? 'End who holds this post' : 'Remove a holder'}
              action={about().what === 'end' ? 'End' : 'Remove'}
              reason="Reason (optional)"
              onClose={() => setAsked(null)}
              onConfirm={confirm}
            >
              <p>
                {about().what === 'end'
                  ? `From today ${about().held.holder.name} no longer holds “${props.owner.name}”. What it owns is listed as left without a holder until somebody takes it.`
                  : `${about().held.holder.name} was recorded by mistake: they never held “${props.owner.name}”.`}
              </p>
            </Confirm>
          )}
        </Show>
      </Suspense>
    </section>
  )
}

/** The posts that a person holds, held, or will hold. */
export const Holds = (props: { owner: PartyView }) => {
  const session = useSession()
  return (
    <section aria-labelledby="holds">
      <h2 id="holds">Posts they hold</h2>
      <ul class="plain">
        <For each={props.owner.holds}>
          {(held) => (
            <li>
              <Link href={`/owners/${held.post.id}`}>{held.post.name}</Link>{' '}
              {heldDays(held, session.data?.today ?? held.from)}
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
