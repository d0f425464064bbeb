import * as z from 'zod'
import { instant, isoDate } from './calendar/date.ts'
import { columnKinds } from './column/column.ts'
import { capabilities } from './command/definition.ts'
import { place } from './finding/finding.ts'
import { givenLinkKinds } from './link/link.ts'

const none = z.object({})

/** What can be missing, as in `not-found`. */
const missing = z.enum([
  'action',
  'address',
  'aggregate',
  'area',
  'attachment',
  'column',
  'command',
  'conversation',
  'feed',
  'field',
  'link',
  'document',
  'grant',
  'holding',
  'job',
  'party',
  'person',
  'plan',
  'rag-rules',
  'remark',
  'scheme',
  'section',
  'update',
  'upload',
  'view',
])

// What a party can be; the folder of parties imports this file.
const partyKind = z.enum(['person', 'post', 'team', 'organisation'])

/**
 * Every reason for which the domain, the record or the server refuses a request, with the schemas of its
 * arguments. The sentence of each is in `@beatbook/domain/english`.
 */
const argsOf = {
  'already-undone': none,
  'ambiguous-address': z.object({ address: z.string(), candidates: z.array(z.string()) }),
  /** The action has the most files and links that it can have. */
  'attachments-full': z.object({ limit: z.number() }),
  'bad-date': z.object({ finding: z.string(), given: z.string() }),
  /**
   * `path` is the field, with full stops between its parts, empty for the whole input; `rule` the violated
   * rule, as the schema names it; `limit` the maximum number of characters of a text that is too long.
   */
  'bad-input': z.object({ path: z.string(), rule: z.string(), limit: z.number().optional() }),
  'batch-too-costly': z.object({ cost: z.number(), limit: z.number() }),
  'before-it-exists': none,
  'clock-behind': z.object({ minutes: z.number() }),
  'code-taken': z.object({ code: z.string() }),
  /** A column of choices without any, or choices for a column of another kind. */
  'column-choices': z.object({ kind: z.enum(columnKinds) }),
  /** Another column has the title, or has or once had the code. */
  'column-taken': z.object({ said: z.string(), by: z.enum(['code', 'title']) }),
  /** The value does not fit the column's kind, or is not one of its choices. */
  'column-unfit': z.object({
    column: z.string(),
    title: z.string(),
    kind: z.enum(columnKinds),
    said: z.string(),
    choices: z.array(z.string()),
  }),
  'columns-full': z.object({ limit: z.number() }),
  'command-reused': z.object({ id: z.string() }),
  'contradicts-later': z.object({ event: z.string(), on: isoDate }),
  'cross-site': none,
  /** A link of a kind that may not form a loop, and would. */
  'dependency-loop': z.object({ kind: z.enum(givenLinkKinds), on: z.string() }),
  'draft-has-errors': z.object({ errors: z.number() }),
  'draft-not-found': z.object({ id: z.string() }),
  /** The limit that was reached: the number of open drafts, or their size in megabytes. */
  'drafts-full': z.union([z.object({ limit: z.number() }), z.object({ megabytes: z.number() })]),
  'effective-in-future': z.object({ on: isoDate, today: isoDate, plan: z.string().optional() }),
  'email-taken': none,
  'entry-in-future': z.object({ on: isoDate, today: isoDate, ref: z.string().nullable(), ...place.shape }),
  /**
   * Why a file was not stored: the check configured for the server found something, timed out, or could not
   * run.
   */
  'file-refused': z.object({ because: z.enum(['found', 'time', 'not-made']) }),
  /** A grant would begin or end before today, or end before it begins. */
  'grant-period': z.object({ because: z.enum(['past', 'empty']), today: isoDate }),
  'id-reused': z.object({ id: z.string() }),
  /**
   * What was recorded since and rests on an import that should be undone: each plan, action or owner with the newest
   * entry (its id, day, author and command); at most 100 of `count`. `ref` is that of an action. `rest` is how many
   * of the import's actions could be undone without it.
   */
  'import-needed': z.object({
    dependents: z.array(
      z.object({
        kind: z.string(),
        id: z.string(),
        ref: z.string().nullable(),
        event: z.string(),
        type: z.string(),
        on: isoDate,
        actor: z.string(),
        commandId: z.string(),
        recordedAt: instant,
      }),
    ),
    count: z.number(),
    rest: z.number(),
  }),
  /** An owner has more open actions than one command gives over. */
  /** A holding would end before it begins. */
  'holding-period': none,
  'last-administrator': none,
  /** `rules` is the title of the plan's rules, `null` where it has none. */
  'level-not-in-rules': z.object({ level: z.string(), rules: z.string().nullable() }),
  'memory-limit': z.object({ megabytes: z.number() }),
  /**
   * Why the original of a document is not available: it was accepted before files were stored, or the file is
   * missing.
   */
  /** The name, or another name, means another party. */
  'name-taken': z.object({ name: z.string(), party: z.string() }),
  /** A file or a web address is needed, and not both. */
  'file-or-address': none,
  /** Files of that kind cannot be attached: the ending of the name is not among `attachableEndings`. */
  'file-kind-refused': z.object({ name: z.string() }),
  /** The file cannot be a crest: another kind than PNG, JPEG and WebP, or larger than `MOST_CREST_BYTES`. */
  'crest-refused': z.object({ name: z.string(), because: z.enum(['kind', 'size']) }),
  /** This machine has no program that sets a PDF. */
  'no-pdf-writer': z.object({ platform: z.string() }),
  /** The PDF would not be one that everybody can read. */
  'pdf-refused': z.object({ because: z.array(z.string()) }),
  /** Pages are set of one plan. */
  'paper-of-one-plan': none,
  /** A list without an action has nothing to go out. */
  'nothing-to-take-out': none,
  /** A workbook that came back is of no plan that can be told. */
  'workbook-of-no-plan': z.object({
    because: z.enum(['no-table', 'not-said', 'other-force']),
    force: z.string().optional(),
  }),
  'no-original': z.object({ because: z.enum(['not-stored', 'missing']) }),
  'no-override': none,
  'not-allowed': z.object({ capability: z.enum(capabilities) }),
  /** A remark is only edited and removed by its author; what was done in a conversation is undone by who did it. */
  'not-author': none,
  /** Either as a person asked for it, with the day of the question, or by an id from a program. */
  'not-found': z.union([
    z.object({ what: missing, asked: z.string(), asAt: isoDate.optional() }),
    z.object({ what: missing, id: z.string() }),
  ]),
  /** A value that the force's settings do not list for a field, and those they list. */
  'not-in-settings': z.object({ field: z.string(), said: z.string(), words: z.array(z.string()) }),
  'not-signed-in': none,
  /** The command can only be reversed by its own commands. */
  'not-undoable': none,
  'not-withdrawn': none,
  'nothing-said': none,
  'nothing-to-accept': none,
  /** The timescale has no date that could be moved. */
  'nothing-to-shift': z.object({ said: z.string() }),
  'override-ended': z.object({ until: isoDate, today: isoDate }),
  /** The party is of another kind than what is said of it: only a post has holders, only a person an account. */
  'party-kind': z.object({ wanted: partyKind, kind: partyKind }),
  /** A party would belong to itself, or to one below it, or be merged so; or would take the place of one after it. */
  'party-loop': z.object({ because: z.enum(['itself', 'below', 'after']) }),
  /** The party was merged into another one, which stands for it. */
  'party-merged': z.object({ into: z.string() }),
  'password-change-due': none,
  'password-weak': z.object({ because: z.enum(['common', 'repeated', 'own', 'same']) }),
  'password-wrong': none,
  /** The period of a plan, as it was written. */
  'period-not-understood': z.object({ said: z.string() }),
  /** The plan is archived: it is restored before it is changed. */
  'plan-archived': z.object({ code: z.string(), title: z.string() }),
  'programs-only': none,
  'reason-needed': z.object({ field: z.enum(['stage', 'timescale', 'level', 'clock', 'withdrawn']) }),
  'revised-twice': z.object({ plan: z.string() }),
  /**
   * The actions of a change of several that cannot be changed, each with its ref (`null` where it is not in the
   * plan) and the refusal that it alone would get; `of` is how many were asked for. Nothing was changed.
   */
  'rows-refused': z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        ref: z.string().nullable(),
        because: z.object({ code: z.string(), args: z.record(z.string(), z.unknown()) }),
      }),
    ),
    of: z.number(),
  }),
  'rows-unconfirmed': z.object({ rows: z.array(z.string()) }),
  'rules-built-in': z.object({ code: z.string() }),
  /** The number of faults, and the code and place of the first. */
  'rules-invalid': z.object({ faults: z.number(), fault: z.string(), path: z.string() }),
  'same-document': z.object({ code: z.string() }),
  /** The section still has actions, perhaps withdrawn ones. */
  'section-not-empty': z.object({ title: z.string(), actions: z.number() }),
  /** The plan has more actions than another one can begin with. */
  'plan-too-large': z.object({ title: z.string(), actions: z.number(), limit: z.number() }),
  'plan-without-sections': z.object({ title: z.string() }),
  /** The section has more actions than are merged at once. */
  'section-too-large': z.object({ title: z.string(), actions: z.number(), limit: z.number() }),
  /** Another section of the plan has the title. */
  'section-taken': z.object({ title: z.string() }),
  'set-up-closed': none,
  'set-up-token-wrong': none,
  /** The owner has more actions than are split at once. */
  /** Fewer than two owners are left of the names. */
  'split-too-small': none,
  'stage-not-in-workflow': z.object({ stage: z.string(), stages: z.array(z.string()) }),
  'level-not-in-workflow': z.object({ level: z.string(), levels: z.array(z.string()) }),
  /**
   * The fields that somebody else changed since they were read: of an action those of `touchable`, of a plan
   * `rag-rules`, `severities` and those that describe it, of an owner `name`, `kind`, `parent` and `actions`. `position` is the position of the newest change in the record.
   */
  stale: z.object({ fields: z.array(z.string()), position: z.number().optional() }),
  stopped: none,
  'storage-busy': z.object({ seconds: z.number() }),
  'storage-failed': none,
  'storage-full': none,
  'time-limit': z.object({ seconds: z.number() }),
  'timescale-not-understood': z.object({ said: z.string() }),
  'too-many-at-once': z.object({ seconds: z.number() }),
  /** The person has as many feeds as there may be. */
  'too-many-feeds': z.object({ most: z.number() }),
  /** Failed attempts, or `of` the terminals that asked for access. */
  'too-many-tries': z.object({ seconds: z.number(), of: z.enum(['terminals']).optional() }),
  /** The person has saved as many views as there may be. */
  'too-many-views': z.object({ most: z.number() }),
  /**
   * Of the `of` actions that a command changed, those that it cannot be undone in, each with the event that came
   * later: its id, its day and whoever recorded it. The others can be undone (`rest`).
   */
  'undo-partly': z.object({
    rows: z.array(
      z.object({ id: z.string(), ref: z.string(), event: z.string(), on: isoDate, actor: z.string() }),
    ),
    of: z.number(),
  }),
  /** The command wrote to more plans, actions and owners than can be undone together. */
  'undo-too-large': z.object({ streams: z.number(), limit: z.number() }),
  'unknown-choice': z.object({ finding: z.string(), choice: z.string() }),
  /** How a client represents a refusal that only a newer server knows. `code` is the server's code. */
  'unknown-refusal': z.object({ code: z.string() }),
  /** The person has uploaded the most files that nothing has attached yet, within a day. */
  'uploads-full': z.object({ limit: z.number() }),
  withdrawn: none,
}
export type RefusalCode = keyof typeof argsOf
export const refusalCodes = Object.keys(argsOf) as [RefusalCode, ...RefusalCode[]]

