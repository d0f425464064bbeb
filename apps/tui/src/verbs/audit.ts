import type { AuditEntry } from '@beatbook/contract'
import { Stop } from '../output/exit.ts'
import { printJson, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { dayGiven, wholeNumber } from './given.ts'
import { jsonOption, type Verb } from './verb.ts'

const DEFAULT_MOST = 100
const PAGE = 500

/** `beatbook audit`: changes of people and rights, newest first, for administrators. */
export const auditVerb: Verb = (program) => {
  program
    .command('audit')
    .description('changes of people and rights, and accepted clocks, newest first; for administrators')
    .option('--since <date>', 'from that day on, all of them')
    .option('--person <who>', 'about or by one person: their e-mail address, name or id')
    .option('--most <number>', `no more than so many; ${DEFAULT_MOST} unless --since is given`)
    .option(...jsonOption)
    .action(async (options: { since?: string; person?: string; most?: string; json?: boolean }) => {
      const since = await dayGiven(options.since, '--since')
      const most =
        options.most === undefined
          ? since === undefined
            ? DEFAULT_MOST
            : Number.POSITIVE_INFINITY
          : wholeNumber(options.most, '--most')
      const person = options.person === undefined ? undefined : await idOf(options.person)
      const changes = await changesOf(
        { ...(since === undefined ? {} : { since }), ...(person === undefined ? {} : { person }) },
        most,
      )
      if (options.json) return printJson({ changes })
      if (changes.length === 0) return say('There is no such change.')
      const { instantWords } = await import('@beatbook/domain/english')
      const { auditSentence } = await import('@beatbook/presentation')
      const { printTable } = await import('../output/print-table.ts')
      const rows = changes.map((entry) => [instantWords(entry.recordedAt), auditSentence(entry)])
      printTable([{ heading: 'WHEN' }, { heading: 'WHAT', flexible: true }], rows)
    })
}

const changesOf = async (
  question: { since?: string; person?: string },
  most: number,
): Promise<AuditEntry[]> => {
  const changes: AuditEntry[] = []
  let from: { before?: number } = {}
  while (changes.length < most) {
    const { entries, next } = await callServer(() =>
      connect().people.audit.query({ ...question, ...from, limit: Math.min(PAGE, most - changes.length) }),
    )
    changes.push(...entries)
    if (next === null) break
    from = { before: next }
  }
  return changes
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
