import { printData } from '../output/data.ts'
import { paperWidth } from '../output/paper.ts'
import { print } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { type TimeOptions, timesGiven } from './given.ts'
import { addressArgument, asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/** `beatbook why ADDRESS`: why an action has its level, test by test, and what would change it. */
export const whyVerb: Verb = (program) => {
  program
    .command('why')
    .description('why an action has its level: every rule with every test, and what would turn it green')
    .argument(...addressArgument)
    .option('--level <code>', 'say what would turn it into this level instead')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (address: string, options: TimeOptions & { level?: string; json?: boolean }) => {
      const times = await timesGiven(options)
      const why = await callServer(() =>
        connect().rating.why.query({ address, ...(options.level ? { level: options.level } : {}), ...times }),
      )
      if (options.json) return printData('why', why, times)
      const { whyLines } = await import('../rating/why-lines.ts')
      for (const { text } of whyLines(why, paperWidth())) print(text)
    })
}
