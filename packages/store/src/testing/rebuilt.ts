import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addDays,
  type CommandName,
  comparePlans,
  type PlanAt,
  planAtOf,
  type ReadAt,
  readTimescale,
} from '@beatbook/domain'
import { anUpdate, countedIds, TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import { Kysely, sql } from 'kysely'
import { expect } from 'vitest'
import { dialectOf } from '../database/dialect.ts'
import { locationOf } from '../database/location.ts'
import { openStore, type Store } from '../open.ts'
import { type Checked, checkRecord, checkServerRecord } from '../record/check.ts'
import { accept, actionAt, anId, anUpdateOf, at, by, everything, harbour } from '../testing.ts'
import { type FreshDatabase, freshDatabase } from './cluster.ts'

let folder = ''
let url: string
let database: FreshDatabase | null
let store: Store
let ids: string[]
let marketId: string
let seconds: number
let day: string
const open = () =>
  openStore({
    url,
    thread: false,
    ...(database === null ? {} : { files: join(folder, 'files') }),
    newId: countedIds(3),
    now: () => at(seconds),
    today: () => day,
  })
const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
const due = readTimescale('by 31 March 2026').timescale

/** Where a record is: in a file, or in a database of PostgreSQL. */
export type Place = 'file' | 'server'

const fresh = async (place: Place): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-rebuilt-'))
  database = place === 'server' ? await freshDatabase() : null
  url = database?.url ?? `sqlite:${join(folder, 'record.db')}`
  seconds = 0
  day = TODAY
  store = await open()
  const market = harbour({ ref: '3', timescale: readTimescale('by Dec 2026').timescale }, { ref: '4' })
  await accept(
    store,
    harbour(
      { ref: '1', timescale: due, owners, level: 'green' },
      { ref: '2', updates: [anUpdate()], owners },
    ),
  )
  await accept(store, { ...market, plans: market.plans.map((plan) => ({ ...plan, title: 'Market plan' })) })
  ids = []
  marketId = (await store.plans.get('market'))?.id ?? ''
  for (const address of ['harbour/1', 'harbour/2', 'market/3', 'market/4'])
    ids.push((await actionAt(store, address)).id)
}

const run = (name: CommandName, input: object) =>
  store.commands.run(name, input as never, { ...by('ada', ++seconds), today: day })

const ownersNamed = ['Dock Team', 'Pier Team', 'Harbour Master', 'Dock Team 1', 'The Pier Team']
const everyParty = { sort: 'name', descending: false, limit: 100 } as const

const someStep = fc.record({
  say: fc.constantFrom(
    'update',
    'update',
    'update',
    'withdraw',
    'restore',
    'override',
    'lift',
    'link',
    'link',
    'attach',
    'mark',
    'detach',
    'part',
    'pin',
    'pin',
    'own',
    'own',
    'rename',
    'merge',
    'merge',
    'describe',
    'hold',
    'leave',
    'follow',
    'talk',
    'talk',
    'answer',
    'reword',
    'remove',
    'settle',
    'reopen',
    'undo',
    'undo',
    'import',
    'archive',
    'recode',
    'move',
    'move',
    'join',
    'place',
    'place',
    'split',
    'merge-actions',
    'copy',
    'transfer',
    'tag',
    'begin',
    'turn',
    'rebuild',
  ),
  action: fc.nat(3),
  other: fc.nat(3),
  which: fc.nat(20),
  daysAgo: fc.constantFrom(0, 0, 1, 30, 100, 200),
  text: fc.constantFrom('', 'Done', 'Held again, with the zebra crossing'),
  level: fc.constantFrom(undefined, 'amber' as const, 'green' as const, 'red' as const),
  stage: fc.constantFrom(undefined, 'in-progress' as const, 'complete' as const),
  timescale: fc.constantFrom(undefined, undefined, 'by Dec 2027', 'by 25 November 2026'),
})
type Step = typeof someStep extends fc.Arbitrary<infer T> ? T : never

