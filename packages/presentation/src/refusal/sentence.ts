import { DAY_OUT_OF_RANGE, type Refusal, type RefusalCode, type Workflow, workflows } from '@beatbook/domain'
import { dayWords, givenDays } from '../calendar/words.ts'
import { counted, listed } from '../count.ts'
import { stageWords } from '../stage/words.ts'

/** Why a command was refused and what to do, in one or two sentences. */
export const refusalSentence = (refusal: Refusal): string => sentences[refusal.code](refusal.args)

type Args = Refusal['args']

const inputs: Readonly<Record<string, string>> = {
  password: 'A password has 12 to 128 characters. Choose another.',
  email: 'That is no e-mail address. Write it like “sergeant@force.example”.',
}

/** Sentences for rules of schemas that have a name of their own. */
const rules: Readonly<Record<string, () => string>> = { [DAY_OUT_OF_RANGE]: () => `Give a day between ${givenDays()}.` }

/** Of a text that is too long, how long it may be. A password's own sentence says so already. */
const tooLong = ({ path, limit }: Args): string | null =>
  typeof limit === 'number' && path !== 'password'
    ? `${path ? `What was given for “${path}”` : 'What was given'} is too long: it may have at most ${counted(limit, 'character')}. Shorten it and try again.`
    : null

const sentences: Record<RefusalCode, (args: Args) => string> = {
  'already-undone': () => 'This update has already been taken back.',
  'ambiguous-address': (a) =>
    `${a.address ? `“${a.address}”` : 'This address'} fits several actions${a.candidates ? `: ${a.candidates}` : ''}. Give the whole address, plan and ref.`,
  'bad-date': (a) => `${a.given ? `“${a.given}”` : 'That'} is no day between ${givenDays()}. Write it like 31/10/2026 or 31 October 2026.`,
  'bad-input': (a) =>
    tooLong(a) ??
    rules[String(a.rule)]?.() ??
    inputs[String(a.path)] ??
    `${a.path ? `What was given for “${a.path}”` : 'Something that was given'} does not fit. Check it and try again.`,
  'before-it-exists': () => 'The action did not exist yet on that day. Give a later day.',
  'code-taken': (a) => `Another plan already has the code ${a.code ? `“${a.code}”` : 'you gave'}. Choose another.`,
  'command-reused': () => 'This was sent before with other content. Load the page again and repeat what you did.',
  'contradicts-later': (a) =>
    `Something recorded later${a.on ? `, on ${dayWords(String(a.on))},` : ''} would no longer follow. Take that back first, or give a later day.`,
  'dependency-loop': () => 'The other action depends on this one, directly or through others. An action cannot wait for itself.',
  'draft-has-errors': (a) => `The draft has ${typeof a.errors === 'number' ? counted(a.errors, 'error') : 'errors'} to put right before it can be accepted.`,
  'draft-not-found': () => 'This draft is gone (accepted, discarded or older than 30 days), or its address is not right. Bring the document again.',
  'effective-in-future': (a) =>
    `${a.on ? dayWords(String(a.on)) : 'That day'} lies in the future. Only what has happened can be recorded: give today or an earlier day.`,
  'email-taken': () => 'Somebody with this e-mail address can already sign in. Change their role instead, or give another address.',
  'entry-in-future': (a) =>
    `An entry is dated ${a.on ? dayWords(String(a.on)) : 'later than today'}, which lies in the future. Decide what its date is before you accept.`,
  'last-administrator': () => 'Nobody would be left to administer. Make somebody else an administrator first.',
  'level-not-in-rules': (a) => `The plan’s rules${a.rules ? ` (${a.rules})` : ''} have no level “${a.level ?? ''}”. Choose one of theirs.`,
  'no-override': () => 'Nothing replaces the level by the rules today.',
  'not-allowed': () => 'Your role does not allow this. An administrator can change your role.',
  'not-found': (a) =>
    a.asked && a.asAt
      ? `There was no ${a.what ?? 'thing'} “${a.asked}” on ${dayWords(String(a.asAt))}. It may have come later, or be written otherwise.`
      : a.asked
        ? `There is no ${a.what ?? 'thing'} “${a.asked}”. Check how it is written; it may have another address now.`
        : `There is no such ${a.what ?? 'thing'}. It may have been given another address.`,
  'not-signed-in': () => 'You are not signed in, or your session has ended. Sign in and try again.',
  'not-withdrawn': () => 'The action is not withdrawn.',
  'nothing-said': () => 'Write something, or change the stage, the level or the timescale.',
  'nothing-to-accept': () => 'There is nothing in this draft to accept.',
  'override-ended': (a) => `The level would have lapsed${a.until ? ` on ${dayWords(String(a.until))}` : ''} already. Give today or a later day.`,
  'reason-needed': (a) => reasons[String(a.field)] ?? 'Say why.',
  'revised-twice': () => 'Two plans of this document would revise the same plan. Choose another plan for one of them, or make it new.',
  'rows-unconfirmed': (a) =>
    `${typeof a.count === 'number' ? counted(a.count, 'row') : 'Some rows'} still ${a.count === 1 ? 'wants' : 'want'} a choice: take what the document says, or leave the plan as it is.`,
  'rules-built-in': (a) => `The rules “${a.code ?? ''}” come with Beatbook and stay as they are. Save yours under another code.`,
  'rules-invalid': (a) => `These rules cannot be saved${a.path ? `: look at ${a.path}` : ''}. Put right what the check found.`,
  'set-up-closed': () => 'Set-up is finished: there is an administrator already. Sign in instead.',
  'set-up-token-wrong': () => 'This set-up link is not the one the server printed. Copy the whole link from the server’s first lines and open it again.',
  'stage-not-in-workflow': (a) => {
    const allowed = workflows[a.workflow as Workflow] as readonly (keyof typeof stageOf)[] | undefined
    return `This plan has no stage “${stageOf[a.stage as keyof typeof stageOf] ?? a.stage}”.${allowed ? ` Choose ${listed(allowed.map((s) => stageOf[s])).replace(/ and /, ' or ')}.` : ''}`
  },
  stale: (a) => `Somebody changed ${fieldsWords(String(a.fields ?? ''))} since you opened this. Look at what changed, then record yours again.`,
  'timescale-not-understood': (a) => `“${a.said ?? ''}” is not understood as a timescale. Write it like “by June 2027”, “31/10/26”, “Q3 2026/27” or “ongoing”.`,
  'unknown-choice': () => 'This finding has no such choice. Load the page again and choose once more.',
  'batch-too-costly': () => 'Too much was asked for at once. Ask for less at a time.',
  'clock-behind': (a) =>
    `The server’s clock is behind the last entry of the record${typeof a.minutes === 'number' ? ` by ${counted(a.minutes, 'minute')}` : ''}. Nothing can be recorded until an administrator sets the clock right, or accepts it with “beatbook clock accept”.`,
  'drafts-full': (a) =>
    `${typeof a.megabytes === 'number' ? `Your drafts take more than ${a.megabytes} MB` : `You have ${typeof a.limit === 'number' ? counted(a.limit, 'draft') : 'too many drafts'} open`}. Accept or discard some on the page “Bring a document” before you bring another.`,
  'id-reused': () => 'This was sent before about something else. Load the page again and repeat what you did.',
  'memory-limit': () => 'This needs more memory than one request may use. Ask for a smaller plan or a shorter period.',
  'password-change-due': () => 'Choose a password of your own before you go on.',
  'password-weak': (a) => weakPasswords[String(a.because)] ?? 'This password is too easy to guess. Choose another.',
  'password-wrong': () => 'The current password is not right. Write it again.',
  'same-document': (a) =>
    `This document was already accepted${a.code ? ` as the plan “${a.code}”` : ''}. Revise that plan, or accept it again as another plan.`,
  stopped: () => 'This was stopped before it was done. Nothing was changed.',
  'storage-busy': () => 'The record is busy: another program is using its file. Try again in a moment.',
  'storage-failed': () => 'The record cannot be read or written at the moment. Nothing was changed. Whoever runs the server can see why at its address /ready.',
  'storage-full': () => 'There is no space left where the record is stored. Nothing was changed. An administrator must free some space.',
  'time-limit': (a) =>
    `This took longer than ${typeof a.seconds === 'number' ? counted(a.seconds, 'second') : 'the time allowed'} and was stopped. Ask for a smaller plan or a shorter period.`,
  'too-many-at-once': (a) =>
    `You have as many requests running as one person may. Try again${typeof a.seconds === 'number' ? ` in ${counted(a.seconds, 'second')}` : ' in a moment'}.`,
  'too-many-tries': (a) =>
    `${a.of === 'terminals' ? 'Too many terminals asked to be let in' : 'Too many failed attempts'}. Try again${typeof a.seconds === 'number' ? ` in ${counted(a.seconds, 'second')}` : ' later'}.`,
  withdrawn: () => 'The action is withdrawn. Promise it again before you change it.',
}

