import type { IsoDate } from '@beatbook/domain'

/** The calendar day it is now in London, for what is judged without a server. */
export const londonToday = (): IsoDate => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date())
