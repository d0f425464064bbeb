/**
 * The possible contents of a column. `start`, `completed` and `detail` are stored with the action under their
 * own headings.
 */
export type Role =
  | 'ref'
  | 'text'
  | 'owner'
  | 'timescale'
  | 'revised'
  | 'level'
  | 'stage'
  | 'progress'
  | 'update'
  | 'section'
  | 'section-ref'
  | 'start'
  | 'completed'
  | 'detail'

/**
 * The role of a column according to its heading, and how certain: 3 names it, 1 only suggests it. `null` for
 * text that names no field.
 */
export function headingRole(heading: string): { role: Role; sure: number } | null {
  if (heading.length > 200 || !/\p{L}|#/u.test(heading)) return null
  const words = foldHeading(heading)
  if (words === '' || words.length > 90) return null
  for (const [role, sure, pattern] of lexicon) if (pattern.test(words)) return { role, sure }
  return null
}

/** A heading's words: in lower case, without brackets, examples and separators of identifiers. */
export const foldHeading = (heading: string): string =>
  heading
    .slice(0, 2_000)
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, (bracket) =>
      /\b(?:b?rag|lead|owner|date)\b/i.test(bracket) ? bracket.slice(1, -1) : ' ',
    )
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[*†‡:?’']/g, '')
    .replace(/\b(\w+)\/s\b/g, '$1s')
    .replace(/\s[-–—]\s.*$/s, '')
    .replace(/[_\-–—/&.\n]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const before =
  '(?:(?:key|proposed|agreed|specific|smart|recommended|required|charter|our|planned|improvement|high level|main|strategic|delivery|force|local|detailed|plan)\\s)*'
const when =
  '(?:(?:planned|target|agreed|original|revised|expected|estimated|forecast|proposed|implementation|action|anticipated|current|baseline|final|review|the)\\s)*'

/** A column of pledges in a force's own words, next to which is what it will do. */
export const pledged = /^(?:(?:our|the|charter|police|policing|neighbourhood)\s)*(?:pledges?|promises?)$/

/** Tried in order; the first match decides. */
const lexicon: readonly (readonly [Role, number, RegExp])[] = [
  ['detail', 3, /\b(?:guidance|key to|legend|likelihood|budget|costs?|funding|spend to date)\b/],
  [
    'ref',
    3,
    /^(?:#|no|nos|nr|num|number|ref|refs|reference|id|item|item no|s n|sn|serial|serial no|line|row|rec|rec no|ap|action no|action number|action ref|action id|unique id|r)$/,
  ],
  ['update', 3, /\b(?:commentary|comments?|narrative)\b/],
  [
    'progress',
    3,
    /^(?:%|per ?cent(?:age)?|pct)(?: (?:of )?(?:work |action )?(?:complete|completed|completion|done|progress))$|^(?:progress|completion|complete|completed|done) (?:%|per ?cent(?:age)?|pct)$/,
  ],
  ['level', 3, /\b(?:b?rag|b?ragb?|traffic light)\b|^(?:colou?r|r a g|b r a g)\b/],
  ['ref', 2, /(?:^|\s)(?:ref|refs|reference|id|no|number|num|code)$/],
  [
    'completed',
    3,
    /^(?:actual (?:completion|end|delivery|finish)(?: date)?|dates? (?:completed|closed|achieved|delivered)|completed (?:on|date)|closed (?:on|date)|closure date)$/,
  ],
  [
    'start',
    3,
    /^(?:planned |actual |target |proposed )*(?:start|commencement|commence|begin|from)(?: date| by)?$/,
  ],
  [
    'timescale',
    3,
    new RegExp(
      `^${when}(?:due|due by|dates?|due dates?|deadlines?|time ?scales?|time ?frames?|timing|timings|time ?lines?|by when|when|completion|completion date|end date|delivery date|milestone dates?|target|targets? dates?|target completion|date for completion|date due|complete by|completed by|to be completed by|finish|finish date|delivery|deliver by|month|quarter|by|completion by|target for completion)$`,
    ),
  ],
  [
    'timescale',
    2,
    /\b(?:due date|target date|deadline|time ?scales?|time ?frames?|completion date|by when|delivery date)\b/,
  ],
  [
    'stage',
    3,
    /^(?:(?:current|overall|action|implementation|delivery|project|project delivery|recommendation|commitment|milestone|progress|task|completion|plan)\s)*(?:status|stage|state)$|^(?:is )?(?:it )?(?:complete|completed|done|closed)(?: y n| yes no)?$/,
  ],
  [
    'update',
    3,
    /\b(?:updates?|progress|comments?|commentary|latest position|current position|position statement|additional information|narrative|remarks|notes|what (?:have )?we (?:have |ve )?d(?:one|id)|how (?:are|is) (?:we|it|this) (?:doing|going)|what has (?:been done|happened)|where are we)\b/,
  ],
  ['stage', 1, /\bstatus$/],
  [
    'owner',
    3,
    /\b(?:owners?|owned by|leads?|leader|lead officer|responsib(?:le|ility|ilities)|accountable|accountability|assigned|assignee|by whom|who|sro|action by|consulted|informed)\b/,
  ],
  ['owner', 2, /^(?:\w+ ){0,3}(?:agency|agencies|officers?|sponsors?|post ?holder|managers?|delivered by)$/],
  ['owner', 1, /^(?:.*\s)?(?:departments?|organi[sz]ations?|teams?|units?|bodies|body|directorate)$/],
  ['update', 2, /\b(?:explanation|explain|justification|reasons? (?:for|why)|why)\b/],
  [
    'detail',
    2,
    /\b(?:priority|priorities rating|outcomes?|success|kpis?|measures? of|evidence|resources?|impact|dependenc(?:y|ies)|benefits?|risks?|rationale|measurement|upcoming)\b/,
  ],
  [
    'text',
    3,
    new RegExp(
      `^${before}(?:actions?|recommendations?|commitments?|milestones?|tasks?|activit(?:y|ies)|deliverables?|action (?:required|needed|to be taken|points?|title|plan|description|detail|details)|actions? (?:required|needed|to be taken|we will take)|what (?:we )?(?:will|are going to|need).*|what|what will be done|steps?)$`,
    ),
  ],
  [
    'text',
    2,
    new RegExp(
      `^${before}(?:projects?|project (?:name|title)|initiatives?|schemes?|descriptions?|details?|summary|requirements?|proposals?|work ?items?|commitment detail.*|action .*|recommendation .*)$`,
    ),
  ],
  [
    'section',
    3,
    /\b(?:themes?|strands?|work ?streams?|pillars?|focus areas?|priority areas?|areas? of focus|categor(?:y|ies)|sections?|chapters?)\b/,
  ],
  ['section', 2, /\b(?:objectives?|goals?|aims?|programme|priority|strategic priorities|phase|area)\b/],
  ['section', 2, pledged],
  ['text', 1, /(?:^|\s)(?:title|name|issue|objective|subject|topic)$/],
]