const weakPasswords: Record<string, string> = {
  common: 'This password is among the most common ones. Choose another.',
  repeated: 'This password repeats too few different characters. Choose another.',
  own: 'This password is made of the name or the e-mail address it belongs to. Choose another.',
  same: 'This is the password you have now. Choose another.',
}

const reasons: Record<string, string> = {
  stage: 'Say why the action is opened again.',
  timescale: 'Say why the timescale changes.',
  level: 'Say what the risk or issue is: this level asks for it.',
  clock: 'Say why the clock is behind and may stay so.',
}

const stageOf = {
  'not-started': stageWords('not-started'),
  'in-progress': stageWords('in-progress'),
  'awaiting-review': stageWords('awaiting-review'),
  'being-progressed': stageWords('being-progressed'),
  complete: stageWords('complete'),
}
const fieldNames: Record<string, string> = {
  text: 'the words',
  owners: 'the owners',
  timescale: 'the timescale',
  stage: 'the stage',
  level: 'the level',
  progress: 'the share of the work done',
  section: 'the section',
  withdrawn: 'whether it is withdrawn',
  'rag-rules': 'the plan’s rules',
  severities: 'how severe each check is',
}
const fieldsWords = (fields: string): string => listed(fields.split(',').map((field) => fieldNames[field] ?? 'it'))
