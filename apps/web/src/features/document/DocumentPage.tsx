import type { DocumentView, DraftView } from '@beatbook/contract'
import { originalWords } from '@beatbook/presentation'
import { useParams, useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, onMount, Show } from 'solid-js'
import { At } from '../../ui/Day.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { DraftPane } from '../draft/DraftPane.tsx'
import { FigureTables } from '../draft/FigureTables.tsx'
import { Findings } from '../draft/Findings.tsx'
import { LeftOut } from '../draft/LeftOut.tsx'
import { refsOf, SourcePane } from '../draft/SourcePane.tsx'
import { createSelection } from '../draft/selection.ts'
import { TintKey } from '../draft/TintKey.tsx'
import { documentQuery } from './queries.ts'
import { UndoImport } from './UndoImport.tsx'

/** An accepted document: its text, and what was read from it. */
export default function DocumentPage() {
  const params = useParams()
  const document = useQuery(() => documentQuery(params.id ?? ''))
  return (
    <Loaded query={document} what="document" whole>
      {(data) => <Whole document={data()} />}
    </Loaded>
  )
}

const Whole = (props: { document: DocumentView }) => {
  const [search] = useSearchParams()
  const selection = createSelection()
  const draft = () => props.document.draft
  const asView = (): DraftView => ({
    id: props.document.id,
    createdAt: props.document.acceptedAt,
    draft: draft(),
    decisions: props.document.decisions,
    open: [],
    proposals: [],
  })
  onMount(() => {
    const found = [...refsOf(draft())].find(([, ref]) => ref === search.action)
    // Selected from outside: both sides show it.
    if (found) queueMicrotask(() => selection.choose(found[0], 'outside'))
  })
  return (
    <Page title={props.document.name} crumbs={[{ href: '/documents', title: 'Documents' }]}>
      <p class="meta">
        Accepted <At at={props.document.acceptedAt} /> by {props.document.by}
        <For each={props.document.plans}>
          {(plan) => (
            <>
              {' · '}
              <Show when={!props.document.undone} fallback={plan.title}>
                <Link href={`/plans/${plan.code}`}>{plan.title}</Link>
              </Show>
            </>
          )}
        </For>
      </p>
      <Show when={props.document.undone}>
        <p class="govuk-inset-text">
          The import of this document was undone: what it made is in no plan. The document and what was read
          from it stay here.
        </p>
      </Show>
      <Original document={props.document} />
      <Show when={props.document.plans.length > 0}>
        <UndoImport documentId={props.document.id} undone={props.document.undone} />
      </Show>
      <FigureTables tables={draft().tables} />
      <div class="pair">
        <section aria-labelledby="the-document">
          <h2 id="the-document">The document</h2>
          <SourcePane draft={draft()} selection={selection} />
        </section>
        <Show when={draft().plans.length > 0}>
          <section aria-labelledby="the-draft">
            <h2 id="the-draft">What was read from it</h2>
            <DraftPane view={asView()} selection={selection} />
          </section>
        </Show>
      </div>
      <TintKey />
      <Show when={draft().findings.length > 0}>
        <h2>What was noticed</h2>
        <Findings view={asView()} selection={selection} />
      </Show>
      <LeftOut ignored={draft().ignored} />
    </Page>
  )
}

/** The original file to download, or why it cannot be downloaded. */
const Original = (props: { document: DocumentView }) => (
  <p>
    <Show
      when={props.document.original !== null && !props.document.originalMissing}
      fallback={
        props.document.original === null
          ? 'The original was not kept: the document was accepted before originals were.'
          : 'The original is missing where files are stored. Whoever runs the server can restore it from a backup.'
      }
    >
      <a class="govuk-link" href={`/api/documents/${props.document.id}/file`} download={props.document.name}>
        Download the original
      </a>{' '}
      <span class="quiet">({originalWords(props.document.original)})</span>
    </Show>
  </p>
)
