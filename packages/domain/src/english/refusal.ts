import { MOST_CREST_BYTES } from '../area/crest.ts'
import { DAY_OUT_OF_RANGE } from '../calendar/date.ts'
import { RESERVED_CODE } from '../plan/code.ts'
import type { Refusal, RefusalArgs, RefusalCode } from '../refusal.ts'
import { dayWords, givenDays } from './calendar.ts'
import { counted, either, listed } from './count.ts'
import { staleFieldName } from './field.ts'
import { markOf } from './level.ts'
import { stageWords } from './stage.ts'

/** Why a command was refused and what to do, in one or two sentences. */
export const refusalSentence = <C extends RefusalCode>({ code, args }: Refusal<C>): string =>
  sentences[code](args)

/** The expected input of fields that people often get wrong. */
const inputs: ReadonlyMap<string, string> = new Map([
  ['password', 'A password has 12 to 128 characters. Choose another.'],
  ['email', 'That is no e-mail address. Write it like “sergeant@force.example”.'],
  [
    'cursor',
    'That is no cursor of this list. Take the “next” of the page before, or begin at the first page.',
  ],
])

/** Sentences for schema rules that have a name of their own. */
const rules: ReadonlyMap<string, string> = new Map([
  [
    'web-address',
    'Write the whole address of a web page, beginning with https:// or http://, for example https://www.example.org/page.',
  ],
  ['shift', 'Write how far the dates move: “14d”, “-2w”, “3m” or “1y”, ten years at the most.'],
  [DAY_OUT_OF_RANGE, `Give a day between ${givenDays()}.`],
  [
    RESERVED_CODE,
    'The words “add”, “edit” and “new” are commands, so no plan has them as its code. Choose another.',
  ],
])

/** The maximum length of a text that is too long. A password's own sentence has it already. */
const tooLong = (path: string, limit: number | undefined): string | null =>
  limit === undefined || path === 'password'
    ? null
    : `${path === '' ? 'What was given' : `What was given for “${path}”`} is too long: it may have at most ${counted(limit, 'character')}. Shorten it and try again.`

