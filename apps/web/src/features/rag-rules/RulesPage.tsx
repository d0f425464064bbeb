import { checkRagRules, type RagRules } from '@beatbook/domain'
import { useLocation, useNavigate, useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, For, Match, Show, Switch } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { withParam } from '../../calendar/as-at.ts'
import { SelectField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { confirmLoss } from '../../ui/loss.ts'
import { Page } from '../../ui/Page.tsx'
import { plansQuery } from '../command/plan.ts'
import { KeptNote } from '../form/Kept.tsx'
import { useMay } from '../session/session.ts'
import { Adopt } from './Adopt.tsx'
import { Editor } from './Editor.tsx'
import { useKeptCopy } from './kept-copy.ts'
import { ragRulesQuery } from './queries.ts'
import { SaidWithLinks } from './SaidWithLinks.tsx'
import { Save } from './Save.tsx'
import { Sentences } from './Sentences.tsx'
import { Trial } from './Trial.tsx'

/** One set of RAG rules: in sentences, as an editable copy, and the effect of either on a plan. */
export default function RulesPage() {
  const params = useParams()
  const location = useLocation()
  const version = () => {
    const { version } = location.query
    return typeof version === 'string' && /^[1-9]\d*$/.test(version) ? Number(version) : undefined
  }
  const ragRules = useQuery(() => ragRulesQuery(params.code ?? '', version()))
  return (
    <Loaded query={ragRules} what="rag-rules" whole>
      {(known) => (
        <Page title={known().title} crumbs={[{ href: '/rules', title: 'Rules' }]}>
          <Show when={`${known().code} ${known().version}`} keyed>
            <Workshop ragRules={structuredClone(unwrap(known()))} />
          </Show>
        </Page>
      )}
    </Loaded>
  )
}

const Workshop = (props: { ragRules: RagRules }) => {
  const location = useLocation()
  const navigate = useNavigate()
  const may = useMay()
  const plans = useQuery(() => plansQuery({}))
  const newest = useQuery(() => ragRulesQuery(props.ragRules.code))
  const kept = useKeptCopy(props.ragRules)
  const edited = kept.copy
  const plan = () => (typeof location.query.plan === 'string' ? location.query.plan : '')
  const ragRules = () => edited() ?? props.ragRules
  const checked = createMemo(() => checkRagRules(ragRules()))
  const sound = createMemo(() => {
    const result = checked()
    return result.ok ? result.value.ragRules : null
  })
  const findings = createMemo(() => {
    const result = checked()
    return result.ok ? result.value.flags : result.error
  })
  return (
    <>
      <Show when={newest.data && newest.data.version > props.ragRules.version && newest.data}>
        {(newer) => (
          <p>
            This is an earlier version, kept for the plans that it rates. The newest is{' '}
            <Link href={`/rules/${newer().code}${plan() === '' ? '' : `?plan=${plan()}`}`}>
              version {newer().version}
            </Link>
            .
          </p>
        )}
      </Show>
      <p class="meta">
        Version {props.ragRules.version}. <SaidWithLinks words={props.ragRules.description} />
      </p>
      <div class="workshop" classList={{ editing: edited() !== null }}>
        <div>
          <Switch>
            <Match when={edited()}>
              {(own) => (
                <>
                  <KeptNote back={kept.back()} onDiscard={kept.done} />
                  <Editor
                    ragRules={own()}
                    findings={findings()}
                    onChange={kept.setCopy}
                    onLeave={() => {
                      if (!kept.isChanged() || confirmLoss()) kept.done()
                    }}
                  />
                </>
              )}
            </Match>
            <Match when={edited() === null}>
              <Sentences ragRules={props.ragRules} findings={findings()} />
              <p>
                <button
                  type="button"
                  class="govuk-button govuk-button--secondary"
                  onClick={() => kept.setCopy(structuredClone(props.ragRules))}
                >
                  Change a copy
                </button>
              </p>
            </Match>
          </Switch>
        </div>
        <section class="trial" aria-labelledby="trial">
          <h2 id="trial">What it would do</h2>
          <SelectField
            id="trial-plan"
            label="Try it on the plan"
            onChange={(event) =>
              navigate(
                withParam(location.pathname + location.search, 'plan', event.currentTarget.value || null),
                { scroll: false, replace: true },
              )
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
                  {(ready) => <Trial plan={known()} ragRules={ready()} />}
                </Show>
                <Show when={!kept.isChanged() && may('edit')}>
                  <Adopt plan={known()} ragRules={props.ragRules} />
                </Show>
              </>
            )}
          </Show>
        </section>
      </div>
      <Show when={kept.isChanged() && may('administer')}>
        <Save ragRules={ragRules()} from={props.ragRules} sound={sound() !== null} onSaved={kept.done} />
      </Show>
    </>
  )
}
