import { counted, dayShort, dayWords } from '@beatbook/domain/english'
import { columnsOfForce } from '../column/force.ts'
import { printData } from '../output/data.ts'
import { facts, lines } from '../output/page.ts'
import { paperWidth } from '../output/paper.ts'
import { print } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { type TimeOptions, timesGiven } from './given.ts'
import { addressArgument, asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/** `beatbook action ADDRESS`: one complete action. */
export const actionVerb: Verb = (program) => {
  program
    .command('action')
    .description('one action, whole')
    .argument(...addressArgument)
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (address: string, options: TimeOptions & { json?: boolean }) => {
      const times = await timesGiven(options)
      const client = connect()
      const action = await callServer(() => client.actions.get.query({ address, ...times }))
      if (options.json) return printData('action', action, times)
      const ribbon = await callServer(() => client.rating.ribbon.query({ address: action.address, ...times }))
      const columns =
        Object.keys(action.columns).length === 0 ? [] : await callServer(() => columnsOfForce(client))
      const { factRows } = await import('../action/fact-rows.ts')
      const { drawRibbon, ribbonLines } = await import('../rating/ribbon.ts')
      const width = paperWidth()
      print(`${action.address}  ${action.planTitle} · ${action.section}`)
      for (const { text } of lines(action.text, width)) print(text)
      print()
      for (const { text } of facts(factRows(action, ribbon, columns), width)) print(text)
      print()
      for (const { text } of ribbonLines(drawRibbon(ribbon, width))) print(text)
      print()
      if (action.lastUpdate) {
        print(
          `Last update, ${dayWords(action.lastUpdate.on)} (${counted(action.updates, 'update')}; “beatbook history ${action.address}” shows all)`,
        )
        for (const { text } of lines(action.lastUpdate.text, width)) print(text)
      } else
        print(
          `No update ${times.asAt ? `by ${dayShort(times.asAt)}` : 'yet'}. Record one with “beatbook update ${action.address} --text …”.`,
        )
    })
}
