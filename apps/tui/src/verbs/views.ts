import { type GridView, MOST_SORTS } from '@beatbook/contract'
import { v7 as uuid } from 'uuid'
import { settingsOfForce } from '../column/force.ts'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { viewNamed } from '../view/named.ts'
import { jsonOption, type Verb } from './verb.ts'
import { narrowingTyped, whereOption } from './where.ts'

/** `beatbook views`: the saved views, one’s own and those that others share. */
export const viewsVerb: Verb = (program) => {
  program
    .command('views')
    .description('the saved views: your own, and those that others share')
    .argument('[plan]', 'a plan’s code; the views of all plans without it')
    .option(...jsonOption)
    .action(async (plan: string | undefined, { json }: { json?: boolean }) => {
      const client = connect()
      const known = plan === undefined ? null : await callServer(() => client.plans.get.query({ plan }))
      const all = await callServer(() => client.views.list.query())
      const views = all.filter(({ planId }) => known === null || planId === known.id)
      if (json) return printData('views', { views })
      if (views.length === 0)
        return say('No view is saved. Save one with “beatbook view save NAME --plan charter --where FILTER”.')
      const { columns } = await callServer(() => settingsOfForce(client))
      const { viewWords } = await import('../view/words.ts')
      const { printTable } = await import('../output/print-table.ts')
      printTable(
        [
          { heading: 'PLAN' },
          { heading: 'VIEW' },
          { heading: 'SHOWS', flexible: true },
          { heading: 'WHOSE', drop: 1 },
        ],
        views.map((view) => [
          view.planCode ?? 'all plans',
          view.name,
          viewWords(view, view.planId === known?.id ? known : null, columns),
          view.own ? (view.shared ? 'yours, shared' : 'yours') : `shared by ${view.by}`,
        ]),
      )
    })
}

interface SaveOptions {
  readonly plan?: string
  readonly where?: string
  readonly sort?: string
  readonly group?: string
  readonly columns?: string
  readonly shared?: boolean
  readonly json?: boolean
}

/** `beatbook view save NAME …` and `beatbook view remove NAME`. */
export const viewVerb: Verb = (program) => {
  const view = program.command('view').description('save or remove a view of a list of actions')
  view
    .command('save')
    .description('save what a list shows and how; a view of yours with the same name is replaced')
    .argument('<name>', 'what to call it')
    .option('--plan <code>', 'the plan it is of; all plans without it')
    .option(...whereOption)
    .option('--sort <fields>', `up to ${MOST_SORTS}, e.g. level,-timescale; a minus turns one`)
    .option('--group <by>', 'section, owner, level, computed, stage, month or nothing')
    .option('--columns <names>', 'the columns, left to right, e.g. ref,text,owners,stage')
    .option('--shared', 'everybody who may read the plan sees it')
    .option(...jsonOption)
    .action(save)
  view
    .command('remove')
    .description('remove a view of yours')
    .argument('<view>', 'what it is called')
    .option('--plan <code>', 'the plan it is of; all plans without it')
    .option(...jsonOption)
    .action(async (name: string, { plan, json }: { plan?: string; json?: boolean }) => {
      const client = connect()
      const planId = await planGiven(plan)
      const { id, name: called, own, by } = await viewNamed(client, name, planId)
      if (!own) throw new Stop('forbidden', `“${called}” is a view of ${by}.`, 'Only they can remove it.')
      await callServer(() => client.views.remove.mutate({ id }))
      if (json) return printData('view', { id, name: called, removed: true })
      say(`The view “${called}” was removed.`)
    })
}

const planGiven = async (plan: string | undefined): Promise<string | null> =>
  plan === undefined ? null : (await callServer(() => connect().plans.get.query({ plan }))).id

const save = async (name: string, options: SaveOptions): Promise<void> => {
  const client = connect()
  const { plan } = options
  const known = plan === undefined ? null : await callServer(() => client.plans.get.query({ plan }))
  const settings = await callServer(() => settingsOfForce(client))
  const narrowing = await narrowingTyped(client, options.where, known, settings)
  const { layoutGiven } = await import('../view/layout.ts')
  const layout = layoutGiven(options, settings.columns)
  if ('error' in layout) throw new Stop('usage', layout.error)
  const view: GridView = { ...layout, filter: narrowing }
  const shared = options.shared === true
  const { id } = await callServer(() =>
    client.views.save.mutate({ id: uuid(), name, planId: known?.id ?? null, shared, view }),
  )
  if (options.json) return printData('view', { id, name, removed: false })
  say(
    `The view “${name}” was saved. See it with “beatbook actions${plan === undefined ? '' : ` ${known?.code}`} --view "${name}"”.`,
  )
}
