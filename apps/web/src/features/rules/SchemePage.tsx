import { checkScheme, type RagScheme } from '@beatbook/domain'
import { useLocation, useNavigate, useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { SelectField } from '../../ui/Field.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { withParam } from '../as-at/as-at.ts'
import { plansQuery } from '../plan/queries.ts'
import { useMay } from '../session/session.ts'
import { Adopt } from './Adopt.tsx'
import { Editor } from './Editor.tsx'
import { schemeQuery } from './queries.ts'
import { SaidWithLinks } from './SaidWithLinks.tsx'
import { Save } from './Save.tsx'
import { Sentences } from './Sentences.tsx'
import { Trial } from './Trial.tsx'

/** One RAG scheme: what it says in sentences, a copy of it to change, and what either would do to a plan. */
export default function SchemePage() {
  const params = useParams()
  const scheme = useQuery(() => schemeQuery(params.code ?? ''))
  return (
    <Loaded query={scheme} what="scheme" whole>
      {(known) => (
        <Page title={known().title} crumbs={[{ href: '/rules', title: 'Rules' }]}>
          <Show when={`${known().code} ${known().version}`} keyed>
            <Workshop scheme={structuredClone(unwrap(known()))} />
          </Show>
        </Page>
      )}
    </Loaded>
  )
}

const Workshop = (props: { scheme: RagScheme }) => {
  const location = useLocation()
  const navigate = useNavigate()
  const may = useMay()
  const plans = useQuery(() => plansQuery({}))
  const [edited, setEdited] = createSignal<RagScheme | null>(null)
  const plan = () => (typeof location.query.plan === 'string' ? location.query.plan : '')
  const scheme = () => edited() ?? props.scheme
  const checked = createMemo(() => checkScheme(scheme()))
  const sound = createMemo(() => {
    const result = checked()
    return result.ok ? result.value.scheme : null
  })
  const findings = createMemo(() => {
    const result = checked()
    return result.ok ? result.value.flags : result.error
  })
  const changed = () => edited() !== null && JSON.stringify(edited()) !== JSON.stringify(props.scheme)
  return (
    <>
      <p class="meta">
        Version {props.scheme.version}. <SaidWithLinks words={props.scheme.description} />
      </p>
      <Switch>
        <Match when={edited()}>
          {(own) => (
            <Editor
              scheme={own()}
              findings={findings()}
              onChange={setEdited}
              onLeave={() => {
                setEdited(null)
              }}
            />
          )}
        </Match>
        <Match when={edited() === null}>
          <Sentences scheme={props.scheme} findings={findings()} />
          <p>
            <button type="button" class="govuk-button govuk-button--secondary" onClick={() => setEdited(structuredClone(props.scheme))}>
              Change a copy
            </button>
          </p>
        </Match>
      </Switch>
      <h2 id="trial">What it would do</h2>
      <SelectField
        id="trial-plan"
        label="Try it on the plan"
        onChange={(event) =>
          navigate(withParam(location.pathname + location.search, 'plan', event.currentTarget.value || null), { scroll: false, replace: true })
        }
      >
        <option value="">choose a plan</option>
        <For each={plans.data}>
          {(known) => (
            <option value={known.code} selected={known.code === plan()}>
              {known.title}
            </option>
          )}
        </For>
      </SelectField>
      <Show when={plans.data?.find(({ code }) => code === plan())}>
        {(known) => (
          <>
            <Show when={sound()} fallback={<p>Put right what the check found; then it is tried.</p>}>
              {(ready) => <Trial plan={known()} scheme={ready()} />}
            </Show>
            <Show when={!changed() && may('edit')}>
              <Adopt plan={known()} scheme={props.scheme} />
            </Show>
          </>
        )}
      </Show>
      <Show when={changed() && may('administer')}>
        <Save scheme={scheme()} from={props.scheme} sound={sound() !== null} />
      </Show>
    </>
  )
}
