import type { Marking, Settings } from '../area/settings.ts'

/** The markings as they are written. */
export const markingWords: Readonly<Record<Marking, string>> = {
  official: 'OFFICIAL',
  'official-sensitive': 'OFFICIAL-SENSITIVE',
  none: 'none',
}

/** What stands at the head and foot of every page: the marking, then the caveat; `null` where there is neither. */
export const pageMarking = ({ marking, caveat }: Pick<Settings, 'marking' | 'caveat'>): string | null =>
  [...(marking === 'none' ? [] : [markingWords[marking]]), ...(caveat === null ? [] : [caveat])].join(
    ' – ',
  ) || null