/** The arguments of each refusal, by its code. */
export type RefusalArgs = { readonly [C in RefusalCode]: z.infer<(typeof argsOf)[C]> }

/** A refusal: its code with its arguments. With a code as type argument, only that refusal. */
export type Refusal<C extends RefusalCode = RefusalCode> = {
  [K in C]: { readonly code: K; readonly args: RefusalArgs[K] }
}[C]

/** The schema of a refusal, for code that receives one. */
export const refusal = z.union(
  refusalCodes.map((code) => z.object({ code: z.literal(code), args: argsOf[code] })),
) as z.ZodType<Refusal>

/** Creates a refusal. A code without arguments takes none; one with arguments takes exactly its own. */
export const refuse = <C extends RefusalCode>(code: C, ...[args]: CodeArgs<C>): Refusal<C> =>
  ({ code, args: args ?? {} }) as Refusal<C>

type CodeArgs<C extends RefusalCode> =
  RefusalArgs[C] extends Record<string, never> ? [] : [args: RefusalArgs[C]]

/**
 * A refusal as an error, for what can fail anywhere below a port, mainly storage. `cause` is the original
 * error, only for the log.
 */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal, cause?: unknown) {
    super(cause instanceof Error ? `${refusal.code}: ${cause.message}` : refusal.code, { cause })
    this.name = 'RefusalError'
    this.refusal = refusal
  }
}

/** An error as sent between threads, which preserves its words but not its class. */
export interface Failure {
  readonly error: unknown
  readonly refusal: Refusal | null
}

/** Converts an error for sending to another thread. */
export const toFailure = (error: unknown): Failure =>
  error instanceof RefusalError ? { error: error.cause, refusal: error.refusal } : { error, refusal: null }

/** The error that another thread sent: a `RefusalError` where it was one. */
export const fromFailure = ({ error, refusal }: Failure): unknown =>
  refusal === null ? error : new RefusalError(refusal, error)
