import type { IsoDate } from '@beatbook/domain'

/** The day in a URL parameter; undefined if it is not a valid date, or outside 1900 to 2199 (`givenDay`). */
export const dayIn = (value: unknown): IsoDate | undefined =>
  typeof value === 'string' &&
  /^(?:19|20|21)\d\d-\d\d-\d\d$/.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value)
    ? value
    : undefined
