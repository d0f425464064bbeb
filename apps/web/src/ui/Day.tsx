import type { Instant, IsoDate } from '@beatbook/domain'
import { dayShort, dayWords, instantWords } from '@beatbook/domain/english'

/** A day, for people and for machines. */
export const Day = (props: { on: IsoDate; short?: boolean }) => (
  <time datetime={props.on}>{props.short ? dayShort(props.on) : dayWords(props.on)}</time>
)

/** An instant in London's time. */
export const At = (props: { at: Instant }) => <time datetime={props.at}>{instantWords(props.at)}</time>