const sentences: { readonly [C in RefusalCode]: (args: RefusalArgs[C]) => string } = {
  'already-undone': () => 'This has already been undone.',
  'ambiguous-address': ({ address, candidates }) =>
    `“${address}” fits several actions: ${candidates.join(', ')}. Give the whole address, plan and ref.`,
  'attachments-full': ({ limit }) =>
    `An action has at most ${limit} files and links. Remove one before you add another.`,
  'bad-date': ({ given }) =>
    `${given === '' ? 'That' : `“${given}”`} is no day between ${givenDays()}. Write it like 31/10/2026 or 31 October 2026.`,
  'bad-input': ({ path, rule, limit }) =>
    tooLong(path, limit) ??
    rules.get(rule) ??
    inputs.get(path) ??
    `${path === '' ? 'Something that was given' : `What was given for “${path}”`} does not fit. Check it and try again.`,
  'before-it-exists': () => 'It did not exist yet on that day. Give a later day.',
  'code-taken': ({ code }) => `Another plan already has the code “${code}”. Choose another.`,
  'column-choices': ({ kind }) =>
    kind === 'choice'
      ? 'A column of choices needs at least one choice. List them, one on each line.'
      : 'Only a column of choices offers choices. Leave them empty, or make it a column of choices.',
  'column-taken': ({ said, by }) =>
    by === 'title'
      ? `Another column is called “${said}”. Choose another title.`
      : `The code “${said}” belongs, or once belonged, to another column. Choose another.`,
  'column-unfit': ({ title, kind, said, choices }) =>
    kind === 'choice'
      ? `“${said}” is not one of the choices for “${title}”. Choose ${either(choices)}.`
      : `“${said}” does not fit “${title}”. ${columnAsks[kind]}`,
  'columns-full': ({ limit }) => `A force has at most ${counted(limit, 'column')}. Remove one first.`,
  'command-reused': () =>
    'This was sent before with other content. Load the page again and repeat what you did.',
  'contradicts-later': ({ on }) =>
    `Something recorded later, on ${dayWords(on)}, would no longer follow. Take that back first, or give a later day.`,
  'cross-site': () =>
    'This came from a page of another website, so nothing was changed. Open Beatbook itself and try again.',
  'dependency-loop': ({ kind }) => loops[kind],
  'draft-has-errors': ({ errors }) =>
    `The draft has ${counted(errors, 'error')} to put right before it can be accepted.`,
  'draft-not-found': () =>
    'This draft is gone (accepted, discarded or older than 30 days), or its address is not right. Import the document again.',
  'effective-in-future': ({ on }) =>
    `${dayWords(on)} lies in the future. Only what has happened can be recorded: give today or an earlier day.`,
  'email-taken': () =>
    'Somebody with this e-mail address can already sign in. Change their role instead, or give another address.',
  'entry-in-future': ({ on }) =>
    `An entry is dated ${dayWords(on)}, which lies in the future. Decide what its date is before you accept.`,
  'file-refused': ({ because }) => refusedFiles[because],
  'grant-period': ({ because, today }) =>
    because === 'past'
      ? `Rights are never given or taken back for days that are over. Give ${dayWords(today)} or a later day.`
      : 'The last day lies before the first. Give a later one.',
  'holding-period': () => 'It would end before it begins. Give a later day for its end, or leave that empty.',
  'last-administrator': () =>
    'Nobody would be left to administer. Make somebody else an administrator first.',
  'level-not-in-rules': ({ level, rules }) =>
    rules === null
      ? 'The plan has no RAG rules, so no level can replace theirs. Choose rules for the plan first.'
      : `The plan’s rules (${rules}) have no level “${level}”. Choose one of theirs.`,
  'name-taken': ({ name }) => `“${name}” already means another owner. Choose another name, or merge the two.`,
  'file-or-address': () => 'Give a file or a web address, and not both.',
  'file-kind-refused': ({ name }) =>
    `“${name}” is of a kind that cannot be attached. Attach documents, pictures, mail, sound or film, or a zip file of them.`,
  'crest-refused': ({ name, because }) =>
    because === 'kind'
      ? `“${name}” cannot be the crest: it is not a PNG, JPEG or WebP picture. Save it as one of these and choose it again.`
      : `“${name}” cannot be the crest: it is larger than ${MOST_CREST_BYTES / 1024} KB. Make the picture smaller and choose it again.`,
  'workbook-of-no-plan': ({ because, force }) =>
    because === 'other-force'
      ? `This workbook was taken out by ${force || 'another force'}. It can only go back there.`
      : because === 'no-table'
        ? 'No table of actions was found in this file: it needs a column “Action”. To bring in another kind of document, use “Import a document”.'
        : 'This file does not say which plan it is of. Choose the plan.',
  'no-pdf-writer': ({ platform }) =>
    `This server cannot set a PDF (${platform}). Take out a Word document instead.`,
  'pdf-refused': ({ because }) =>
    `The PDF was not made, because it would not be accessible: ${because.join('; ') || 'the reason is not known'}. Take out a Word document instead.`,
  'paper-of-one-plan': () => 'A document of pages is of one plan. Open the plan and take it out there.',
  'nothing-to-take-out': () => 'There is no action to take out. Change the filter.',
  'no-original': ({ because }) => missingOriginals[because],
  'no-override': () => 'Nothing replaces the level by the rules today.',
  'not-allowed': () => 'Your role does not allow this. An administrator can change your role.',
  'not-author': () =>
    'Only the person who wrote this can change, remove or undo it. You can answer it instead.',
  'not-found': (args) => {
    const what = missing[args.what]
    if ('id' in args) return `There is no such ${what}. It may have been given another address.`
    return args.asAt === undefined
      ? `There is no ${what} “${args.asked}”. Check how it is written; it may have another address now.`
      : `There was no ${what} “${args.asked}” on ${dayWords(args.asAt)}. It may have come later, or be written otherwise.`
  },
  'not-in-settings': ({ field, said, words }) =>
    words.length === 0
      ? `The force has settled no ${field}, so “${said}” cannot be given.`
      : `“${said}” is no ${field} of this force. Choose ${either(words)}.`,
  'not-signed-in': () => 'You are not signed in, or your session has ended. Sign in and try again.',
  'not-withdrawn': () => 'The action is not withdrawn.',
  'not-undoable': () => 'This cannot be undone: it is ended or changed by a command of its own, from now on.',
  'nothing-said': () => 'Nothing was given to record. Write something, or change a field.',
  'nothing-to-accept': () => 'There is nothing in this draft to accept.',
  'nothing-to-shift': ({ said }) =>
    said === ''
      ? 'It has no date that could be moved. Give it a timescale first.'
      : `“${said}” has no date that could be moved. Give it a timescale instead.`,
  'override-ended': ({ until }) =>
    `The level would have lapsed on ${dayWords(until)} already. Give today or a later day.`,
  'party-loop': ({ because }) =>
    because === 'itself'
      ? 'These are the same owner. Choose another one.'
      : because === 'after'
        ? 'This owner takes the place of that one, directly or through others. Change that first.'
        : 'That owner belongs to this one, directly or through others. Change what it belongs to first.',
  'party-kind': ({ wanted, kind }) =>
    `This owner is ${kindsWithArticle[kind]}. Only ${kindsWithArticle[wanted]} can have this: change its kind first, or choose another owner.`,
  'party-merged': () =>
    'This owner was merged into another one, which stands for it now. Change that one, or undo the merge.',
  'plan-too-large': ({ title, actions, limit }) =>
    `“${title}” has ${counted(actions, 'action')}. A plan begins with at most ${limit} of another one: withdraw some of them, or copy the actions in parts.`,
  'plan-without-sections': ({ title }) => `“${title}” has no section yet. Add one first.`,
  'section-too-large': ({ title, actions, limit }) =>
    `“${title}” has ${counted(actions, 'action')}, withdrawn ones included. At most ${limit} are merged at once: move some of them first.`,
  'plan-archived': ({ title }) =>
    `“${title}” is archived, so nothing in it is changed. Restore the plan first.`,
  'reason-needed': ({ field }) => reasons[field],
  'revised-twice': () =>
    'Two plans of this document would revise the same plan. Choose another plan for one of them, or make it new.',
  'rows-refused': ({ rows, of }) => {
    const named = rows.slice(0, MOST_NAMED).map(({ ref, because }) => {
      const sentence = isRefusal(because) ? refusalSentence(because) : 'It cannot be changed.'
      return `${ref ?? 'One'}: ${sentence}`
    })
    const more = rows.length - named.length
    return `Nothing was changed, because ${rows.length} of ${counted(of, 'action')} cannot be. ${named.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`
  },
  'rows-unconfirmed': ({ rows }) =>
    `${counted(rows.length, 'row')} still ${rows.length === 1 ? 'wants' : 'want'} a choice: take what the document says, or leave the plan as it is.`,
  'rules-built-in': ({ code }) =>
    `The rules “${code}” come with Beatbook and stay as they are. Save yours under another code.`,
  'rules-invalid': ({ path }) =>
    `These rules cannot be saved${path === '' ? '' : `: look at ${path}`}. Put right what the check found.`,
  'section-not-empty': ({ title, actions }) =>
    `“${title}” still has ${counted(actions, 'action')}, withdrawn ones included. Move them to another section first.`,
  'section-taken': ({ title }) => `The plan already has a section “${title}”. Choose another title.`,
  'set-up-closed': () => 'Set-up is finished: there is an administrator already. Sign in instead.',
  'set-up-token-wrong': () =>
    'This set-up link is not the one the server printed. Copy the whole link from the server’s first lines and open it again.',
  'split-too-small': () => 'Write at least two different owners, one on each line.',
  'stage-not-in-workflow': ({ stage, stages }) =>
    `This plan has no stage “${stageWords(stage)}”. Choose ${either(stages.map(stageWords))}.`,
  'level-not-in-workflow': ({ level, levels }) =>
    `This plan has no level “${markOf(level).word}”. Choose ${either(levels.map((each) => markOf(each).word))}.`,
  stale: ({ fields }) =>
    `Somebody changed ${listed(fields.map(staleFieldName))} since you opened this. Look at what changed, then record yours again.`,
  'timescale-not-understood': ({ said }) =>
    `“${said}” is not understood as a timescale. Write it like “by June 2027”, “31/10/26”, “Q3 2026/27” or “ongoing”.`,
  'undo-partly': ({ rows, of }) => {
    const named = rows.slice(0, MOST_NAMED).map(({ ref, on }) => `${ref} (on ${dayWords(on)})`)
    const more = rows.length > named.length ? ` and ${rows.length - named.length} more` : ''
    return `Nothing was undone, because ${rows.length} of ${counted(of, 'action')} ${rows.length === 1 ? 'was' : 'were'} changed again since: ${named.join(', ')}${more}. Undo the others, or take those changes back first.`
  },
  'import-needed': ({ dependents, count, rest }) => {
    const named = dependents
      .slice(0, MOST_NAMED)
      .map(
        ({ kind, ref, on }) => `${ref ?? dependentKinds.get(kind) ?? 'another entry'} (on ${dayWords(on)})`,
      )
    const more = count > named.length ? ` and ${count - named.length} more` : ''
    const others = rest > 0 ? `, or undo the other ${counted(rest, 'action')} and keep them` : ''
    return `The import was not undone, because entries made since rest on it: ${named.join(', ')}${more}. Undo those first${others}.`
  },
  'undo-too-large': ({ streams, limit }) =>
    `This changed ${streams} plans, actions and owners at once. At most ${limit} can be undone together; undo single entries instead.`,
  'unknown-choice': () => 'This finding has no such choice. Load the page again and choose once more.',
  'batch-too-costly': () => 'Too much was asked for at once. Ask for less at a time.',
  'clock-behind': ({ minutes }) =>
    `The server’s clock is behind the last entry of the record by ${counted(minutes, 'minute')}. Nothing can be recorded until an administrator sets the clock right, or accepts it with “beatbook clock accept”.`,
  'drafts-full': (args) =>
    `${'megabytes' in args ? `Your drafts take more than ${args.megabytes} MB` : `You have ${counted(args.limit, 'draft')} open`}. Accept or discard some on the page “Import a document” before you import another.`,
  'uploads-full': ({ limit }) =>
    `You have sent ${counted(limit, 'file')} within a day that nothing names. Attach them, or wait until tomorrow.`,
  'id-reused': () =>
    'This was sent before about something else. Load the page again and repeat what you did.',
  'memory-limit': () =>
    'This needs more memory than one request may use. Ask for a smaller plan or a shorter period.',
  'password-change-due': () => 'Choose a password of your own before you go on.',
  'password-weak': ({ because }) => weakPasswords[because],
  'password-wrong': () => 'The current password is not right. Write it again.',
  'period-not-understood': ({ said }) =>
    `“${said}” is no period. Write it like “2026/27”, “April 2026 to March 2028” or “from July 2026”.`,
  'programs-only': () =>
    'This address is for programs that sign in for somebody, such as the command line. Sign in on the page instead.',
  'same-document': ({ code }) =>
    `This document was already accepted as the plan “${code}”. Revise that plan, or accept it again as another plan.`,
  stopped: () => 'This was stopped before it was done. Nothing was changed.',
  'storage-busy': () => 'The record is busy or out of reach. Try again in a moment.',
  'storage-failed': () =>
    'The record cannot be read or written at the moment. Nothing was changed. Whoever runs the server can see why at its address /ready.',
  'storage-full': () =>
    'There is no space left where the record is stored. Nothing was changed. An administrator must free some space.',
  'time-limit': ({ seconds }) =>
    `This took longer than ${counted(seconds, 'second')} and was stopped. Ask for a smaller plan or a shorter period.`,
  'too-many-at-once': ({ seconds }) =>
    `You have as many requests running as one person may. Try again in ${counted(seconds, 'second')}.`,
  'too-many-tries': ({ seconds, of }) =>
    `${of === 'terminals' ? 'Too many terminals asked to be let in' : 'Too many failed attempts'}. Try again in ${counted(seconds, 'second')}.`,
  'too-many-feeds': ({ most }) =>
    `You have ${counted(most, 'feed')} already. End one that you no longer use before you make another.`,
  'too-many-views': ({ most }) =>
    `You have saved ${counted(most, 'view')} already. Remove one before you save another.`,
  'unknown-refusal': ({ code }) =>
    `The server refused this for a reason that this version of Beatbook does not know (“${code}”). Load the page again, or install the newest version.`,
  withdrawn: () => 'The action is withdrawn. Restore it before you change it.',
}

