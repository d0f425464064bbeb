import type { CommandName } from '@beatbook/domain'
import type { Command } from 'commander'

/** Puts examples before the help of a verb: each line, and what it does. */
export const addExamples = (verb: Command, examples: readonly (readonly [string, string])[]): void => {
  const lines = examples.map(([line, does]) => `  beatbook ${line}\n      ${does}\n`)
  verb.addHelpText('before', `Examples:\n${lines.join('')}`)
}

/** Examples for the help of derived verbs: the line, and what it does. */
export const examplesOf: Partial<Record<CommandName, readonly (readonly [line: string, does: string])[]>> = {
  'edit-action': [
    [
      'action edit charter/32 --text "Fit ten doorbells" --reason "Board, 3 March"',
      'new words, with the reason',
    ],
    ['action edit charter/32 --owner "Head of Estates:accountable" --owner Fleet', 'two owners'],
    [
      'action edit charter/32 --tag ASB --tag "Night-time economy" --success "Calls halve"',
      'all of its tags, and how success is recognised',
    ],
    ['action edit charter/32 --ref 40', 'charter/40 from now on; charter/32 still finds it'],
    ['action edit charter/32 --section "On the street" --on 1/4/26', 'moved, true from that day'],
  ],
  'add-action': [
    ['action add charter "Fit ten doorbells @Estates by Oct 27"', 'one line is enough'],
    [
      'action add charter "Fit doorbells @\\"Head of Estates\\":accountable"',
      'a name of several words, with its duty',
    ],
    [
      'action add charter "Follow \\\\@beat" --owner Comms --timescale ongoing',
      'a sign that stays in the words',
    ],
    ['action add charter "Fit doorbells" --section Access --ref 40', 'its section and its ref'],
  ],
  'add-plan': [
    [
      'plan add "Dock watch action plan" --period 2026/27 --sponsor "Head of Policing"',
      'a blank plan; its code is made',
    ],
    ['plan add "Rural crime strategy" --kind strategy --code rural', 'with its kind and code'],
    [
      'plan add "Inspection 2026" --workflow inspectorate --update-period month',
      'the stages of an inspectorate, and an update of each action every month',
    ],
  ],
  'edit-plan': [
    ['plan edit charter --title "Our charter" --reason "Board, 3 March"', 'a new title, with the reason'],
    [
      'plan edit charter --period "April 2026 to March 2028" --sponsor none',
      'a period, and no sponsor any more',
    ],
  ],
  'archive-plan': [
    ['plan archive charter --reason "Its period is over"', 'out of lists and counts, not out of reach'],
  ],
  'move-section': [
    ['section move charter "On the street" --before Offices', 'one place for another'],
    ['section move charter 3 --after 7', 'by their refs'],
  ],
  'place-actions': [
    ['action place charter/20 --before charter/3', 'it stands there, in the section of that action'],
    ['action place charter/20 --section "On the street"', 'at the end of that section'],
  ],
  'split-action': [
    [
      'action split charter/20 --part "Fit ten doorbells @Estates" --part "Train the wardens by Oct 27"',
      'two new actions behind it, with its owners and date where they state none',
    ],
  ],
  'merge-actions': [
    [
      'action merge charter/20 --merged charter/21 --merged charter/22 --reason "The same work"',
      'the others are withdrawn, with a link to it',
    ],
  ],
  'move-actions': [
    [
      'action move charter/20 --plan pier',
      'it belongs to the other plan from today; charter/20 still finds it',
    ],
    ['action move charter/20 --plan pier --section Access --on 1/4/26', 'into a section, from that day'],
  ],
  'copy-actions': [
    ['action copy charter/20 --plan pier', 'a new action of another plan, without a history'],
    ['action copy charter/20 --plan pier --owners no', 'without the owners, too'],
  ],
  'begin-from-plan': [
    [
      'plan begin charter "Charter 2027/28" --shift 1y --period 2027/28',
      'what is open is carried over, a year later',
    ],
    ['plan begin charter "Charter East" --as template --owners no', 'all of its actions, with no owners'],
  ],
  'merge-sections': [
    ['section merge charter Parks --into "On the street"', 'its actions move there, and it goes'],
  ],
  'add-section': [['section add charter "On the street" --ref 7', 'a section at the end']],
  'rename-section': [['section rename charter "On the street" "Streets and parks"', 'another title']],
  'rename-party': [
    [
      'owner rename "Area Supt" "Head of Area" --on 1/4/26 --reason "New post"',
      'a new name from that day; the old one still finds it',
    ],
  ],
  'edit-party': [
    ['owner edit "Dock Team" --kind team --belongs-to Estates', 'what it is, and what it belongs to'],
    ['owner edit "Dock Team" --alias "Dock Unit" --alias Docks', 'two more names that mean it'],
  ],
  'split-owner': [
    [
      'owner split "Area Supt & Inspector" --into "Area Supt" --into "Area Inspector"',
      'two owners in place of one, in all its actions',
    ],
  ],
  'merge-parties': [
    ['owner merge "Area Supt" "Area Superintendent"', 'the first goes, and the second has all its actions'],
  ],
  'begin-holding': [
    [
      'holder begin "Estates Lead" "Insp Wren" --from 1/3/26',
      'from that day; whoever held it did until then',
    ],
    ['holder begin "Estates Lead" "Insp Dunnock" --from 1/4/27', 'from a day that lies ahead'],
    ['holder begin "Estates Lead" "account:Ada Byron"', 'somebody who can sign in'],
  ],
  'change-holding': [
    ['holder change "Estates Lead" --holding "Insp Wren" --from 1/2/26', 'another first day'],
    ['holder change "Estates Lead" --holding "Insp Wren" --to none', 'without an end'],
  ],
  'end-holding': [['holder end "Estates Lead" --to 31/12/26', 'nobody holds it from that day on']],
  'remove-holding': [
    ['holder remove "Estates Lead" --holding "Insp Wren"', 'it was a mistake: they never held it'],
  ],
  'set-account': [
    ['owner account "Insp Wren" "Ada Byron"', 'what waits for Insp Wren is in the work of that account'],
    ['owner account "Insp Wren" none', 'no account any more'],
  ],
  'mark-left': [
    ['owner left "Insp Wren" --from 1/1/27', 'the posts they hold have no holder from that day'],
    ['owner left "Insp Wren" --from none', 'they did not leave'],
  ],
  'set-successor': [
    ['owner successor "Dock Team" "Harbour Team" --from 1/4/27', 'from a day that may lie ahead'],
    ['owner successor "Dock Team" none', 'nobody takes its place'],
  ],
  'hand-over': [
    [
      'owner hand-over "Dock Team" "Harbour Team" --on 1/4/26',
      'its open actions are the other’s from that day',
    ],
  ],
  'remove-section': [['section remove charter "On the street"', 'only where it has no actions']],
}
