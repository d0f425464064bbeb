import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import { eventsOfStream } from '../aggregate/need.ts'
import { settings } from '../area/needs.ts'
import { uploadedFiles } from '../attachment/needs.ts'
import { partiesGiven, partiesNamed } from '../party/needs.ts'
import type { PlanEvent } from '../plan/events.ts'
import { planCodes, ragRulesOfPlan } from '../plan/needs.ts'
import { refuse } from '../refusal.ts'
import { err } from '../result.ts'
import { evolveAction } from './action.ts'
import { decideAddAction } from './add.ts'
import { decideAddAttachment, decideChangeAttachment, decideRemoveAttachment } from './attach.ts'
import { beginFromPlan, decideBeginFromPlan, MOST_BEGUN_WITH } from './begin-from.ts'
import { bringWorkbook, decideBringWorkbook } from './bring.ts'
import { decideChangeActions } from './change.ts'
import {
  addAction,
  addAttachment,
  addLink,
  changeActions,
  changeAttachment,
  editAction,
  liftOverride,
  overrideLevel,
  recordUpdate,
  removeAttachment,
  removeLink,
  restoreAction,
  setColumns,
  withdrawAction,
} from './commands.ts'
import { copyActions, decideCopyActions } from './copy.ts'
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
import { decideMergeActions, mergeActions } from './merge.ts'
import { decideMergeSections, MOST_MERGED, mergeSections } from './merge-sections.ts'
import { decideMoveActions, moveActions } from './move.ts'
import {
  actionHistory,
  actionsById,
  actionsOfPlan,
  addressesTaken,
  inPlan,
  inSection,
  nextPlace,
  ownedByParty,
  placeOf,
  planOfAction,
  ragRulesOfAction,
  reachedFrom,
  roomInPlan,
  slugsTaken,
  updateOfAnother,
} from './needs.ts'
import { decidePlaceActions, placeActions } from './place.ts'
import { decideSplitAction, splitAction } from './split.ts'
import { decideSplitOwner, splitOwner } from './split-owner.ts'

