import type { Why } from '@beatbook/contract'

/** Why no level is worked out for an action; where there are rules, only withdrawn actions are not asked about. */
export const unworkedSentence = ({ ragRules }: Why, withdrawn = ragRules !== null): string =>
  withdrawn
    ? 'The action is withdrawn, so nothing is worked out'
    : 'The plan has no rules on this day, so nothing is worked out'
