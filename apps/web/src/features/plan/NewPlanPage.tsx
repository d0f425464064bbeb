import { planKinds } from '@beatbook/domain'
import { planKindWords } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { Link } from '../../ui/Link.tsx'
import { Page } from '../../ui/Page.tsx'
import { CommandForm, type Sent } from '../command/CommandForm.tsx'
import { planQuery } from '../command/plan.ts'
import { Saved } from '../command/Saved.tsx'
import { useMay } from '../session/session.ts'

/** Adds a plan without a document. */
export default function NewPlanPage() {
  const may = useMay()
  const [sent, setSent] = createSignal<(Sent & { readonly words: string }) | null>(null)
  const plan = useQuery(() => ({ ...planQuery(sent()?.created ?? '', {}), enabled: sent() !== null }))
  return (
    <Page title="New plan" crumbs={[{ href: '/plans', title: 'Plans' }]}>
      <Show
        when={may('edit')}
        fallback={<p>Your role does not allow this. An administrator can change your role.</p>}
      >
        <p>
          A blank plan, to which you add actions one by one. If you keep it in a document today,{' '}
          <Link href="/import">bring the document</Link> instead.
        </p>
        <Saved saved={sent()} onUndone={() => setSent(null)}>
          <Show when={plan.data}>
            {(made) => <Link href={`/plans/${made().code}`}>Open {made().title}</Link>}
          </Show>
        </Saved>
        <CommandForm
          command="add-plan"
          words={{ kind: Object.fromEntries(planKinds.map((kind) => [kind, planKindWords(kind)])) }}
          onDone={(words, done) => setSent({ words, ...done })}
        />
      </Show>
    </Page>
  )
}
