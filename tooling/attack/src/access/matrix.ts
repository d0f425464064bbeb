/**
 * The kinds of callers, in the order of the table. `must change` has an administrator's rights and an initial
 * password that has to be changed.
 */
export const audiences = [
  'signed out',
  'removed',
  'must change',
  'reader',
  'editor',
  'administrator',
] as const
export type Audience = (typeof audiences)[number]

export type Needs = 'nothing' | 'signed in' | 'read' | 'edit' | 'administer'

/**
 * The role that each procedure needs; the first matching entry applies. Written here independently of the
 * product, which is under test.
 */
const needs: readonly (readonly [RegExp, Needs])[] = [
  [/^session\.me$/, 'nothing'],
  [/^people\.changePassword$/, 'signed in'],
  [/^(people\.|feeds\.everybody$)/, 'administer'],
  [
    /^commands\.(saveRagRules|acceptClock|nameForce|setCrest|changeSettings|addColumn|changeColumn|removeColumn)$/,
    'administer',
  ],
  [/^(commands|drafts)\./, 'edit'],
  [/^(actions\.previewChange|parties\.previewHandOver)$/, 'edit'],
  [/^documents\.previewUndo$/, 'edit'],
  [
    /^(areas|plans|actions|parties|conversations|rating|ragRules|documents|views|forms|feeds|work|live)\./,
    'read',
  ],
]

/** The role a procedure needs; `null` where the table has no entry. */
export const neededFor = (procedure: string): Needs | null =>
  needs.find(([name]) => name.test(procedure))?.[1] ?? null

const may: Readonly<Record<'reader' | 'editor' | 'administrator', readonly Needs[]>> = {
  reader: ['read'],
  editor: ['read', 'edit'],
  administrator: ['read', 'edit', 'administer'],
}

/** How a call is answered: `let in`, or the code of its refusal. */
export const expected = (need: Needs, audience: Audience): string => {
  if (need === 'nothing') return 'let in'
  if (audience === 'signed out' || audience === 'removed') return 'not-signed-in'
  if (need === 'signed in') return 'let in'
  if (audience === 'must change') return 'password-change-due'
  return may[audience].includes(need) ? 'let in' : 'not-allowed'
}
