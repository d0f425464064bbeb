import type { PlanView } from '@beatbook/contract'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { Link } from '../../ui/Link.tsx'
import { useMay } from '../session/session.ts'
import { newestRagRulesQuery } from './queries.ts'

/**
 * Where a plan is rated by an earlier version of its rules: that there is a newer one, and a link to what it would
 * change. The plan keeps its version until a person moves it.
 */
export const NewerRules = (props: { plan: PlanView }) => {
  const may = useMay()
  const newest = useQuery(() => ({
    ...newestRagRulesQuery(props.plan.ragRules?.code ?? ''),
    enabled: props.plan.ragRules !== null && may('edit'),
  }))
  const pinned = () => {
    const { ragRules } = props.plan
    return ragRules !== null && newest.data !== undefined && newest.data.version > ragRules.version
      ? ragRules
      : null
  }
  return (
    <Show when={pinned()}>
      {(ragRules) => (
        <p class="newer-rules">
          Rated by {ragRules().title}, version {ragRules().version}. There is a version {newest.data?.version}
          :{' '}
          <Link href={`/rules/${ragRules().code}?plan=${props.plan.code}#trial`}>
            see what it would change
          </Link>
        </p>
      )}
    </Show>
  )
}
