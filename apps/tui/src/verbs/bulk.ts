import type { ChangePreviewRow } from '@beatbook/contract'
import {
  type Column,
  givenFields,
  MOST_CHANGED,
  readShift,
  type SaidField,
  saidFieldNames,
} from '@beatbook/domain'
import { counted, refusalSentence } from '@beatbook/domain/english'
import { changeLines, changeLineWords, commandDone } from '@beatbook/presentation'
import { Option } from 'commander'
import { v7 as uuid } from 'uuid'
import { settingsOfForce } from '../column/force.ts'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { listActions } from '../session/pages.ts'
import { addExamples } from './examples.ts'
import { collect, dayGiven } from './given.ts'
import { saidOption } from './said-option.ts'
import { jsonOption, type Verb } from './verb.ts'
import { narrowingTyped, whereOption } from './where.ts'

interface BulkOptions extends Partial<Record<SaidField, string>> {
  readonly where?: string
  readonly shift?: string
  readonly owner?: readonly string[]
  readonly tag?: string[]
  readonly untag?: string[]
  readonly section?: string
  readonly update?: string
  readonly withdraw?: boolean
  readonly restore?: boolean
  readonly reason?: string
  readonly on?: string
  readonly skip?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** `beatbook bulk PLAN --where FILTER …`: changes every action of a plan that a filter matches, at once. */
export const bulkVerb: Verb = (program) => {
  const verb = program
    .command('bulk')
    .description('change several actions of a plan at once; look first with --dry-run')
    .argument('<plan>', 'a plan’s code')
    .option(...whereOption)
  for (const field of saidFieldNames) verb.addOption(saidOption(field))
  verb
    .option('--shift <by>', 'how far the date moves: 14d, -2w, 3m or 1y; the days between them stay')
    .addOption(new Option('--owner <name>', 'who owns them; may be repeated').argParser(collectNames))
    .addOption(new Option('--tag <tag>', 'a tag that each gets; may be repeated').argParser(collectNames))
    .addOption(new Option('--untag <tag>', 'a tag that each loses; may be repeated').argParser(collectNames))
    .option('--section <title>', 'the section they move to')
    .option('--update <words>', 'the words of an update that each gets')
    .option('--withdraw', 'say that they are no longer promised')
    .option('--restore', 'promise them again')
    .option('--reason <words>', 'why')
    .option('--on <date>', 'the day it is true from (today)')
    .option('--skip', 'leave out actions that cannot be changed, and change the others')
    .option('--dry-run', 'only show what would change')
    .option(...jsonOption)
    .action(run)
  addExamples(verb, EXAMPLES)
}

const EXAMPLES = [
  [
    `bulk charter --where 'owner:estates due<2027-04-01' --shift 14d --reason "Board" --dry-run`,
    'shows by how much each date of Estates would move',
  ],
  [
    `bulk charter --where 'level:red silent>42' --update "Chased by the programme office"`,
    'adds the same update to every red action nobody has written about for six weeks',
  ],
] as const

const collectNames = (value: string, all: readonly string[] = []): string[] => collect(value, all)

const run = async (plan: string, options: BulkOptions): Promise<void> => {
  const given = givenFields(options)
  if (!given.ok) throw new Stop('usage', `“${options[given.error]}” after --${given.error} does not fit.`)
  if (options.withdraw && options.restore) throw new Stop('usage', 'Give --withdraw or --restore, not both.')
  if (options.shift !== undefined && readShift(options.shift) === null)
    throw new Stop(
      'usage',
      `“${options.shift}” after --shift is not understood.`,
      'Write 14d, -2w, 3m or 1y.',
    )
  const client = connect()
  const view = await callServer(() => client.plans.get.query({ plan }))
  const settings = await callServer(() => settingsOfForce(client))
  const { columns } = settings
  const narrowing = await narrowingTyped(client, options.where, view, settings)
  const withdrawn = narrowing.withdrawn ?? (options.restore ? 'only' : 'without')
  const { rows, total } = await listActions(
    client,
    { ...narrowing, withdrawn, plan: view.code, sort: 'place', descending: false },
    MOST_CHANGED + 1,
  )
  if (rows.length === 0) throw new Stop('notFound', 'No action matches.')
  if (rows.length > MOST_CHANGED)
    throw new Stop(
      'usage',
      `${counted(total ?? rows.length, 'action')} match, and at most ${MOST_CHANGED} are changed at once.`,
      'Narrow them with --where, for example section:NAME.',
    )
  const section = sectionNamed(options.section, view.sections)
  const on = await dayGiven(options.on, '--on')
  const change = {
    planId: view.id,
    ...given.value,
    ...(options.shift === undefined ? {} : { shift: options.shift }),
    ...(options.owner === undefined ? {} : { owners: options.owner.map((name) => ({ name })) }),
    ...(options.tag === undefined ? {} : { addTags: options.tag }),
    ...(options.untag === undefined ? {} : { removeTags: options.untag }),
    ...(section === undefined ? {} : { sectionId: section }),
    ...(options.update === undefined ? {} : { update: options.update }),
    ...(options.withdraw || options.restore ? { withdrawn: options.withdraw === true } : {}),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(on === undefined ? {} : { on }),
  }
  const preview = await callServer(() =>
    client.actions.previewChange.query({
      change: { ...change, rows: rows.map(({ id }) => ({ actionId: id })) },
    }),
  )
  const refused = preview.rows.filter(({ refusal }) => refusal !== null)
  const changing = preview.rows.filter((row) => row.refusal === null && hasChanges(row))
  const commandId = uuid()
  const saves = !options.dryRun && changing.length > 0 && (refused.length === 0 || options.skip === true)
  const outcome = saves
    ? await callServer(() =>
        client.commands.changeActions.mutate({
          ...change,
          commandId,
          rows: changing.map(({ actionId, seen, columnsSeen }) => ({ actionId, seen, columnsSeen })),
        }),
      )
    : null
  await sayRemoved(options.update, options.reason)
  if (options.json)
    printData('bulk', {
      plan: view.code,
      saved: outcome !== null,
      commandId: outcome === null ? null : commandId,
      rows: preview.rows,
    })
  else for (const row of preview.rows) printRow(view.code, row, columns)
  if (outcome === null && refused.length > 0 && !options.dryRun)
    throw new Stop(
      'refused',
      `Nothing was changed, because ${refused.length} of ${counted(preview.rows.length, 'action')} cannot be.`,
      'Leave those out with --skip, or narrow the others with --where.',
    )
  if (options.json) return
  if (outcome !== null)
    return say(
      `${commandDone('change-actions')} ${counted(changing.length, 'action')}. Undo it with “beatbook undo --command ${commandId}”.`,
    )
  if (!options.dryRun && changing.length === 0) return say('Nothing changed: the record says so already.')
  say(
    `${counted(changing.length, 'action')} would change${refused.length > 0 ? `, ${refused.length} cannot` : ''}. Nothing was saved.`,
  )
}

/** Prints one action with what changes, or why it cannot be changed. */
const printRow = (plan: string, row: ChangePreviewRow, columns: readonly Column[]): void => {
  print(`${plan}/${row.ref ?? row.actionId}  ${row.text.replace(/\s+/g, ' ').slice(0, 100)}`)
  const lines =
    row.refusal === null
      ? changeLines(row, columns).map(changeLineWords)
      : [`cannot be changed: ${refusalSentence(row.refusal)}`]
  if (lines.length === 0) print('  stays as it is')
  for (const line of lines) print(`  ${line.replace(/\s+/g, ' ')}`)
}

const hasChanges = ({ after }: ChangePreviewRow): boolean => Object.keys(after).length > 0

const sectionNamed = (
  title: string | undefined,
  sections: readonly { readonly id: string; readonly title: string }[],
): string | undefined => {
  if (title === undefined) return undefined
  const found = sections.find((each) => each.title.toLowerCase() === title.trim().toLowerCase())
  if (found !== undefined) return found.id
  throw new Stop(
    'notFound',
    `The plan has no section “${title}”.`,
    `There are: ${sections.map((each) => `“${each.title}”`).join(', ')}.`,
  )
}
