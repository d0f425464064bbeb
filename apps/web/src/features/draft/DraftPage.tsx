import type { DraftView } from '@beatbook/contract'
import type { Decision } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { draftPlanSentence } from '@beatbook/presentation'
import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { useMutation, useQuery } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api, problemSentence } from '../../api.ts'
import { queryClient, refetch } from '../../query-client.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { Accept } from './Accept.tsx'
import { DraftPane } from './DraftPane.tsx'
import { FigureTables } from './FigureTables.tsx'
import { Findings, findingsWords } from './Findings.tsx'
import { LeftOut } from './LeftOut.tsx'
import { draftQuery } from './queries.ts'
import { SourcePane } from './SourcePane.tsx'
import { Steps } from './Steps.tsx'
import { createSelection } from './selection.ts'
import { TintKey } from './TintKey.tsx'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/** The second and third step: check the draft beside the document, then accept it. */
export default function DraftPage() {
  const params = useParams()
  const [search, setSearch] = useSearchParams()
  const draft = useQuery(() => draftQuery(params.id ?? ''))
  return (
    <Loaded query={draft} what="draft" whole>
      {(data) => (
        <Show
          when={search.step === 'accept'}
          fallback={<Check view={data()} onAccept={() => setSearch({ step: 'accept' })} />}
        >
          <Accept view={data()} onBack={() => setSearch({ step: null })} />
        </Show>
      )}
    </Loaded>
  )
}

const Check = (props: { view: DraftView; onAccept: () => void }) => {
  const navigate = useNavigate()
  const selection = createSelection()
  const [again, setAgain] = createSignal(false)
  const decide = useMutation(() => ({
    mutationFn: (decisions: Decision[]) => api.drafts.decide.mutate({ id: props.view.id, decisions }),
    onSuccess: (view: DraftView) => queryClient.setQueryData(draftQuery(view.id).queryKey, view),
  }))
  const draft = () => props.view.draft
  const errors = () => draft().findings.filter((finding) => finding.severity === 'error').length
  const startAgain = async (): Promise<string | null> => {
    try {
      await api.drafts.discard.mutate({ id: props.view.id })
    } catch (error) {
      return problemSentence(error)
    }
    await refetch({ queryKey: ['drafts'] })
    navigate('/import')
    return null
  }

  return (
    <Page title="Check the draft" crumbs={[{ href: '/import', title: 'Import a document' }]}>
      <Steps at="Check" />
      <ErrorSummary errors={decide.isError ? [{ words: problemSentence(decide.error) }] : []} />
      <p class="meta">
        <b>{draft().source.name}</b>
        <For each={draft().plans}>
          {(plan) => (
            <>
              {' · '}
              {plan.title}, {draftPlanSentence(plan)}
            </>
          )}
        </For>
        <Show when={draft().tables.length > 0}>
          {' · '}
          <a href="#tables">
            {counted(draft().tables.length, 'table of figures', { plural: 'tables of figures' })}
          </a>
        </Show>
      </p>
      <p class="meta" aria-live="polite">
        {findingsWords(props.view)}
        <Show when={draft().ignored.length > 0}>
          {', '}
          <a href="#left-out">{draft().ignored.length} left out</a>
        </Show>
      </p>
      <h2>What was noticed</h2>
      <Show when={draft().findings.length > 0} fallback={<p>Nothing: every cell was read as it stands.</p>}>
        <Findings
          view={props.view}
          selection={selection}
          onDecide={(decisions) => decide.mutate(decisions)}
        />
      </Show>
      <Show when={draft().plans.length > 0}>
        <div class="pair">
          <section aria-labelledby="the-document">
            <h2 id="the-document">The document</h2>
            <SourcePane draft={draft()} selection={selection} />
          </section>
          <section aria-labelledby="the-draft">
            <h2 id="the-draft">The draft</h2>
            <DraftPane
              view={props.view}
              selection={selection}
              onDecide={(decisions) => decide.mutate(decisions)}
            />
          </section>
        </div>
        <TintKey />
      </Show>
      <FigureTables tables={draft().tables} />
      <LeftOut ignored={draft().ignored} />
      <div class="foot">
        <button type="button" class="govuk-button" disabled={errors() > 0} onClick={() => props.onAccept()}>
          Go on to accept
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => setAgain(true)}>
          Start again
        </button>
        <p class="quiet">
          {errors() > 0
            ? `${counted(errors(), 'error')} to put right first.`
            : props.view.open.length > 0
              ? `${counted(props.view.open.length, 'thing')} still to decide; left alone, the cautious choice counts.`
              : 'Nothing is written until you accept. Every character of the document is in a value, a finding or the left-out list.'}
        </p>
      </div>
      <Suspense>
        <Show when={again()}>
          <Confirm
            title="Start again?"
            action="Discard this draft"
            onClose={() => setAgain(false)}
            onConfirm={startAgain}
          >
            <p>The draft and what you decided go. The document itself stays where you have it.</p>
          </Confirm>
        </Show>
      </Suspense>
    </Page>
  )
}
