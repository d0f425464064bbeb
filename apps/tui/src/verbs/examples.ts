import type { CommandName } from '@beatbook/domain'

/** Examples for the help of derived verbs: the line, and what it does. */
export const examplesOf: Partial<Record<CommandName, readonly (readonly [line: string, does: string])[]>> = {
  'edit-action': [
    [
      'action edit charter/32 --text "Fit ten doorbells" --reason "Board, 3 March"',
      'new words, with the reason',
    ],
    ['action edit charter/32 --owner "Head of Estates:accountable" --owner Fleet', 'two owners'],
    ['action edit charter/32 --ref 40', 'charter/40 from now on; charter/32 still finds it'],
    ['action edit charter/32 --section "On the street" --on 1/4/26', 'moved, true from that day'],
  ],
}
