import type { AuditEntry } from '@beatbook/contract'
import { printData, sayLeft } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { wantsAll } from '../output/format.ts'
import { say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { dayGiven, wholeNumber } from './given.ts'
import { allOption, jsonOption, nextOption, type Verb } from './verb.ts'

interface AuditOptions {
  readonly since?: string
  readonly person?: string
  readonly most?: string
  readonly all?: boolean
  readonly next?: string
  readonly json?: boolean
}

const DEFAULT_MOST = 100
const PAGE = 500

/** `beatbook audit`: changes of people and rights, newest first, for administrators. */
export const auditVerb: Verb = (program) => {
  program
    .command('audit')
    .description('changes of people and rights, and accepted clocks, newest first; for administrators')
    .option('--since <date>', 'from that day on, all of them, e.g. 7d or "last month end"')
    .option('--person <who>', 'about or by one person: their e-mail address, name or id')
    .option('--most <number>', `no more than so many (${DEFAULT_MOST} on a terminal without --since)`)
    .option(...allOption)
    .option(...nextOption)
    .option(...jsonOption)
    .action(async (options: AuditOptions) => {
      const since = await dayGiven(options.since, '--since')
      const most =
        options.most === undefined
          ? since === undefined && !wantsAll(options.all)
            ? DEFAULT_MOST
            : Number.POSITIVE_INFINITY
          : wholeNumber(options.most, '--most')
      const person = options.person === undefined ? undefined : await idOf(options.person)
      const { changes, next } = await changesOf(
        { ...(since === undefined ? {} : { since }), ...(person === undefined ? {} : { person }) },
        most,
        options.next === undefined ? null : wholeNumber(options.next, '--next'),
      )
      const page = { total: next === null ? changes.length : null, next: next === null ? null : String(next) }
      if (options.json) return printData('audit', { changes }, { page })
      if (changes.length === 0) return say('There is no such change.')
      const { instantWords } = await import('@beatbook/domain/english')
      const { auditSentence } = await import('@beatbook/presentation')
      const { printTable } = await import('../output/print-table.ts')
      const rows = changes.map((entry) => [instantWords(entry.recordedAt), auditSentence(entry)])
      printTable([{ heading: 'WHEN' }, { heading: 'WHAT', flexible: true }], rows)
      sayLeft({ ...page, returned: changes.length })
    })
}

const changesOf = async (
  question: { since?: string; person?: string },
  most: number,
  start: number | null,
): Promise<{ changes: AuditEntry[]; next: number | null }> => {
  const changes: AuditEntry[] = []
  let next = start
  do {
    const before = next === null ? {} : { before: next }
    const page = await callServer(() =>
      connect().people.audit.query({ ...question, ...before, limit: Math.min(PAGE, most - changes.length) }),
    )
    changes.push(...page.entries)
    next = page.next
  } while (next !== null && changes.length < most)
  return { changes, next }
}

/** The id of a person given by id, address or name; a removed person can be given by id only. */
const idOf = async (who: string): Promise<string> => {
  const people = await callServer(() => connect().people.list.query())
  const wanted = who.trim().toLowerCase()
  return (
    people.find(({ id, email, name }) => id === who || email === wanted || name.toLowerCase() === wanted)
      ?.id ?? removedId(who)
  )
}

const removedId = (who: string): string => {
  if (/^[0-9a-f-]{36}$/i.test(who)) return who
  throw new Stop(
    'notFound',
    `Nobody who can sign in is “${who}”.`,
    '“beatbook people list” shows who can. Somebody who was removed is known by their id.',
  )
}