const give = async (
  { say, action, other, which, daysAgo, ...fields }: Step,
  given: string[],
): Promise<void> => {
  const actionId = ids[action] ?? ''
  const base = { commandId: anId(), actionId }
  const on = addDays(day, -daysAgo)
  const link = { ...base, kind: 'depends-on' as const, to: ids[other] ?? '' }
  const plans = await store.plans.list()
  const planId = plans[which % Math.max(1, plans.length)]?.id ?? ''
  const rules = ['force-default', 'inspection-log', 'council-two-axis'][which % 3] ?? ''
  if (say === 'rebuild') {
    // As after an upgrade, with the rebuild begun but not done when the next commands come.
    await statements(["update projection set after = '', done = 0 where name = 'action'"])
    return
  }
  if (say === 'turn') {
    day = addDays(day, 3)
    seconds += 3 * 86_400
    return
  }
  const { rows: parties } = await store.parties.list(everyParty)
  const partyId = parties[which % parties.length]?.id ?? ''
  const otherId = parties[other % parties.length]?.id ?? ''
  const name = ownersNamed[which % ownersNamed.length] ?? ''
  const party = { commandId: base.commandId, partyId }
  const conversation = await someConversation(which)
  const text = `${fields.text} @[party:${partyId}]`
  const remark = { ...conversation, text, commandId: base.commandId }
  const attachment = { attachmentId: ids[which % ids.length] ?? '', seen: {} }
  const answer = await {
    own: () =>
      run('edit-action', {
        ...base,
        on,
        owners: [{ name }, { partyId: otherId, duty: 'consulted' }].slice(0, 1 + (which % 2)),
        seen: {},
      }),
    rename: () => run('rename-party', { ...party, name: `${name} ${which % 3}`, on, seen: {} }),
    merge: () => run('merge-parties', { ...party, intoId: otherId }),
    describe: () =>
      run('edit-party', {
        ...party,
        on,
        kind: 'team',
        parentId: otherId,
        addAliases: [`The ${name}`],
        seen: {},
      }),
    hold: () =>
      run('begin-holding', {
        ...party,
        holdingId: anId(),
        holder: { name: `Insp ${which % 3}` },
        from: addDays(on, which % 2 === 0 ? 0 : 200),
        seen: {},
      }),
    leave: () => run('mark-left', { ...party, from: on, seen: {} }),
    follow: () => run('set-successor', { ...party, successorId: otherId, from: addDays(on, 100), seen: {} }),
    talk: () =>
      run('begin-conversation', {
        commandId: base.commandId,
        conversationId: anId(),
        remarkId: anId(),
        subject: which % 3 === 0 ? { kind: 'plan', id: planId } : { kind: 'action', id: actionId },
        text,
      }),
    answer: () => run('answer-conversation', { ...remark, remarkId: anId() }),
    reword: () => run('edit-remark', remark),
    remove: () => run('remove-remark', remark),
    settle: () => run('settle-conversation', remark),
    reopen: () => run('reopen-conversation', remark),
    update: () => run('record-update', anUpdateOf(actionId, { ...base, ...fields, on, reason: 'As agreed' })),
    withdraw: () => run('withdraw-action', { ...base, on, reason: 'As agreed', seen: {} }),
    restore: () => run('restore-action', { ...base, on, seen: {} }),
    override: () => run('override-level', { ...base, level: 'red', until: '2027-01-01', reason: 'Board' }),
    lift: () => run('lift-override', base),
    link: () => run('add-link', link),
    part: () => run('remove-link', link),
    attach: () =>
      run('add-attachment', {
        ...base,
        attachmentId: attachment.attachmentId,
        url: 'https://www.arden.example/harbour',
        evidence: which % 2 === 0,
        on,
      }),
    mark: () =>
      run('change-attachment', { ...base, ...attachment, evidence: which % 3 === 0, title: text, on }),
    detach: () => run('remove-attachment', { ...base, ...attachment, on }),
    pin: () => run('pin-rag-rules', { commandId: base.commandId, planId, code: rules, version: 1 }),
    archive: () => {
      const market = plans.find(({ code }) => code.startsWith('market'))
      return run(market === undefined ? 'restore-plan' : 'archive-plan', {
        commandId: base.commandId,
        planId: marketId,
        on,
      })
    },
    recode: () =>
      run('edit-plan', {
        commandId: base.commandId,
        planId,
        code: `${plans[which % Math.max(1, plans.length)]?.code.replace(/-\d$/, '')}-${which % 3}`,
        description: fields.text || null,
        updatePeriod: which % 2 === 0 ? 'month' : null,
        on,
        seen: {},
      }),
    move: async () => {
      const sections = (await store.plans.get(planId))?.sections ?? []
      const [one, two] = [sections[0]?.id ?? planId, sections[1]?.id ?? planId]
      return run('move-section', {
        commandId: base.commandId,
        planId,
        sectionId: one,
        ...(which % 2 === 0 ? { afterId: two } : { beforeId: two }),
        on,
        seen: {},
      })
    },
    join: async () => {
      const sections = (await store.plans.get(planId))?.sections ?? []
      return run('merge-sections', {
        commandId: base.commandId,
        planId,
        sectionId: sections[0]?.id ?? planId,
        intoSectionId: sections[1]?.id ?? planId,
        ...(daysAgo === 0 ? {} : { on }),
        seen: {},
      })
    },
    place: () =>
      run('place-actions', {
        commandId: base.commandId,
        actionIds: [base.actionId],
        ...(which % 2 === 0 ? { before: ids[other] } : { after: ids[other] }),
      }),
    split: () =>
      run('split-action', {
        ...base,
        parts: [{ actionId: anId(), words: `Part of ${which} @Pier` }],
        ...(daysAgo === 0 ? {} : { on }),
        seen: {},
      }),
    'merge-actions': () =>
      run('merge-actions', {
        ...base,
        merged: [ids[other] ?? ''],
        reason: 'The same work',
        ...(daysAgo === 0 ? {} : { on }),
        seen: {},
      }),
    copy: () =>
      run('copy-actions', {
        commandId: base.commandId,
        planId: which % 2 === 0 ? planId : marketId,
        copies: [{ actionId: anId(), of: base.actionId }],
        owners: true,
        timescales: which % 3 === 0,
      }),
    transfer: () =>
      run('move-actions', {
        commandId: base.commandId,
        planId: which % 3 === 0 ? planId : marketId,
        actionIds: [...new Set([base.actionId, ids[other] ?? ''])].slice(0, 1 + (which % 2)),
        ...(daysAgo === 0 ? {} : { on }),
      }),
    tag: () =>
      run('edit-action', {
        ...base,
        tags: ['Night', 'ASB', `Ward ${which}`].slice(0, which % 4),
        success: fields.text || null,
        ...(daysAgo === 0 ? {} : { on }),
        seen: {},
      }),
    begin: () =>
      run('begin-from-plan', {
        commandId: base.commandId,
        planId: anId(),
        fromPlanId: planId,
        title: `From ${which}`,
        as: which % 2 === 0 ? 'template' : 'carried-over',
        owners: true,
        timescales: true,
        seen: {},
      }),
    import: async () => {
      // That of the market plan, as a whole or what nothing rests on; redone where it is undone.
      const documents = await store.documents.list()
      const market = documents.find(({ plans }) => plans.some(({ id }) => id === marketId))
      const context = { ...by('ada', seconds), today: day }
      const preview = await store.commands.previewUndo(market?.id ?? '', context)
      if (!preview.ok) throw new Error(preview.error.code)
      const { commandId: undoes } = preview.value
      return run('undo-command', { commandId: base.commandId, undoes, rest: which % 2 === 1 })
    },
    undo: () =>
      run('undo-command', {
        commandId: base.commandId,
        undoes: given[which % Math.max(1, given.length)] ?? anId(),
      }),
  }[say]()
  if (answer.ok && !answer.value.unchanged) given.push(base.commandId)
}