/** An action as data. */
export const actionAggregate = defineAggregate({
  kind: 'action',
  home: 'plan',
  event: actionEvent,
  evolve: evolveAction,
  view: null,
  commands: {
    'record-update': decided(recordUpdate, {
      needs: ({ actionId, updateId, attachments = [] }) => ({
        history: actionHistory(actionId),
        ragRules: ragRulesOfAction(actionId),
        taken: updateOfAnother(updateId, actionId),
        settings: settings(),
        uploads: uploadedFiles(attachments.flatMap(({ uploadId }) => uploadId ?? [])),
      }),
      decide: ({ history, ragRules, taken, settings, uploads }, input, context) =>
        taken
          ? err(refuse('id-reused', { id: input.updateId }))
          : decideRecordUpdate(history, input, context, ragRules, settings, uploads),
    }),
    'add-action': decided(addAction, {
      needs: ({ actionId, planId, words, owners, ref }) => ({
        history: eventsOfStream<ActionEvent>('action', actionId),
        plan: eventsOfStream<PlanEvent>('plan', planId),
        parties: partiesGiven([...readActionLine(words).owners, ...(owners ?? [])]),
        slugs: slugsTaken({ planId }, ref === undefined ? [] : [ref]),
        next: nextPlace({ planId }),
      }),
      decide: (known, input, context) => decideAddAction(input, known, context),
    }),
    'edit-action': decided(editAction, {
      needs: ({ actionId, owners, ref }) => ({
        history: actionHistory(actionId),
        parties: partiesGiven(owners ?? []),
        slugs: slugsTaken({ actionId }, ref === undefined ? [] : [ref]),
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
    'bring-workbook': decided(bringWorkbook, {
      needs: ({ planId, rows, added }) => ({
        actions: actionsOfPlan(
          planId,
          rows.map(({ actionId }) => actionId),
        ),
        taken: actionsById(added.map(({ actionId }) => actionId)),
        plan: eventsOfStream<PlanEvent>('plan', planId),
        ragRules: ragRulesOfPlan(planId),
        settings: settings(),
        parties: partiesGiven([...rows, ...added].flatMap((row) => row.owners ?? [])),
        addresses: addressesTaken(
          planId,
          [...rows, ...added].flatMap(({ ref }) => ref ?? []),
        ),
        // Some of the next numbers may be those that the rows state themselves.
        next: nextPlace({ planId }, 2 * added.length + rows.length),
      }),
      decide: (known, input, context) => decideBringWorkbook(input, known, context),
    }),
    'place-actions': decided(placeActions, {
      needs: ({ actionIds, before, after, sectionId }) => ({
        known: placeOf(actionIds[0] ?? null, actionIds, { before, after, sectionId }),
      }),
      decide: ({ known }, input, context) => decidePlaceActions(input, known, context),
    }),
    'split-action': decided(splitAction, {
      needs: ({ actionId, parts }) => ({
        history: actionHistory(actionId),
        taken: actionsById(parts.map((part) => part.actionId)),
        parties: partiesGiven(parts.flatMap(({ words }) => readActionLine(words).owners)),
        slugs: slugsTaken(
          { actionId },
          parts.flatMap((part) => part.ref ?? []),
        ),
        next: nextPlace({ actionId }, parts.length),
        place: placeOf(
          actionId,
          parts.map((part) => part.actionId),
          { after: actionId },
        ),
      }),
      decide: (known, input, context) => decideSplitAction(input, known, context),
    }),
    'merge-actions': decided(mergeActions, {
      needs: ({ actionId, merged }) => ({
        history: actionHistory(actionId),
        merged: actionsById(merged),
      }),
      decide: (known, input, context) => decideMergeActions(input, known, context),
    }),
    'copy-actions': decided(copyActions, {
      needs: ({ planId, copies }) => ({
        plan: eventsOfStream<PlanEvent>('plan', planId),
        actions: actionsById(copies.flatMap(({ actionId, of }) => [actionId, of])),
        next: nextPlace({ planId }, copies.length),
      }),
      decide: (known, input, context) => decideCopyActions(input, known, context),
    }),
    'move-actions': decided(moveActions, {
      needs: ({ planId, actionIds }) => ({
        plan: eventsOfStream<PlanEvent>('plan', planId),
        actions: actionsById(actionIds),
        room: roomInPlan(planId, actionIds),
      }),
      decide: (known, input, context) => decideMoveActions(input, known, context),
    }),
    'begin-from-plan': decided(beginFromPlan, {
      needs: ({ planId, fromPlanId }) => ({
        history: eventsOfStream<PlanEvent>('plan', planId),
        codes: planCodes(),
        from: eventsOfStream<PlanEvent>('plan', fromPlanId),
        inPlan: inPlan(fromPlanId, MOST_BEGUN_WITH),
      }),
      decide: (known, input, context) => decideBeginFromPlan(input, known, context),
    }),
    'split-owner': decided(splitOwner, {
      needs: ({ partyId, into }) => ({
        owned: ownedByParty(partyId),
        named: partiesNamed(into),
      }),
      decide: (known, input, context) => decideSplitOwner(input, known, context),
    }),
    'hand-over': decided(handOver, {
      needs: ({ partyId, toId }) => ({
        owned: ownedByParty(partyId, 'open'),
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
    'add-attachment': decided(addAttachment, {
      needs: ({ actionId, uploadId }) => ({
        history: actionHistory(actionId),
        uploads: uploadedFiles(uploadId === undefined ? [] : [uploadId]),
      }),
      decide: ({ history, uploads }, input, context) => decideAddAttachment(history, input, context, uploads),
    }),
    'change-attachment': decided(changeAttachment, {
      needs: ({ actionId }) => ({ history: actionHistory(actionId) }),
      decide: ({ history }, input, context) => decideChangeAttachment(history, input, context),
    }),
    'remove-attachment': decided(removeAttachment, {
      needs: ({ actionId }) => ({ history: actionHistory(actionId) }),
      decide: ({ history }, input, context) => decideRemoveAttachment(history, input, context),
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
