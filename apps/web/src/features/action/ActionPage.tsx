import { type ActionEvents, type ActionView, namesIn, pastIn, type Why as WhyView } from '@beatbook/contract'
import { type HistoryEntry, historyOf } from '@beatbook/domain'
import { computedSince, ruleMark } from '@beatbook/presentation'
import { useLocation, useNavigate, useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createComputed, createEffect, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { useAsAt } from '../../calendar/as-at.ts'
import { RibbonChart } from '../../chart/RibbonChart.tsx'
import { isTyping } from '../../ui/is-typing.ts'
import { LevelMark, MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
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
import { EditAction } from './EditAction.tsx'
import { Facts } from './Facts.tsx'
import { History } from './History.tsx'
import { RecordUpdate } from './RecordUpdate.tsx'
import { Withdrawal } from './Withdrawal.tsx'

/** One action: its facts, its history, and the form of an update. */
export default function ActionPage() {
  const params = useParams()
  const { at, looksBack } = useAsAt()
  const navigate = useNavigate()
  const location = useLocation()
  const address = () => `${params.code}/${params.ref}`
  const action = useQuery(() => actionQuery(address(), at()))
  // A page opened at a former address goes to the one that the action has now. A page on which the ref is edited
  // stays where it is, with what it says.
  let opened = ''
  createEffect(() => {
    const now = action.data?.address
    if (now === undefined || opened === address()) return
    opened = address()
    if (now !== opened.toLowerCase() && !looksBack())
      navigate(`/plans/${now}${location.hash}`, { replace: true, scroll: false })
  })
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
  const wordOf = (level: string) =>
    why.data?.ragRules?.levels.find(({ code }) => code === level)?.word ?? level
  return (
    <Loaded query={action} what="action" whole>
      {(data) => (
        <Page
          title={`${data().ref} ${data().text}`}
          heading={<Heading action={data()} />}
          crumbs={crumbsOf(data())}
        >
          <p class="meta">
            <LevelMark level={data().level} stage={null} /> declared
            <Show when={data().computed}>
              {(computed) => (
                <>
                  {' · '}
                  <MarkTag mark={ruleMark(computed())} />{' '}
                  {computed().overridden ? 'in place of the rules' : 'by the rules'}{' '}
                  {computedSince(computed(), wordOf)} · <a href="#why">why</a>
                </>
              )}
            </Show>
            <Show when={data().withdrawn}>
              {' '}
              <b>Withdrawn</b>: no longer promised
            </Show>
            <ConversationCount subject={subjectOf(data())} />
          </p>
          <Show when={ribbon.data}>{(known) => <RibbonChart ribbon={known()} />}</Show>
          <Show when={why.data}>{(known) => <Why why={known()} />}</Show>
          <div class="columns">
            <div>
              <Loaded query={events} what="history">
                {(known) => (
                  <>
                    <Editing action={data()} known={known()} ragRules={why.data?.ragRules} />
                    <Conversations subject={subjectOf(data())} />
                    <History
                      action={data()}
                      known={known()}
                      ragRules={why.data?.ragRules}
                      entries={entries}
                      ribbon={ribbon.data}
                    />
                  </>
                )}
              </Loaded>
            </div>
            <div>
              <Facts action={data()} />
              <Columns action={data()} known={events.data} ragRules={why.data?.ragRules} />
              <Show when={why.data}>
                {(known) => (
                  <>
                    <TurnGreen why={known()} />
                    <Override action={data()} known={events.data} why={known()} />
                  </>
                )}
              </Show>
              <Links action={data()} known={events.data} ragRules={why.data?.ragRules} />
            </div>
          </div>
          <Neighbours action={data()} />
        </Page>
      )}
    </Loaded>
  )
}

const subjectOf = ({ id, address }: ActionView) => ({ kind: 'action', id, address }) as const

const Heading = (props: { action: ActionView }) => (
  <>
    <span class="ref">{props.action.ref}</span> {props.action.text}
  </>
)

const Editing = (props: {
  action: ActionView
  known: ActionEvents
  ragRules: WhyView['ragRules'] | undefined
}) => {
  const editing = useEditing()
  const location = useLocation()
  const navigate = useNavigate()
  const [open, setOpen] = createSignal<'record' | 'edit' | null>(null)
  const [said, setSaid] = createSignal('')
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const begin = (form: 'record' | 'edit' = 'record') => {
    setSaid('')
    setSaved(null)
    setOpen(form)
  }
  const close = () => {
    setOpen(null)
    if (location.hash !== '') navigate(location.pathname + location.search, { replace: true, scroll: false })
  }
  createEffect(() => {
    if (location.hash === '#record' && editing().allowed) begin()
    if (location.hash === '#edit' && editing().allowed && !props.action.withdrawn) begin('edit')
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
      <div role="status">
        <Show when={said() !== ''}>
          <p class="done">{said()}</p>
        </Show>
      </div>
      <Saved saved={saved()} />
      <Show when={because() === null} fallback={<p class="quiet">{because()}</p>}>
        <Show when={!props.action.withdrawn}>
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
              </p>
            }
          >
            <Match when={open() === 'record'}>
              <RecordUpdate
                action={props.action}
                known={props.known}
                ragRules={props.ragRules}
                onClose={(said) => {
                  close()
                  setSaid(said)
                }}
              />
            </Match>
            <Match when={open() === 'edit'}>
              <EditAction
                action={props.action}
                known={props.known}
                ragRules={props.ragRules}
                onClose={(done) => {
                  close()
                  setSaved(done)
                }}
              />
            </Match>
          </Switch>
        </Show>
        <Withdrawal
          action={props.action}
          known={props.known}
          ragRules={props.ragRules}
          onBegin={() => {
            setSaid('')
            setSaved(null)
          }}
          onDone={setSaid}
        />
      </Show>
    </>
  )
}

const Neighbours = (props: { action: ActionView }) => {
  const navigate = useNavigate()
  const { keep } = useAsAt()
  onMount(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      const to = event.key === 'j' ? props.action.next : event.key === 'k' ? props.action.previous : null
      if (to !== null) navigate(keep(`/plans/${to}`))
    }
    addEventListener('keydown', onKey)
    onCleanup(() => removeEventListener('keydown', onKey))
  })
  return (
    <nav class="neighbours" aria-label="Neighbouring actions">
      <Show when={props.action.previous}>
        {(address) => <Link href={`/plans/${address()}`}>‹ Previous action</Link>}
      </Show>
      <Show when={props.action.next}>
        {(address) => <Link href={`/plans/${address()}`}>Next action ›</Link>}
      </Show>
    </nav>
  )
}

const crumbsOf = (action: ActionView) => [
  { href: '/plans', title: 'Plans' },
  { href: `/plans/${action.planCode}`, title: action.planTitle },
  { href: `/plans/${action.planCode}?section=${action.sectionId}`, title: action.section || 'Actions' },
]
