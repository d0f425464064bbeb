import type { ActionView } from '@beatbook/contract'
import { useLocation, useNavigate, useParams } from '@solidjs/router'
import { createEffect, onCleanup, onMount, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { isTyping } from '../../ui/is-typing.ts'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { useActionDetail, WideDetail } from './ActionDetail.tsx'

/** One action: its facts, its history, and the form of an update. */
export default function ActionPage() {
  const params = useParams()
  const { looksBack } = useAsAt()
  const navigate = useNavigate()
  const location = useLocation()
  const address = () => `${params.code}/${params.ref}`
  const detail = useActionDetail(address)
  // A page opened at a former address goes to the one that the action has now. A page on which the ref is edited
  // stays where it is, with what it says.
  let opened = ''
  createEffect(() => {
    const now = detail.action.data?.address
    if (now === undefined || opened === address()) return
    opened = address()
    if (now !== opened.toLowerCase() && !looksBack())
      navigate(`/plans/${now}${location.hash}`, { replace: true, scroll: false })
  })
  return (
    <Loaded query={detail.action} what="action" whole>
      {(data) => (
        <Page
          title={`${data().ref} ${data().text}`}
          heading={<Heading action={data()} />}
          crumbs={crumbsOf(data())}
        >
          <WideDetail action={data()} detail={detail} />
          <Neighbours action={data()} />
        </Page>
      )}
    </Loaded>
  )
}

const Heading = (props: { action: ActionView }) => (
  <>
    <span class="ref">{props.action.ref}</span> {props.action.text}
  </>
)

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
