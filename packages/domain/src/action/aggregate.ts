import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import { eventsOfStream } from '../aggregate/need.ts'
import { settings } from '../area/needs.ts'
import { partiesGiven, partiesNamed } from '../party/needs.ts'
import type { PlanEvent } from '../plan/events.ts'
import { ragRulesOfPlan } from '../plan/needs.ts'
import { refuse } from '../refusal.ts'
import { err } from '../result.ts'
import { evolveAction } from './action.ts'
import { decideAddAction } from './add.ts'
import { decideChangeActions } from './change.ts'
import {
  addAction,
  addLink,
  changeActions,
  editAction,
  liftOverride,
  overrideLevel,
  recordUpdate,
  removeLink,
  restoreAction,
  setColumns,
  withdrawAction,
} from './commands.ts'
import {
  decideAddLink,
  decideLiftOverride,
  decideOverrideLevel,
  decideRecordUpdate,
  decideRemoveLink,
  decideRestoreAction,
  decideSetColumns,
  decideWithdrawAction,
} from './decide.ts'
import { decideEditAction } from './edit.ts'
import { type ActionEvent, actionEvent } from './events.ts'
import { decideHandOver, handOver } from './hand-over.ts'
import { readActionLine } from './line.ts'
import { decideMergeSections, MOST_MERGED, mergeSections } from './merge-sections.ts'
import {
  actionHistory,
  actionsOfPlan,
  addressesTaken,
  inSection,
  nextPlace,
  ownedByParty,
  planOfAction,
  ragRulesOfAction,
  reachedFrom,
  slugsTaken,
  updateOfAnother,
} from './needs.ts'
import { decideSplitOwner, MOST_SPLIT, splitOwner } from './split-owner.ts'

/** An action as data. */
export const actionAggregate = defineAggregate({
  kind: 'action',
  home: 'plan',
  event: actionEvent,
  evolve: evolveAction,
  view: null,
  commands: {
    'record-update': decided(recordUpdate, {
      needs: ({ actionId, updateId }) => ({
        history: actionHistory(actionId),
        ragRules: ragRulesOfAction(actionId),
        taken: updateOfAnother(updateId, actionId),
        settings: settings(),
      }),
      decide: ({ history, ragRules, taken, settings }, input, context) =>
        taken
          ? err(refuse('id-reused', { id: input.updateId }))
          : decideRecordUpdate(history, input, context, ragRules, settings),
    }),
    'add-action': decided(addAction, {
      needs: ({ actionId, planId, words, owners, ref }) => ({
        history: eventsOfStream<ActionEvent>('action', actionId),
        plan: eventsOfStream<PlanEvent>('plan', planId),
        parties: partiesGiven([...readActionLine(words).owners, ...(owners ?? [])]),
        slugs: slugsTaken({ planId }, ref),
        next: nextPlace(planId),
      }),
      decide: (known, input, context) => decideAddAction(input, known, context),
    }),
    'edit-action': decided(editAction, {
      needs: ({ actionId, owners, ref }) => ({
        history: actionHistory(actionId),
        parties: partiesGiven(owners ?? []),
        slugs: slugsTaken({ actionId }, ref),
        plan: planOfAction(actionId),
      }),
      decide: ({ history, ...known }, input, context) => decideEditAction(history, input, known, context),
    }),
    'change-actions': decided(changeActions, {
      needs: ({ planId, rows, owners, ref }) => ({
        actions: actionsOfPlan(
          planId,
          rows.map(({ actionId }) => actionId),
        ),
        plan: eventsOfStream<PlanEvent>('plan', planId),
        ragRules: ragRulesOfPlan(planId),
        settings: settings(),
        parties: partiesGiven([...(owners ?? []), ...rows.flatMap((row) => row.owners ?? [])]),
        addresses: addressesTaken(
          planId,
          [ref, ...rows.map((row) => row.ref)].flatMap((each) => each ?? []),
        ),
      }),
      decide: (known, input, context) => decideChangeActions(input, known, context),
    }),
    'split-owner': decided(splitOwner, {
      needs: ({ partyId, into }) => ({
        owned: ownedByParty(partyId, MOST_SPLIT),
        named: partiesNamed(into),
      }),
      decide: (known, input, context) => decideSplitOwner(input, known, context),
    }),
    'hand-over': decided(handOver, {
      needs: ({ partyId, toId }) => ({
        owned: ownedByParty(partyId, MOST_SPLIT, 'open'),
        named: partiesNamed([], [toId]),
      }),
      decide: (known, input, context) => decideHandOver(input, known, context),
    }),
    'merge-sections': decided(mergeSections, {
      needs: ({ planId, sectionId, on }) => ({
        history: eventsOfStream<PlanEvent>('plan', planId),
        inSection: inSection(planId, sectionId, on, MOST_MERGED),
      }),
      decide: ({ history, inSection }, input, context) =>
        decideMergeSections(history, input, inSection, context),
    }),
    'set-columns': decided(setColumns, {
      needs: ({ actionId }) => ({ history: actionHistory(actionId), settings: settings() }),
      decide: ({ history, settings }, input, context) =>
        decideSetColumns(history, input, context, settings.columns),
    }),
    'withdraw-action': decided(withdrawAction, {
      needs: ({ actionId }) => ({ history: actionHistory(actionId) }),
      decide: ({ history }, input, context) => decideWithdrawAction(history, input, context),
    }),
    'restore-action': decided(restoreAction, {
      needs: ({ actionId }) => ({ history: actionHistory(actionId) }),
      decide: ({ history }, input, context) => decideRestoreAction(history, input, context),
    }),
    'override-level': decided(overrideLevel, {
      needs: ({ actionId }) => ({ history: actionHistory(actionId), ragRules: ragRulesOfAction(actionId) }),
      decide: ({ history, ragRules }, input, context) =>
        decideOverrideLevel(history, input, context, ragRules),
    }),
    'lift-override': decided(liftOverride, {
      needs: ({ actionId }) => ({ history: actionHistory(actionId) }),
      decide: ({ history }, input, context) => decideLiftOverride(history, input, context),
    }),
    'add-link': decided(addLink, {
      needs: ({ actionId, kind, to }) => ({
        history: actionHistory(actionId),
        reaches: reachedFrom(to, kind),
      }),
      decide: ({ history, reaches }, input, context) => decideAddLink(history, input, context, reaches),
    }),
    'remove-link': decided(removeLink, {
      needs: ({ actionId }) => ({ history: actionHistory(actionId) }),
      decide: ({ history }, input, context) => decideRemoveLink(history, input, context),
    }),
  },
})
