import type { IsoDate } from '@beatbook/domain'

/** The day a parameter of an address names; undefined where it names none the calendar has. */
export const dayIn = (value: unknown): IsoDate | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ? value : undefined