/** A conversation and a remark of it; ids of nothing where there is none. */
const someConversation = async (which: number) => {
  const all = await Promise.all(ids.map((id) => store.conversations.ofAction(id)))
  const found = [
    ...all.flatMap((each) => (each.ok ? each.value.conversations : [])),
    ...((await store.conversations.ofPlan('harbour'))?.conversations ?? []),
  ]
  const conversation = found[which % Math.max(1, found.length)]
  const remarks = conversation?.remarks ?? []
  return {
    conversationId: conversation?.id ?? anId(),
    remarkId: remarks[which % Math.max(1, remarks.length)]?.id ?? anId(),
  }
}

/** Questions of every kind about a record, at one date and instant. */
const asked = async (when: ReadAt): Promise<unknown[]> => {
  const list = { ...everything, withdrawn: 'with', ...when } as const
  const all: unknown[] = [
    await store.plans.list(when),
    await store.plans.list({ ...when, archived: 'only' }),
    await store.plans.get('harbour', when),
    await store.plans.get('market', when),
    await store.actions.list(list),
    await store.actions.list({ ...list, sort: 'computed' }),
    await store.actions.list({ ...list, sort: 'timescale', descending: true }),
    await store.actions.list({ ...list, sort: 'computed', descending: true, limit: 2, plan: 'harbour' }),
    await store.actions.list({ ...list, computed: ['red', 'none'] }),
    await store.actions.list({ ...list, disagrees: true }),
    await store.actions.list({ ...list, owner: 'Dock Team' }),
    await store.actions.list({ ...list, owner: 'Dock Team', withdrawn: 'without', limit: 1 }),
    await store.actions.list({
      ...list,
      owner: 'Dock Team',
      withdrawn: 'without',
      limit: 1,
      plan: 'harbour',
    }),
    await store.actions.list({ ...list, owner: 'Dock Team', sort: 'level', levels: ['red', 'none'] }),
    await store.actions.list({ ...list, text: 'zebra' }),
    await store.actions.list({ ...list, text: 'hel ZEBRA', withdrawn: 'without' }),
    await store.actions.list({ ...list, owner: 'Pier Team' }),
    await store.actions.list({ ...list, text: 'pier' }),
    await store.parties.list({ ...everyParty, ...when }),
    await store.parties.list({ ...everyParty, text: 'the', sort: 'red', descending: true, ...when }),
    await store.parties.get('Dock Team', when),
    await store.parties.history('Dock Team', when),
    await store.parties.vacant(when),
    await store.conversations.ofPlan('harbour', when),
    await store.conversations.counts('harbour'),
    await store.conversations.counts('market'),
    await store.rating.turning({ until: '2028-12-31', ...when }),
    await store.rating.trends({
      plan: 'harbour',
      from: '2026-02-01',
      to: '2027-02-01',
      by: 'computed',
      ...when,
    }),
  ]
  for (const address of ['harbour/1', 'harbour/2', 'market/3', '4'])
    all.push(
      await store.actions.get(address, when),
      await store.actions.history(address, when),
      await store.rating.why(address, when),
      await store.rating.ribbon(address, when),
      await store.conversations.ofAction(address, when),
    )
  return all
}

