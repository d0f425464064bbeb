import { type DraftAction, noTimescale } from '@beatbook/domain'

/** A draft action with text only: strategies name no owners, and dates only in a road map. */
export function promise(
  key: string,
  ref: string,
  read: boolean,
  text: string,
  pieces: readonly number[],
): DraftAction {
  return {
    key,
    ref,
    refOrigin: read ? 'read' : 'generated',
    text,
    ownerSaid: null,
    owners: [],
    timescale: noTimescale,
    level: null,
    levelSaid: null,
    stage: null,
    stageSaid: null,
    progress: null,
    stages: [],
    updates: [],
    details: [],
    from: { ref: [], text: [...pieces], owner: [], timescale: [], level: [], stage: [], progress: [] },
  }
}
