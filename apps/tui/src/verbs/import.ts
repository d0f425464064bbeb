import type { DraftView } from '@beatbook/contract'
import type { Decision, PlanDifference, rowChoice } from '@beatbook/domain'
import { aboutSentence, counted } from '@beatbook/domain/english'
import {
  choiceSentence,
  differenceLine,
  differenceSentences,
  draftReport,
  findingLine,
} from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import type * as z from 'zod'
import { askDecision, asker, askRevision } from '../draft/ask.ts'
import { cautiousChoice, decisionsGiven, toDecide, whereOf } from '../draft/decide.ts'
import { rowNames } from '../draft/rows.ts'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { complainOf } from '../output/failed.ts'
import { print, say, showNow } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { quartersOption } from '../session/document.ts'
import { stopOf } from '../session/failure.ts'
import { upload } from '../session/upload.ts'
import { collect } from './given.ts'
import { jsonOption, type Verb } from './verb.ts'

interface ImportOptions {
  readonly dryRun?: boolean
  readonly yes?: boolean
  readonly decide?: string[]
  readonly code?: string
  readonly revises?: string
  readonly new?: boolean
  readonly row?: string[]
  readonly quarters: string
  readonly json?: boolean
}
type Row = z.infer<typeof rowChoice>
type As =
  | { plan: string; as: 'new'; code?: string }
  | { plan: string; as: 'revision'; of: string; rows: Row[] }

/** `beatbook import FILE…`: reads, decides, accepts. Each file is accepted completely or not at all. */
export const importVerb: Verb = (program) => {
  program
    .command('import')
    .description('make documents live plans, or revise the plans they came from')
    .argument('<file...>', 'text, Markdown, HTML, CSV, TSV, .docx or .xlsx')
    .option('--dry-run', 'show what would be accepted, and keep nothing')
    .option('--yes', 'take every cautious choice, and print it')
    .option(
      '--decide <where=choice>',
      'settle a finding: a code, code@ref or key, and a choice; may be repeated',
      collect,
    )
    .option('--code <code>', 'the new plan’s code in addresses')
    .option('--revises <plan>', 'revise this plan')
    .option('--new', 'make a new plan even where it resembles one')
    .option('--row <row=choice>', 'for a revision: take, leave, withdraw or add; may be repeated', collect)
    .option(...quartersOption)
    .option(...jsonOption)
    .action(async (files: string[], options: ImportOptions) => {
      if (options.code && files.length > 1) throw new Stop('usage', '--code goes with one file.')
      let failed: Stop | null = null
      for (const file of files) {
        try {
          await importOne(file, options)
        } catch (error) {
          // Each file is independent: the others are still imported, and the first failure decides the exit
          // code.
          const stop = stopOf(error)
          if (stop.exit === 'interrupted' || files.length === 1) throw stop
          complainOf(stop)
          failed ??= stop
        }
      }
      if (failed) throw new Stop(failed.exit, 'Not every file was brought in; see above.')
    })
}

const importOne = async (file: string, options: ImportOptions): Promise<void> => {
  const client = connect()
  const id = await upload(file, options.quarters)
  let view = await callServer(() => client.drafts.get.query({ id }))
  const interactive = !options.yes && !options.dryRun && !options.json && process.stdin.isTTY === true
  try {
    if (!options.json) for (const line of draftReport(view.draft)) (options.dryRun ? print : say)(line)
    view = await settle(id, view, options, interactive)
    const { as, again } = await plansAs(id, view, options, interactive)
    if (options.dryRun) {
      if (options.json)
        printData('import --dry-run', {
          file: view.draft.source.name,
          plans: view.draft.plans.map(planShown),
          decisions: view.decisions,
        })
      await callServer(() => client.drafts.discard.mutate({ id }))
      return
    }
    const actions = view.draft.plans.reduce((sum, plan) => sum + planShown(plan).actions, 0)
    showNow(`Writing ${counted(actions, 'action')} to the record…`)
    const outcome = await callServer(() =>
      client.commands.acceptDraft.mutate({ commandId: uuid(), draftId: id, as, again }),
    ).finally(() => showNow(''))
    if (options.json)
      return printData('import', {
        file: view.draft.source.name,
        plans: [...outcome.plans],
        documentId: outcome.documentId,
        unchanged: outcome.unchanged,
        decisions: view.decisions,
      })
    if (outcome.unchanged)
      return say(`${view.draft.source.name}: the record already says all of this; nothing was written.`)
    for (const plan of outcome.plans)
      say(`Accepted as ${plan.code}. See it with “beatbook actions ${plan.code}”.`)
    if (outcome.plans.length === 0)
      say(
        `Accepted ${view.draft.source.name}: its ${counted(view.draft.tables.length, 'table')} of figures are kept with the document.`,
      )
  } catch (error) {
    // A draft that a script could not accept is discarded; a person may continue with it on the web.
    if (!interactive) await client.drafts.discard.mutate({ id }).catch(() => undefined)
    throw error
  }
}

