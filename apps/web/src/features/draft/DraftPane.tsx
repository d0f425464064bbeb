import type { DraftView } from '@beatbook/contract'
import type { Decision, DraftAction, Finding } from '@beatbook/domain'
import { dayWords, progressWords, stageWords, timescaleShort } from '@beatbook/domain/english'
import { draftPlanSentence, findingSentence } from '@beatbook/presentation'
import { createEffect, createMemo, For, Show } from 'solid-js'
import { Blocks } from '../../ui/Blocks.tsx'
import { LevelMark } from '../../ui/LevelMark.tsx'
import { Choices } from './Choices.tsx'
import type { Selection } from './selection.ts'

interface DraftPaneProps {
  readonly view: DraftView
  readonly selection: Selection
  /** Saves decisions; absent if there is nothing left to decide. */
  readonly onDecide?: (decisions: Decision[]) => void
}

/** The result of reading the document: every action with its fields and findings. */
export const DraftPane = (props: DraftPaneProps) => {
  let pane!: HTMLDivElement
  const noticed = createMemo(() => Map.groupBy(props.view.draft.findings, (finding) => finding.action ?? ''))
  createEffect(() => props.selection.show(pane, 'draft'))
  return (
    <div class="draft" ref={pane}>
      <For each={props.view.draft.plans}>
        {(plan) => (
          <section>
            <h3>{plan.title}</h3>
            <p class="sub">{draftPlanSentence(plan)}</p>
            <For each={plan.sections}>
              {(section) => (
                <section>
                  <h4>{[section.ref, section.title].filter(Boolean).join(' ') || 'Actions'}</h4>
                  <Blocks
                    items={section.actions}
                    height={90}
                    wanted={(action) => action.key === props.selection.chosen()}
                  >
                    {(action) => (
                      <Action action={action} findings={noticed().get(action.key) ?? []} {...props} />
                    )}
                  </Blocks>
                </section>
              )}
            </For>
          </section>
        )}
      </For>
    </div>
  )
}

const Action = (props: DraftPaneProps & { action: DraftAction; findings: readonly Finding[] }) => (
  <article class="draft-action" id={`draft-${props.action.key}`} data-action={props.action.key}>
    <p>
      <button
        type="button"
        class="link-button draft-ref"
        onClick={() => props.selection.choose(props.action.key, 'draft')}
        aria-label={`Action ${props.action.ref}: show it in the document`}
      >
        {props.action.ref}
      </button>{' '}
      {props.action.text}
    </p>
    <p class="sub">
      {props.action.owners.length > 0
        ? props.action.owners.map((owner) => owner.name).join('; ')
        : 'no owner'}{' '}
      · {props.action.timescale.kind === 'none' ? 'no timescale' : timescaleShort(props.action.timescale)} ·{' '}
      <LevelMark level={props.action.level} stage={props.action.stage} />
      <Show when={props.action.stage !== null && props.action.stage !== 'complete'}>
        {' '}
        · {stageWords(props.action.stage).toLowerCase()}
      </Show>
      <Show when={props.action.progress !== null}> · {progressWords(props.action.progress)} done</Show>
    </p>
    <For each={props.action.updates}>
      {(update) => (
        <p class="draft-update">
          <b>{update.on === null ? 'undated' : dayWords(update.on)}</b> {update.text}
        </p>
      )}
    </For>
    <For each={props.findings}>
      {(finding) => (
        <div class={`found found-${finding.severity}`}>
          {findingSentence(finding)}
          <Show when={props.onDecide}>
            {(onDecide) => <Choices finding={finding} view={props.view} onDecide={onDecide()} />}
          </Show>
        </div>
      )}
    </For>
  </article>
)
