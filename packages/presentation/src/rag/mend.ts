import type { FactName } from '@beatbook/domain'

/** Where a person changes what a fact is about: the command, and the field of its form. */
export interface Mend {
  readonly command: 'record-update' | 'edit-action' | 'add-link'
  readonly field: 'text' | 'stage' | 'level' | 'progress' | 'timescale' | 'owners' | null
}

/** The field that would mend a test of a fact; `null` where nobody can change the fact. */
export const mendOf = (fact: FactName): Mend | null => mends[fact]

const update = (field: Mend['field']): Mend => ({ command: 'record-update', field })

const mends: Readonly<Record<FactName, Mend | null>> = {
  daysPastDeadline: update('timescale'),
  daysSinceUpdate: update('text'),
  daysSinceOpening: update('timescale'),
  daysSinceStartDue: update('stage'),
  stage: update('stage'),
  declaredLevel: update('level'),
  progressRatio: update('progress'),
  ownerKnown: { command: 'edit-action', field: 'owners' },
  timescaleKind: update('timescale'),
  redated: null,
  daysSinceNews: update('text'),
  declaredSince: update('level'),
  timesSlipped: null,
  daysSinceSlip: null,
  worstDependency: { command: 'add-link', field: null },
}