const dates = () => [
  undefined,
  day,
  ...[1, 2, 31, 60, 101, 201].map((ago) => addDays(day, -ago)),
  '2026-03-01',
  '2027-06-01',
]

/** The answers to all questions, as text; questions about now beside those with a date are the same. */
const answers = async (instants: readonly string[]): Promise<string[]> => {
  const all: string[] = []
  for (const knownAt of [undefined, ...instants])
    for (const asAt of dates()) {
      const when = { ...(asAt ? { asAt } : {}), ...(knownAt ? { knownAt } : {}) }
      for (const [index, answer] of (await asked(when)).entries())
        all.push(JSON.stringify({ when, index, answer }))
    }
  return all
}

/** Waits until nothing is left to be rated or rebuilt. */
const settled = async (): Promise<void> => {
  await store.submit({ write: 'turn-day', today: day } as Parameters<Store['submit']>[0])
  while ((await store.plans.list()).some((plan) => plan.recalculating !== null))
    await new Promise(setImmediate)
}

/** Runs statements on a connection of their own. */
const statements = async (all: readonly string[]): Promise<void> => {
  const db = new Kysely<unknown>({ dialect: dialectOf(locationOf(url), 'writer') })
  for (const statement of all) await sql.raw(statement).execute(db)
  await db.destroy()
}

/** Deletes every row that is made from the events. */
const deleteProjections = (): Promise<void> => statements(projected.map((table) => `delete from ${table}`))

