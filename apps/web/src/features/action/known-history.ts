import type { ActionView } from '@beatbook/contract'
import { type ActionEvent, type ActionState, foldAction, type HistoryEntry, lastUpdate, type Pending, type Recorded } from '@beatbook/domain'

type Event = Recorded<ActionEvent>

/**
 * The events behind what a page shows, as far as the page knows them: enough for the domain's own rules to judge a command before it
 * is sent. Positions are counted here, so what was seen is left to the server to compare.
 */
export const knownHistory = (action: ActionView, entries: readonly HistoryEntry[]): Event[] =>
  entries.flatMap((entry, index) => {
    const body = bodyOf(action, entry)
    if (body === null) return []
    const { eventId, on, recordedAt, actor } = entry
    return [
      {
        ...body,
        id: eventId,
        stream: { kind: 'action', id: action.id },
        effectiveOn: on,
        position: index + 1,
        recordedAt,
        actor: actor.id,
        commandId: eventId,
      },
    ]
  })

/** The action and its history once `pending` has happened, to be shown at once. */
export const shownAfter = (
  action: ActionView,
  entries: readonly HistoryEntry[],
  pending: readonly Pending<ActionEvent>[],
  by: HistoryEntry['actor'],
  now: string,
): { action: ActionView; entries: HistoryEntry[] } => {
  const history = knownHistory(action, entries)
  const before = foldAction(history)
  const more = pending.map((event, index): Event => ({ ...event, position: entries.length + index + 1, recordedAt: now, actor: by.id, commandId: event.id }))
  const after = foldAction([...history, ...more])
  if (before === null || after === null) return { action, entries: [...entries] }
  const newest = lastUpdate(after)
  const { level, stage, progress, timescale, withdrawn, redated } = after
  return {
    action: {
      ...action,
      level,
      stage,
      progress,
      timescale,
      withdrawn,
      redated,
      lastUpdate: newest === null ? null : { on: newest.on, text: newest.text ?? '' },
    },
    entries: more.reduce((list, event) => withEntry(list, event, before, after, by), [...entries]),
  }
}

const withEntry = (entries: HistoryEntry[], event: Event, before: ActionState, after: ActionState, by: HistoryEntry['actor']): HistoryEntry[] => {
  if (event.type === 'update-undone') {
    const undone = { recordedAt: event.recordedAt, actor: by, reason: event.words.reason }
    return entries.map((entry) => (entry.updateId === event.facts.updateId ? { ...entry, undone } : entry))
  }
  if (event.type !== 'update-recorded' && event.type !== 'action-withdrawn' && event.type !== 'action-restored') return entries
  const update = event.type === 'update-recorded' ? event : null
  const entry: HistoryEntry = {
    eventId: event.id,
    type: event.type,
    on: event.effectiveOn,
    dated: true,
    recordedAt: event.recordedAt,
    actor: by,
    text: update?.words.text ?? null,
    reason: event.words.reason,
    updateId: update?.facts.updateId ?? null,
    stage: update?.facts.stage === undefined ? null : { from: before.stage, to: update.facts.stage },
    level: update?.facts.level === undefined ? null : { from: before.level, to: update.facts.level },
    progress: update?.facts.progress === undefined ? null : { from: before.progress, to: update.facts.progress },
    timescale: update?.facts.timescale === undefined ? null : { from: before.timescale, to: after.timescale },
    words: null,
    override: null,
    dependency: null,
    undone: null,
    document: null,
  }
  return [...entries, entry].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

const bodyOf = (action: ActionView, entry: HistoryEntry): ActionEvent | null => {
  const { reason } = entry
  switch (entry.type) {
    case 'action-added': {
      const { planId, sectionId, ref, refOrigin, workflow, owners, originalTimescale, text, ownerSaid, details } = action
      const { said, anchor, every, ...meaning } = originalTimescale
      return {
        type: 'action-added',
        v: 1,
        facts: {
          planId,
          sectionId,
          ref,
          slug: ref,
          refOrigin,
          order: 0,
          workflow,
          owners: owners.map(({ partyId, duty }) => ({ partyId, duty })),
          timescale: meaning,
          from: null,
        },
        words: { text, ownerSaid, timescale: { said, anchor, every }, details },
      }
    }
    case 'update-recorded': {
      if (entry.updateId === null) return null
      const { said, anchor, every, ...meaning } = entry.timescale?.to ?? action.timescale
      const moved = entry.timescale !== null
      return {
        type: 'update-recorded',
        v: 1,
        facts: {
          updateId: entry.updateId,
          dated: entry.dated,
          ...(entry.stage ? { stage: entry.stage.to ?? undefined } : {}),
          ...(entry.level ? { level: entry.level.to } : {}),
          ...(entry.progress ? { progress: entry.progress.to ?? undefined } : {}),
          ...(moved ? { timescale: meaning } : {}),
          from: null,
        },
        words: { text: entry.text, reason, ...(moved ? { timescale: { said, anchor, every } } : {}) },
      }
    }
    case 'update-undone':
      return entry.updateId === null ? null : { type: 'update-undone', v: 1, facts: { updateId: entry.updateId }, words: { reason } }
    case 'action-revised':
      return { type: 'action-revised', v: 1, facts: { from: null }, words: { reason } }
    case 'level-overridden':
      return entry.override === null ? null : { type: 'level-overridden', v: 1, facts: entry.override, words: { reason: reason ?? '' } }
    case 'override-lifted':
      return { type: 'override-lifted', v: 1, facts: {}, words: { reason } }
    case 'dependency-added':
    case 'dependency-removed':
      return entry.dependency === null ? null : { type: entry.type, v: 1, facts: { on: entry.dependency }, words: { reason } }
    case 'action-withdrawn':
    case 'action-restored':
      return { type: entry.type, v: 1, facts: {}, words: { reason } }
  }
}
