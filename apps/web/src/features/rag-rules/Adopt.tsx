import type { PlanSummary } from '@beatbook/contract'
import { pinRagRules, type RagRules } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { createOutcome } from '../../ui/outcome.ts'
import { useCommand } from '../command/use-command.ts'

/** Rates a plan by rules from today; the past still uses the rules that were valid then. */
export const Adopt = (props: { plan: PlanSummary; ragRules: RagRules }) => {
  const outcome = createOutcome()
  const pin = useCommand(pinRagRules)
  const pinned = () =>
    props.plan.ragRules?.code === props.ragRules.code &&
    props.plan.ragRules.version === props.ragRules.version
  const adopt = async () => {
    outcome.begin()
    const { ragRules } = props.plan
    const failure = await pin.give({
      commandId: newId(),
      planId: props.plan.id,
      code: props.ragRules.code,
      version: props.ragRules.version,
      ...(ragRules === null ? {} : { seen: { code: ragRules.code, version: ragRules.version } }),
    })
    if (failure) outcome.fail(failure.words)
    else outcome.done(commandDone('pin-rag-rules'))
  }
  return (
    <section class="adopt">
      <Show when={!pinned()} fallback={<p>The plan is rated by this version.</p>}>
        <p>
          Now rated by{' '}
          {props.plan.ragRules === null
            ? 'no rules'
            : `${props.plan.ragRules.title}, version ${props.plan.ragRules.version}`}
          . What it was before today stays as it was rated.
        </p>
        <button type="button" class="govuk-button" disabled={pin.busy()} onClick={adopt}>
          Rate the plan by these rules from today
        </button>
      </Show>
      <p role="status" class="done-line">
        {outcome.said()}
      </p>
      <Show when={outcome.problem() !== ''}>
        <p role="alert">{outcome.problem()}</p>
      </Show>
    </section>
  )
}
