import { type ActionEvents, type ActionView, namesIn, pastIn, type Why as WhyView } from '@beatbook/contract'
import { type HistoryEntry, historyOf } from '@beatbook/domain'
import { ruleMark } from '@beatbook/domain/english'
import { computedSince } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import {
  createComputed,
  createEffect,
  createSignal,
  For,
  Match,
  onCleanup,
  onMount,
  Show,
  Switch,
} from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { useAsAt } from '../../calendar/as-at.ts'
import { RibbonChart } from '../../chart/RibbonChart.tsx'
import { isTyping } from '../../ui/is-typing.ts'
import { LevelMark, MarkTag } from '../../ui/LevelMark.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Attachments } from '../attachment/Attachments.tsx'
import { Columns } from '../column/Columns.tsx'
import { actionQuery, eventsQuery, historyQuery } from '../command/action.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { ConversationCount } from '../conversation/ConversationCount.tsx'
import { Conversations } from '../conversation/Conversations.tsx'
import { Links } from '../link/Links.tsx'
import { Override } from '../rating/Override.tsx'
import { ribbonQuery, whyQuery } from '../rating/queries.ts'
import { TurnGreen } from '../rating/TurnGreen.tsx'
import { Why } from '../rating/Why.tsx'
import { useEditing } from '../session/session.ts'
import { CopyAction } from './CopyAction.tsx'
import { EditAction } from './EditAction.tsx'
import { Facts } from './Facts.tsx'
import { History } from './History.tsx'
import { MergeActions } from './MergeActions.tsx'
import { MoveActions } from './MoveActions.tsx'
import { RecordUpdate } from './RecordUpdate.tsx'
import { SplitAction } from './SplitAction.tsx'
import { Withdrawal } from './Withdrawal.tsx'

/** What is asked about one action, at the date that the pages show. */
export const useActionDetail = (address: () => string) => {
  const { at } = useAsAt()
  const action = useQuery(() => actionQuery(address(), at()))
  const events = useQuery(() => eventsQuery(address(), at()))
  // A person who may not read all of the events gets the history from the server.
  const serverHistory = useQuery(() => ({
    ...historyQuery(address(), at()),
    enabled: events.data?.whole === false,
  }))
  // An unchanged entry keeps its element, with the focus in it.
  const [entries, setEntries] = createStore<HistoryEntry[]>([])
  createComputed(() => {
    const past = events.data && pastIn(events.data)
    const now =
      events.data && past ? historyOf(past.events, namesIn(events.data)) : (serverHistory.data ?? [])
    setEntries(reconcile(now, { key: 'eventId' }))
  })
  const why = useQuery(() => whyQuery(address(), at()))
  const ribbon = useQuery(() => ribbonQuery(address(), at()))
  return { action, events, entries, why, ribbon }
}
type Detail = ReturnType<typeof useActionDetail>

interface DetailProps {
  readonly action: ActionView
  readonly detail: Detail
}

const subjectOf = ({ id, address }: ActionView) => ({ kind: 'action', id, address }) as const

/** The declared level, that by the rules, and whether the action is withdrawn, in one line. */
const Levels = (props: DetailProps) => {
  const why = () => props.detail.why.data
  const wordOf = (level: string) => why()?.ragRules?.levels.find(({ code }) => code === level)?.word ?? level
  return (
    <p class="meta">
      <LevelMark level={props.action.level} stage={null} /> declared
      <Show when={props.action.computed}>
        {(computed) => (
          <>
            {' · '}
            <MarkTag mark={ruleMark(computed())} />{' '}
            {computed().overridden ? 'in place of the rules' : 'by the rules'}{' '}
            {computedSince(computed(), wordOf)}
            <span class="on-screen">
              {' · '}
              <a href="#why">why</a>
            </span>
          </>
        )}
      </Show>
      <Show when={props.action.withdrawn}>
        {' '}
        <b>Withdrawn</b>: no longer promised
      </Show>
      <ConversationCount subject={subjectOf(props.action)} />
    </p>
  )
}

/** Levels, why, and the levels through time: what an action's page and the panel beside a grid begin with. */
const Beginning = (props: DetailProps & { narrow?: boolean }) => (
  <>
    <Levels {...props} />
    <Show when={props.detail.ribbon.data}>
      {(known) => <RibbonChart ribbon={known()} narrow={props.narrow ?? false} />}
    </Show>
    <Show when={props.detail.why.data}>
      {(known) => <Why why={known()} withdrawn={props.action.withdrawn} />}
    </Show>
  </>
)

const Forms = (props: DetailProps) => (
  <Loaded query={props.detail.events} what="history">
    {(known) => <Editing action={props.action} known={known()} ragRules={props.detail.why.data?.ragRules} />}
  </Loaded>
)

const Past = (props: DetailProps) => (
  <Loaded query={props.detail.events} what="history">
    {(known) => (
      <History
        action={props.action}
        known={known()}
        ragRules={props.detail.why.data?.ragRules}
        entries={props.detail.entries}
        ribbon={props.detail.ribbon.data}
      />
    )}
  </Loaded>
)

