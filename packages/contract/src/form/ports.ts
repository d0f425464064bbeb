import type { Instant } from '@beatbook/domain'
import type { KeptForm, KeptFormListed } from './form.ts'

/** The most forms that are kept for one person: the oldest give way. */
export const MOST_FORMS = 100

/** How long a form is kept that nobody goes on with, in days. */
export const FORM_DAYS = 30

/** What people typed in forms and have not saved yet. No part of the record: only whoever typed it reads it. */
export interface FormKeeper {
  /** Those of a person, the newest first. */
  list(person: string): Promise<KeptFormListed[]>
  get(person: string, key: string): Promise<KeptForm | null>
  keep(person: string, key: string, form: KeptForm): Promise<void>
  forget(person: string, key: string): Promise<void>
}

/** The instant before which a kept form is too old, at `now`. */
export const formsSince = (now: Instant): Instant =>
  new Date(Date.parse(now) - FORM_DAYS * 86_400_000).toISOString()
