import { counted, dayShort, dayWords, levelMark, stageWords, timescaleSentence } from '@beatbook/presentation'
import { print, printJson } from '../output/print.ts'
import { wrap } from '../output/table.ts'
import { asking, connect } from '../session/connect.ts'
import { dayGiven } from './days.ts'
import { asAtOption, jsonOption, type Verb } from './verb.ts'

/** `beatbook action ADDRESS`: one action whole. */
export const actionVerb: Verb = (program) => {
  program
    .command('action')
    .description('one action, whole')
    .argument('<address>', 'charter/32, or 32 where one plan only has it')
    .option(...asAtOption)
    .option(...jsonOption)
    .action(async (address: string, options: { asAt?: string; json?: boolean }) => {
      const asAt = await dayGiven(options.asAt, '--as-at')
      const action = await asking(() => connect().actions.get.query({ address, ...(asAt ? { asAt } : {}) }))
      if (options.json) return printJson({ asAt: asAt ?? null, action })
      const mark = levelMark(action.level, null)
      const width = Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 100)
      print(`${action.address}  ${action.planTitle} · ${action.section}`)
      for (const line of wrap(action.text, width)) print(line)
      print()
      const facts: [string, string][] = [
        ['Declared', `${mark.shape} ${mark.word}`],
        ['Stage', stageWords(action.stage)],
        ['Owners', action.owners.map((owner) => `${owner.name} (${owner.duty})`).join(', ') || 'none'],
        ['Timescale', `${action.timescale.said === '' ? '' : `“${action.timescale.said}”: `}${timescaleSentence(action.timescale)}`],
        ...(action.redated > 0
          ? [['Re-dated', `${counted(action.redated, 'time')}; first ${timescaleSentence(action.originalTimescale)}`] as [string, string]]
          : []),
        ...action.details.map((detail): [string, string] => [detail.heading, detail.text]),
        ...(action.withdrawn ? [['Withdrawn', 'yes'] as [string, string]] : []),
        ...(action.document ? [['Read from', action.document.name] as [string, string]] : []),
      ]
      const label = Math.max(...facts.map(([name]) => name.length)) + 2
      for (const [name, value] of facts) for (const [at, line] of wrap(value, width - label).entries()) print(`${(at === 0 ? name : '').padEnd(label)}${line}`)
      print()
      if (action.lastUpdate) {
        print(`Last update, ${dayWords(action.lastUpdate.on)} (${counted(action.updates, 'update')}; “beatbook history ${action.address}” shows all)`)
        for (const line of wrap(action.lastUpdate.text, width)) print(line)
      } else print(`No update ${asAt ? `by ${dayShort(asAt)}` : 'yet'}. Record one with “beatbook update ${action.address} --text …”.`)
    })
}