const dependentKinds: ReadonlyMap<string, string> = new Map([
  ['plan', 'the plan itself'],
  ['action', 'an action'],
  ['party', 'an owner'],
])

/** How many rows of a refused change a sentence names. */
const MOST_NAMED = 5

const isRefusal = (given: { readonly code: string; readonly args: unknown }): given is Refusal =>
  Object.hasOwn(sentences, given.code)

const columnAsks: Readonly<Record<Exclude<RefusalArgs['column-unfit']['kind'], 'choice'>, string>> = {
  text: 'Write at most 2,000 characters.',
  number: 'Write a number like 12 or 3.5.',
  money: 'Write an amount like £1,250 or 99.50.',
  date: 'Write a day like 31/10/2026 or 31 October 2026.',
  'yes-no': 'Write yes or no.',
}

const weakPasswords: Readonly<Record<RefusalArgs['password-weak']['because'], string>> = {
  common: 'This password is among the most common ones. Choose another.',
  repeated: 'This password repeats too few different characters. Choose another.',
  own: 'This password is made of the name or the e-mail address it belongs to. Choose another.',
  same: 'This is the password you have now. Choose another.',
}

const missingOriginals: Readonly<Record<RefusalArgs['no-original']['because'], string>> = {
  'not-stored':
    'The original was not kept: this document was accepted before Beatbook kept originals. What was read from it is on its page.',
  missing:
    'The file is missing where files are stored. Whoever runs the server can restore it from a backup.',
}

