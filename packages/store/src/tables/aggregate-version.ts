import type { StreamKind } from '@beatbook/domain'
import type { Held } from './version.ts'

/** What an aggregate without tables of its own was, said of the period it held. `state` is JSON. */
export interface AggregateVersionTable extends Held {
  force_id: string
  kind: StreamKind
  stream_id: string
  state: string
}
