import { err, givenLine, ok, type Result } from '@beatbook/domain'
import * as z from 'zod'

const yesOrNo = z.stringbool({ truthy: ['true', 'yes', '1'], falsy: ['false', 'no', '0'] })

/** Every setting: its name is the environment variable's, its sentence is on the settings page. */
export const settings = {
  HOST: {
    sentence:
      'The address the server listens on. `0.0.0.0` lets other machines reach it; put a TLS proxy in front.',
    schema: z.string().min(1),
    default: '127.0.0.1',
  },
  PORT: {
    sentence: 'The port the server listens on; `0` takes any free one.',
    schema: z.coerce.number().int().min(0).max(65_535),
    default: '4310',
  },
  DATABASE_URL: {
    sentence:
      'Where the record is kept: a file (`sqlite:PATH`, from the repository’s root where the path is relative), or a database of PostgreSQL 15 or later (`postgres://USER:PASSWORD@HOST/DATABASE`). `sqlite::memory:` keeps nothing.',
    schema: z.string().regex(/^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)/),
    default: 'sqlite:./data/beatbook.db',
  },
  FILES_FOLDER: {
    sentence:
      'The folder of documents as they were brought, where the record is in PostgreSQL. Servers of one record need the same folder. A relative path starts from the repository’s root. A record in a file has its folder beside it.',
    schema: z.string().min(1),
    default: './data/files',
  },
  PUBLIC_URL: {
    sentence:
      'The address people use, when it is not the one the server listens on: behind a proxy, its `https` address.',
    schema: z.url().optional(),
  },
  ALLOWED_HOSTS: {
    sentence:
      'Further names people use for the server, with commas between them. It answers for these, its `PUBLIC_URL`, the address it listens on and this machine’s own names, and refuses any other.',
    schema: z
      .string()
      .default('')
      .transform((names) => names.split(',').flatMap((name) => name.trim() || [])),
  },
  TRUST_PROXY: {
    sentence:
      'Whether to believe a proxy’s `X-Forwarded-For` about who is calling. Only behind a proxy that sets it.',
    schema: yesOrNo,
    default: 'false',
  },
  FORCE_NAME: {
    sentence: 'The force’s name, instead of the one given at set-up.',
    schema: givenLine(200).min(1).optional(),
  },
  SECRET: {
    sentence:
      'What sign-in cookies are signed with, 32 characters or more. When not set, one is made and kept beside the database or `FILES_FOLDER`, readable by its owner only. Servers of one record need the same.',
    schema: z.string().min(32).optional(),
  },
  BEATBOOK_SETUP_TOKEN: {
    sentence:
      'The one-time token that sets up an empty server, 16 characters or more. When not set, one is made at each start and printed as a link. Drop it from the settings after use.',
    schema: z.string().min(16).optional(),
  },
  SESSION_IDLE_HOURS: {
    sentence: 'After how many hours without use somebody is signed out.',
    schema: z.coerce.number().int().min(1).max(720),
    default: '12',
  },
  SESSION_DAYS: {
    sentence: 'After how many days somebody must sign in again, however much they use it.',
    schema: z.coerce.number().int().min(1).max(365),
    default: '30',
  },
  READ_SECONDS: {
    sentence: 'How long reading one document may take, in seconds.',
    schema: z.coerce.number().int().min(1).max(3_600),
    default: '20',
  },
  QUESTION_SECONDS: {
    sentence:
      'How long answering one heavy question (a comparison, trying other rules, trends, a draft) may take, in seconds.',
    schema: z.coerce.number().int().min(1).max(3_600),
    default: '20',
  },
  WORKERS: {
    sentence:
      'How many threads stay ready for heavy questions. When not set, as many as there are processors, 2 at least. While all of them are busy up to three times as many are started, and each half as many for documents.',
    schema: z.coerce.number().int().min(1).max(64).optional(),
  },
  WORKER_MEGABYTES: {
    sentence: 'How much memory one such thread may take, in megabytes.',
    schema: z.coerce.number().int().min(64).max(65_536),
    default: '1024',
  },
  FILE_CHECK_COMMAND: {
    sentence:
      'A command that looks at every document and every attached file before it is stored and read, such as a virus scanner: it is run with the file’s path as its last argument, without a shell, and lets the file in by ending with 0 within 60 seconds. When not set, files are not checked, and the pages on which they are brought say so.',
    schema: z.string().trim().min(1).optional(),
  },
  BACKUP_FOLDER: {
    sentence:
      'The folder in which the server puts backups of a record in a file by itself, best on another disk. A relative path starts from the repository’s root. When not set, it makes none.',
    schema: z.string().min(1).optional(),
  },
  BACKUP_HOURS: {
    sentence: 'How many hours lie between two backups.',
    schema: z.coerce.number().min(0.01).max(8_760),
    default: '24',
  },
  BACKUP_KEEP: {
    sentence:
      'How many of its own backups the server leaves in the folder; the oldest is deleted once a new one is made and found well.',
    schema: z.coerce.number().int().min(1).max(10_000),
    default: '14',
  },
  LOG_LEVEL: {
    sentence:
      'What is logged to the standard error. Sign-ins, failed ones, limits and refusals are `info`; `warn` leaves them out.',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    default: 'info',
  },
  CHECK_OUTPUTS: {
    sentence:
      'Whether every answer of the API is held to its schema before it is sent. For development; it halves the speed of a list.',
    schema: yesOrNo,
    default: 'false',
  },
} as const satisfies Record<string, Setting>

export type Settings = {
  readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']>
}

/**
 * The settings in `environment`, with their defaults; an empty variable counts as not set. An error is one
 * sentence that names the variable.
 */
export const readSettings = (
  environment: Readonly<Record<string, string | undefined>>,
): Result<Settings, string> => {
  const values: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(settings) as [string, Setting][]) {
    const read = setting.schema.safeParse(environment[name] || setting.default)
    if (!read.success)
      return err(
        `${name} is not usable: ${read.error.issues[0]?.message ?? 'not understood'}. ${setting.sentence}`,
      )
    values[name] = read.data
  }
  return ok(values as Settings)
}

interface Setting {
  readonly sentence: string
  readonly schema: z.ZodType
  readonly default?: string
}