const refusedFiles: Readonly<Record<RefusalArgs['file-refused']['because'], string>> = {
  found:
    'The check that this server makes of every file refused this one, so it was not read. Ask your IT desk to look at the file.',
  time: 'The check that this server makes of every file took too long, so this one was not read. Try again later.',
  'not-made':
    'The check that this server makes of every file could not be made, so this one was not read. Tell an administrator.',
}

const reasons: Readonly<Record<RefusalArgs['reason-needed']['field'], string>> = {
  stage: 'Say why the action is opened again.',
  timescale: 'Say why the timescale changes.',
  level: 'Say what the risk or issue is: this level asks for it.',
  withdrawn: 'Say why the actions are withdrawn.',
  clock: 'Say why the clock is behind and may stay so.',
}

const loops: Readonly<Record<RefusalArgs['dependency-loop']['kind'], string>> = {
  'depends-on':
    'The other action depends on this one, directly or through others. An action cannot wait for itself.',
  serves: 'The other action serves this one, directly or through others. An action cannot serve itself.',
  supersedes:
    'The other action supersedes this one, directly or through others. An action cannot supersede itself.',
  continues:
    'The other action continues this one, directly or through others. An action cannot continue itself.',
}

const kindsWithArticle: Readonly<Record<RefusalArgs['party-kind']['kind'], string>> = {
  person: 'a person',
  post: 'a post',
  team: 'a team',
  organisation: 'an organisation',
}

const missing: Readonly<Record<RefusalArgs['not-found']['what'], string>> = {
  action: 'action',
  address: 'address',
  area: 'area',
  attachment: 'file or link',
  column: 'column',
  aggregate: 'entry',
  command: 'command',
  conversation: 'conversation',
  document: 'document',
  feed: 'feed',
  field: 'field',
  grant: 'grant',
  holding: 'holder of the post',
  job: 'job',
  link: 'link',
  party: 'owner',
  person: 'person',
  plan: 'plan',
  'rag-rules': 'set of RAG rules',
  remark: 'comment',
  scheme: 'scheme',
  section: 'section',
  update: 'update',
  upload: 'file',
  view: 'view',
}
