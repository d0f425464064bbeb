import type { Instant, IsoDate } from '@beatbook/domain'
import { Temporal } from 'temporal-polyfill'

/** The London day on which an instant falls. */
export const londonDay = (at: Instant): IsoDate => Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString()
