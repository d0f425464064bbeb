import type { HistoryEntry } from '@beatbook/domain'
import { dayWords, historyTitle, instantWords, placeWords } from '@beatbook/presentation'
import { print, printJson, say } from '../output/print.ts'
import { wrap } from '../output/table.ts'
import { asking, connect } from '../session/connect.ts'
import { dayGiven } from './days.ts'
import { asAtOption, jsonOption, type Verb } from './verb.ts'

/** `beatbook history ADDRESS`: everything that was said about an action, newest first. */
export const historyVerb: Verb = (program) => {
  program
    .command('history')
    .description('everything said about an action, newest first')
    .argument('<address>', 'charter/32, or 32 where one plan only has it')
    .option(...asAtOption)
    .option(...jsonOption)
    .action(async (address: string, options: { asAt?: string; json?: boolean }) => {
      const asAt = await dayGiven(options.asAt, '--as-at')
      const history = await asking(() => connect().actions.history.query({ address, ...(asAt ? { asAt } : {}) }))
      if (options.json) return printJson({ asAt: asAt ?? null, address, history })
      if (history.length === 0) return say('Nothing was said yet.')
      for (const entry of history.toReversed()) printEntry(entry)
    })
}

const printEntry = (entry: HistoryEntry): void => {
  const width = Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 100)
  print(`${dayWords(entry.on)}${entry.dated ? '' : ' (the document’s date)'}  ${historyTitle(entry)}${entry.undone ? ' (taken back)' : ''}`)
  for (const text of [entry.text, entry.reason === null ? null : `Reason: ${entry.reason}`])
    if (text !== null) for (const line of wrap(text, width - 2)) print(`  ${line}`)
  print(
    `  ${entry.document ? `read from ${entry.document.name}${entry.document.place ? `, ${placeWords(entry.document.place)}` : ''}` : `by ${entry.actor.name}, recorded ${instantWords(entry.recordedAt)}`}${entry.type === 'update-recorded' && entry.updateId ? ` · update ${entry.updateId}` : ''}`,
  )
  print()
}