const checked = (): Promise<Checked> =>
  database === null ? checkRecord(url.slice('sqlite:'.length)) : checkServerRecord(url, join(folder, 'files'))

/** Removes the record. */
const remove = async (): Promise<void> => {
  await database?.drop()
  rmSync(folder, { recursive: true })
}

const projected = [
  'action_address',
  'action_now',
  'action_search',
  'action_version',
  'aggregate_version',
  'content',
  'content_owner',
  'content_value',
  'conversation',
  'link',
  'mention',
  'owner_now',
  'owner_tally',
  'party',
  'party_merge',
  'party_name',
  'party_tie',
  'plan_version',
  'projection',
  'rag_rules_version',
  'rating',
  'rating_due',
  'search_due',
  'staged_plan',
  'tally',
]

/**
 * The property that a record with a random history answers more than 500 questions, at ten dates and three
 * instants, byte for byte as before when all that is made from the events was deleted and is made anew.
 */
export const rebuildsToTheSameAnswers = (place: Place, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 14 }), async (steps) => {
      await fresh(place)
      try {
        const given: string[] = []
        for (const step of steps) await give(step, given)
        await settled()
        const instants = [1, Math.ceil(seconds / 2), seconds].map((second) => at(second))
        const before = await answers(instants)
        expect(before.length).toBeGreaterThan(500)
        await store.close()
        expect((await checked()).faults).toEqual([])
        await deleteProjections()
        store = await open()
        await settled()
        const after = await answers(instants)
        for (const [index, answer] of before.entries()) expect(after[index]).toBe(answer)
        await store.close()
        expect(await checked()).toMatchObject({ leftOut: [], faults: [] })
      } finally {
        await remove()
      }
    }),
    { numRuns },
  )

/** Checks that the first changes to a level, and their number, are those among all changes. */
const firstTurnsAreThoseOfAll = async (): Promise<void> => {
  for (const when of [{}, { asAt: addDays(day, -60) }]) {
    const question = { until: '2028-12-31', ...when }
    const red = (await store.rating.turning(question)).filter(({ becomes }) => becomes.level === 'red')
    expect(await store.rating.turningTo({ ...question, level: 'red', limit: 2 })).toEqual({
      rows: red.slice(0, 2),
      count: red.length,
    })
  }
}

/** Checks that comparing only the actions that changed between two days counts what comparing all does. */
const changesAreThoseOfTheWhole = async (): Promise<void> => {
  for (const from of [addDays(day, -1), addDays(day, -60), '2026-03-01'])
    for (const to of [day, addDays(day, -20)]) {
      if (from > to) continue
      const changed = await store.plans.changed('harbour', { from, to })
      if (changed === null) throw new Error(`no plan on ${from}`)
      const counts = async (only?: readonly string[]) => {
        const [before, after] = await Promise.all(
          [from, to].map(async (on) => {
            const whole = await store.plans.whole(
              'harbour',
              { asAt: on },
              { ...(only ? { only } : {}), namesOn: to },
            )
            if (whole === null) throw new Error(`no plan on ${on}`)
            const { plan, actions, names, computed } = whole
            return planAtOf(plan, actions, {
              on,
              names: (party) => names.get(party) ?? party,
              computed: (action) => computed.get(action) ?? null,
            })
          }),
        )
        return { ...comparePlans(before as PlanAt, after as PlanAt).counts, silent: 0 }
      }
      const some = await counts(changed.actions)
      expect({ ...some, computed: some.computed + changed.levels }).toEqual(await counts())
    }
}

/**
 * The property that after each step of a random history questions about now, which rows of today and tallies
 * answer, have the answers of today's date, which versions and ratings answer.
 */
export const answersTodayAsItsDate = (place: Place, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 14 }), async (steps) => {
      await fresh(place)
      try {
        const given: string[] = []
        for (const step of steps) {
          await give(step, given)
          await settled()
          expect(await asked({ asAt: day })).toEqual(await asked({}))
          await changesAreThoseOfTheWhole()
          await firstTurnsAreThoseOfAll()
        }
        await store.close()
        expect((await checked()).faults).toEqual([])
      } finally {
        await remove()
      }
    }),
    { numRuns },
  )
