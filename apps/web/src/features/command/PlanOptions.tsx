import type { PlanSummary } from '@beatbook/contract'
import { For } from 'solid-js'

/** The options of a select that chooses a plan by its code. */
export const PlanOptions = (props: {
  plans: readonly PlanSummary[] | undefined
  chosen: string | undefined
}) => (
  <For each={props.plans ?? []}>
    {(plan) => (
      <option value={plan.code} selected={plan.code === props.chosen}>
        {plan.title}
      </option>
    )}
  </For>
)