const settle = async (
  id: string,
  view: DraftView,
  options: ImportOptions,
  interactive: boolean,
): Promise<DraftView> => {
  const decisions: Decision[] = decisionsGiven(view.draft, options.decide ?? [])
  const settled = new Set(decisions.map((decision) => decision.finding))
  const open = toDecide(view.draft).filter(
    (finding) => finding.severity === 'decide' && !settled.has(finding.key),
  )
  if (interactive && open.length > 0) {
    const ask = asker()
    try {
      for (const finding of open)
        decisions.push((await askDecision(ask, view.draft, finding)) ?? cautious(finding))
    } finally {
      ask.close()
    }
  } else if (options.yes || options.dryRun) {
    for (const finding of open) {
      const choice = cautiousChoice(finding)
      if (choice === null) continue
      decisions.push({ finding: finding.key, choice: choice.code })
      if (!options.json)
        say(
          `${whereOf(view.draft, finding)}=${choice.code}  ${findingLine(view.draft, finding)} → ${choiceSentence(choice, finding.code)}`,
        )
    }
  } else if (open.length > 0) {
    const list = open.map(
      (finding) =>
        `  --decide ${whereOf(view.draft, finding)}=${finding.choices.map((c) => (c.asks ? `${c.code}:${c.asks.toUpperCase()}` : c.code)).join('|')}`,
    )
    throw new Stop(
      'usage',
      `${view.draft.source.name} leaves ${counted(open.length, 'thing')} to decide:\n${list.join('\n')}`,
      'Decide them with --decide, or take every cautious choice with --yes.',
    )
  }
  return decisions.length === 0 ? view : callServer(() => connect().drafts.decide.mutate({ id, decisions }))
}

const cautious = (finding: Parameters<typeof cautiousChoice>[0]): Decision => ({
  finding: finding.key,
  choice: cautiousChoice(finding)?.code ?? '',
})

const plansAs = async (
  id: string,
  view: DraftView,
  options: ImportOptions,
  interactive: boolean,
): Promise<{ as: As[]; again: boolean }> => {
  const client = connect()
  const as: As[] = []
  // With the option or the answer for a new plan, the person knows of the existing one.
  let again = options.new ?? false
  for (const plan of view.draft.plans) {
    const proposal = view.proposals.find((p) => p.plan === plan.key)
    const of = options.revises
      ? (await callServer(() => client.plans.get.query({ plan: options.revises ?? '' }))).id
      : proposal?.of
    if (of === undefined || options.new) {
      as.push({ plan: plan.key, as: 'new', ...(options.code ? { code: options.code } : {}) })
      continue
    }
    const difference = await callServer(() => client.drafts.difference.query({ id, plan: plan.key, of }))
    if (interactive && !options.revises && !difference.unchanged) {
      const ask = asker()
      const revise = await askRevision(ask, difference).finally(() => ask.close())
      if (!revise) {
        as.push({ plan: plan.key, as: 'new' })
        again = true
        continue
      }
    }
    as.push({ plan: plan.key, as: 'revision', of, rows: rowsOf(difference, options, interactive) })
  }
  return { as, again }
}

const rowsOf = (difference: PlanDifference, options: ImportOptions, interactive: boolean): Row[] => {
  const chosen = new Map(
    (options.row ?? []).map((one) => [
      one.slice(0, one.lastIndexOf('=')),
      one.slice(one.lastIndexOf('=') + 1),
    ]),
  )
  const changed = difference.rows.filter((row) => row.kind !== 'same')
  const all = rowNames(changed)
  const names = new Map(changed.map((row, at) => [row.row, all[at] ?? row.ref]))
  const nameOf = (row: PlanDifference['rows'][number]) => names.get(row.row) ?? row.ref
  // A ref that several rows have selects all of them.
  const choiceOf = (row: PlanDifference['rows'][number]) =>
    chosen.get(row.row) ?? chosen.get(nameOf(row)) ?? chosen.get(row.ref)
  if (!options.json) {
    say(
      difference.unchanged
        ? `“${difference.title}” already says all of this.`
        : `Against “${difference.title}” (${difference.code}):`,
    )
    for (const { field, plan, draft } of difference.about) say(`  ${aboutSentence(field, plan, draft)}`)
    for (const row of changed) {
      say(`  ${nameOf(row) === row.ref ? '' : `${nameOf(row)}  `}${differenceLine(row)}`)
      for (const sentence of row.fields.flatMap((field) => differenceSentences(field))) say(`    ${sentence}`)
    }
  }
  const unsettled = changed.filter((row) => row.needsConfirming && choiceOf(row) === undefined)
  if (unsettled.length > 0 && !options.yes && !options.dryRun && !interactive) {
    throw new Stop(
      'usage',
      `${counted(unsettled.length, 'row')} to confirm: ${unsettled.map(nameOf).join(', ')}.`,
      'Choose with --row ROW=take|leave|withdraw|add, or take every cautious choice with --yes.',
    )
  }
  return changed.map((row) => {
    const choice = choiceOf(row) ?? row.proposed
    if (choice !== 'take' && choice !== 'leave' && choice !== 'withdraw' && choice !== 'add')
      throw new Stop(
        'usage',
        `“${choice}” is no choice for row ${nameOf(row)}.`,
        'It is take, leave, withdraw or add.',
      )
    if (row.needsConfirming && !options.json) say(`  ${nameOf(row)}=${choice}`)
    return { row: row.row, choice }
  })
}

const planShown = (plan: DraftView['draft']['plans'][number]) => ({
  key: plan.key,
  title: plan.title,
  kind: plan.kind,
  actions: plan.sections.reduce((sum, section) => sum + section.actions.length, 0),
})