/** What stands beside the history: facts, the force's columns, files, what would turn the level, links. */
const Beside = (props: DetailProps) => (
  <>
    <Facts action={props.action} />
    <Columns
      action={props.action}
      known={props.detail.events.data}
      ragRules={props.detail.why.data?.ragRules}
    />
    <Attachments
      action={props.action}
      known={props.detail.events.data}
      ragRules={props.detail.why.data?.ragRules}
    />
    <Show when={props.detail.why.data}>
      {(known) => (
        <>
          <TurnGreen why={known()} />
          <Override action={props.action} known={props.detail.events.data} why={known()} />
        </>
      )}
    </Show>
    <Links
      action={props.action}
      known={props.detail.events.data}
      ragRules={props.detail.why.data?.ragRules}
    />
  </>
)

/** Everything about one action, as wide as a page. */
export const WideDetail = (props: DetailProps) => (
  <>
    <Beginning {...props} />
    <div class="columns">
      <div>
        <Forms {...props} />
        <Conversations subject={subjectOf(props.action)} />
        <Past {...props} />
      </div>
      <div>
        <Beside {...props} />
      </div>
    </div>
  </>
)

/** The same in one narrow column. */
export const NarrowDetail = (props: DetailProps) => (
  <>
    <Beginning {...props} narrow />
    <div class="panel-forms">
      <Forms {...props} />
    </div>
    <Beside {...props} />
    <Conversations subject={subjectOf(props.action)} />
    <Past {...props} />
  </>
)

/** What can be done in a form, by the hash of the address that opens it. */
const forms = ['record', 'edit', 'split', 'merge', 'copy', 'move'] as const
type Form = (typeof forms)[number]

/** The forms that make several actions of one, or one of several, and the words of their buttons. */
const rearranging = [
  ['split', 'Split'],
  ['merge', 'Merge'],
  ['copy', 'Copy'],
  ['move', 'Move'],
] as const satisfies readonly (readonly [Form, string])[]

const Editing = (props: {
  action: ActionView
  known: ActionEvents
  ragRules: WhyView['ragRules'] | undefined
}) => {
  const editing = useEditing()
  const location = useLocation()
  const navigate = useNavigate()
  const [open, setOpen] = createSignal<Form | null>(null)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const begin = (form: Form = 'record') => {
    setSaved(null)
    setOpen(form)
  }
  let place!: HTMLDivElement
  // The focus stays where the work is: on the button that opened the form.
  const close = () => {
    setOpen(null)
    queueMicrotask(() => place.querySelector<HTMLElement>('button')?.focus())
    if (location.hash !== '') navigate(location.pathname + location.search, { replace: true, scroll: false })
  }
  const closeWith = (done: SavedCommand | null) => {
    close()
    setSaved(done)
  }
  createEffect(() => {
    const asked = forms.find((form) => location.hash === `#${form}`)
    if (asked !== undefined && editing().allowed && (asked === 'record' || !props.action.withdrawn))
      begin(asked)
  })
  onMount(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key === 'u' &&
        !event.ctrlKey &&
        !event.metaKey &&
        !isTyping(event) &&
        editing().allowed &&
        !props.action.withdrawn
      ) {
        event.preventDefault()
        begin()
      }
    }
    addEventListener('keydown', onKey)
    onCleanup(() => removeEventListener('keydown', onKey))
  })
  const because = () => {
    const now = editing()
    return now.allowed ? null : now.because
  }
  return (
    <>
      <Saved saved={saved()} />
      <Show when={because() === null} fallback={<p class="quiet">{because()}</p>}>
        <Show when={!props.action.withdrawn}>
          <div ref={place}>
            <Switch
              fallback={
                <p class="buttons">
                  <button type="button" class="govuk-button" aria-keyshortcuts="u" onClick={() => begin()}>
                    Record an update
                  </button>
                  <button
                    type="button"
                    class="govuk-button govuk-button--secondary"
                    onClick={() => begin('edit')}
                  >
                    Edit
                  </button>
                  <For each={rearranging}>
                    {([form, words]) => (
                      <button type="button" class="link-button" onClick={() => begin(form)}>
                        {words}
                      </button>
                    )}
                  </For>
                </p>
              }
            >
              <Match when={open() === 'record'}>
                <RecordUpdate
                  action={props.action}
                  known={props.known}
                  ragRules={props.ragRules}
                  onClose={closeWith}
                />
              </Match>
              <Match when={open() === 'edit'}>
                <EditAction
                  action={props.action}
                  known={props.known}
                  ragRules={props.ragRules}
                  onClose={closeWith}
                />
              </Match>
              <Match when={open() === 'split'}>
                <SplitAction action={props.action} onClose={closeWith} />
              </Match>
              <Match when={open() === 'merge'}>
                <MergeActions action={props.action} onClose={closeWith} />
              </Match>
              <Match when={open() === 'move'}>
                <MoveActions actions={[props.action]} from={props.action.planCode} onClose={closeWith} />
              </Match>
              <Match when={open() === 'copy'}>
                <CopyAction action={props.action} onClose={closeWith} />
              </Match>
            </Switch>
          </div>
        </Show>
        <Withdrawal
          action={props.action}
          known={props.known}
          ragRules={props.ragRules}
          onBegin={() => setSaved(null)}
          onDone={setSaved}
        />
      </Show>
    </>
  )
}
