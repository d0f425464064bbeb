import type { Client } from '@beatbook/api/client'
import type { HistoryEntry } from '@beatbook/domain'
import {
  dayWords,
  entryText,
  historyTitle,
  idsChanged,
  instantWords,
  type NamesById,
  settledWords,
} from '@beatbook/domain/english'
import { placeWords } from '@beatbook/presentation'
import { printData } from '../output/data.ts'
import { paperWidth } from '../output/paper.ts'
import { print, say } from '../output/print.ts'
import { wrap } from '../output/table.ts'
import { callServer, connect } from '../session/connect.ts'
import { type TimeOptions, timesGiven } from './given.ts'
import { addressArgument, asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/** `beatbook history ADDRESS`: the history of an action, newest first, then those of what was merged into it. */
export const historyVerb: Verb = (program) => {
  program
    .command('history')
    .description('everything said about an action, newest first')
    .argument(...addressArgument)
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (address: string, options: TimeOptions & { json?: boolean }) => {
      const times = await timesGiven(options)
      const client = connect()
      const { history, merged } = await callServer(async () => {
        const historyOf = async (of: string) =>
          (await client.actions.history.query({ address: of, ...times })).toReversed()
        // An action that is there no longer has a history, and nothing was merged into it.
        const links = await client.actions.get.query({ address, ...times }).then(
          (action) => action.links,
          () => [],
        )
        const mergedInto = links.filter(
          ({ kind, direction }) => kind === 'merged-into' && direction === 'from',
        )
        return {
          history: await historyOf(address),
          merged: await Promise.all(
            mergedInto.map(async (link) => ({
              address: link.address,
              history: await historyOf(link.address),
            })),
          ),
        }
      })
      if (options.json) return printData('history', { address, history, merged }, times)
      if (history.length === 0) return say('Nothing was said yet.')
      const names = await namesIn(client, address, [...history, ...merged.flatMap((each) => each.history)])
      for (const entry of history) printEntry(entry, names)
      for (const other of merged) {
        print(`${other.address}, merged into this action:`)
        print()
        for (const entry of other.history) printEntry(entry, names)
      }
    })
}

/** The names of the owners and sections that the entries change; what cannot be read is left out. */
const namesIn = async (
  client: Client,
  address: string,
  history: readonly HistoryEntry[],
): Promise<NamesById> => {
  const { owners, sections } = idsChanged(history)
  const parties = owners.map((owner) =>
    client.parties.get.query({ owner }).then(
      ({ name }) => [[owner, name] as const],
      () => [],
    ),
  )
  const planned =
    sections.length === 0
      ? []
      : await client.actions.get
          .query({ address })
          .then(({ planId }) => client.plans.get.query({ plan: planId }))
          .then(
            (plan) => plan.sections.map(({ id, title }) => [id, title] as const),
            () => [],
          )
  return new Map([...planned, ...(await Promise.all(parties)).flat()])
}

const printEntry = (entry: HistoryEntry, names: NamesById): void => {
  const width = paperWidth()
  print(
    `${dayWords(entry.on)}${entry.dated ? '' : ' (the document’s date)'}  ${historyTitle(entry, [], names)}${entry.undone ? ' (undone)' : ''}`,
  )
  for (const text of [entryText(entry), entry.reason === null ? null : `Reason: ${entry.reason}`])
    if (text !== null) for (const line of wrap(text, width - 2)) print(`  ${line}`)
  print(
    `  ${entry.document ? `read from ${entry.document.name}${entry.document.place ? `, ${placeWords(entry.document.place)}` : ''}` : `by ${entry.actor.name}, recorded ${instantWords(entry.recordedAt)}`}${entry.type === 'update-recorded' && entry.updateId ? ` · update ${entry.updateId}` : ''}`,
  )
  print(`  command ${entry.commandId}`)
  for (const [is, by] of [['undone', entry.undone] as const, ['redone', entry.redone] as const])
    if (by !== null) print(`  ${settledWords(is, by)}`)
  print()
}
