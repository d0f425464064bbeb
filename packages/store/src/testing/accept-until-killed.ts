import { randomUUIDv7 } from 'node:crypto'
import { Kysely } from 'kysely'
import type { AcceptStep } from '../accept/step.ts'
import { acceptInSteps, actionsForSteps } from '../accept/steps.ts'
import { sqliteDialect } from '../database/sqlite.ts'
import type { Schema } from '../schema.ts'
import { createHistories } from '../stream/histories.ts'
import { by } from '../testing.ts'
import { perform } from '../thread/perform.ts'
import { createWriter } from '../writer/writer.ts'

// A separate process for accept-kill.full.test.ts: accepts a draft in steps, and is killed before or after the commit of
// one of them. It prints the steps that were committed; where it ends by itself there were no more.
const [path = '', draftId = '', as = '[]', kill = '', when = ''] = process.argv.slice(2)
const db = new Kysely<Schema>({ dialect: sqliteDialect({ in: 'file', path }, 'writer') })
const histories = createHistories()
const carryOut = perform(() => randomUUIDv7(), histories, { day: by('ada').today })
let steps = 0
const writer = createWriter<AcceptStep>(db, async (transaction, step) => {
  const done = await carryOut(transaction, step)
  steps += 1
  if (when === 'before' && steps === Number(kill)) process.kill(process.pid, 'SIGKILL')
  return done
})
const command = {
  name: 'accept-draft' as const,
  input: { commandId: randomUUIDv7(), draftId, as: JSON.parse(as) },
}
const answer = await acceptInSteps(command, by('ada', 30), (await actionsForSteps(db, command)) ?? 0, {
  db,
  location: { in: 'memory' },
  newId: () => randomUUIDv7(),
  submit: async (step) => {
    const done = await writer.submit(step)
    process.stdout.write(`${step.write}\n`)
    if (when === 'after' && steps === Number(kill)) process.kill(process.pid, 'SIGKILL')
    return done.answer as never
  },
})
if (answer === null || !answer.ok) throw new Error(JSON.stringify(answer))
