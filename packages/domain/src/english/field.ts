import type { DescribedField, SaidField } from '../action/fields.ts'
import { codeOfField } from '../column/field.ts'
import { columnName } from './column.ts'

/** The texts for a field of an action. */
export interface FieldWords {
  /** Within a sentence, after an article: "share of the work done". */
  readonly name: string
  /** The heading or label of its value: "Share done". */
  readonly title: string
  /** The label in a form or where space is short. */
  readonly label: string
  readonly short: string
  /** The placeholder of its value in a command-line option. */
  readonly asks: string
  /** At the start of a sentence with the value before and after: "The work done". */
  readonly subject: string
  /** Before its value in a history: "Work done"; empty where the value needs no introduction. */
  readonly lead: string
  /** The heading of actions in which it changed: "Share of work done changed". */
  readonly changed: string
}

const words = (title: string, given: Partial<FieldWords> = {}): FieldWords => {
  const { name = title.toLowerCase() } = given
  return {
    name,
    title,
    label: title,
    short: title,
    asks: `its ${name}`,
    subject: `Its ${name}`,
    lead: title,
    changed: `${title} changed`,
    ...given,
  }
}

/** The words of every field of an action. */
export const fieldWords: Readonly<Record<DescribedField | SaidField, FieldWords>> = {
  ref: words('Ref', { changed: 'Renumbered' }),
  section: words('Section', { changed: 'Moved to another section' }),
  text: words('Action', { name: 'words', lead: 'Words', changed: 'Re-worded' }),
  ownerSaid: words('Owner as written', { changed: 'Re-owned' }),
  owners: words('Owners', { changed: 'Re-owned' }),
  success: words('Success', {
    name: 'words about success',
    label: 'How you will know that it worked',
    asks: 'how you will know that it worked',
    changed: 'Success changed',
  }),
  tags: words('Tags', { name: 'tags', asks: 'its tags, separated by commas', subject: 'Its tags' }),
  plan: words('Plan', { changed: 'Moved to another plan' }),
  details: words('Other columns', { name: 'details' }),
  stage: words('Stage', { lead: '', asks: 'where the work stands now' }),
  level: words('Declared', {
    name: 'level',
    label: 'Declared level',
    short: 'Level',
    asks: 'the level you declare',
    subject: 'Its declared level',
    changed: 'Declared level changed',
  }),
  progress: words('Share done', {
    name: 'share of the work done',
    subject: 'The work done',
    lead: 'Work done',
    asks: 'the share of the work done, 0 to 100',
    changed: 'Share of work done changed',
  }),
  priority: words('Priority', { asks: 'one of the force’s priorities, or none' }),
  timescale: words('Timescale', {
    changed: 'Re-dated',
    asks: 'a new timescale, e.g. "by June 2027"; wants --reason',
  }),
}

/** The name of a field that somebody else changed, with its article; an unknown name is unchanged. */
export const staleFieldName = (field: string): string => {
  const column = codeOfField(field)
  if (column !== null) return `the column “${columnName(column)}”`
  const [kind, , part] = field.split(' ')
  if (kind === 'attachment')
    return part === 'evidence' ? 'whether a file or link is evidence' : 'the title of a file or link'
  return (
    others.get(field) ??
    (Object.hasOwn(fieldWords, field) ? `the ${fieldWords[field as SaidField].name}` : field)
  )
}

const others: ReadonlyMap<string, string> = new Map([
  ['withdrawn', 'whether it is withdrawn'],
  ['rag-rules', 'the plan’s rules'],
  ['severities', 'the severity of each check'],
  ['name', 'the name'],
  ['kind', 'the kind'],
  ['parent', 'what it belongs to'],
  ['actions', 'which actions it owns'],
  ['title', 'the title'],
  ['sponsor', 'the sponsor'],
  ['period', 'the period'],
  ['code', 'the short name'],
  ['description', 'the description'],
  ['updatePeriod', 'how often updates are expected'],
  ['priorities', 'the priorities'],
  ['columns', 'the columns'],
  ['marking', 'the protective marking'],
  ['caveat', 'the words after the marking'],
])
