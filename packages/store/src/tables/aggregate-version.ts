import type { StreamKind } from '@beatbook/domain'
import type { VersionPeriods } from './version.ts'

/** A version of an aggregate that has no table of its own. `state` is JSON. */
export interface AggregateVersionTable extends VersionPeriods {
  force_id: string
  kind: StreamKind
  stream_id: string
  state: string
}
