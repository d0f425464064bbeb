import type { IsoDate } from '../calendar/date.ts'
import type { DraftAction, DraftPlan, DraftUpdate } from '../draft/draft.ts'
import { byDay, stageEntries, wordsOfUpdate } from '../draft/write-action.ts'
import { type MatchRow, matchRows } from '../revision/match.ts'
import { foldWords } from '../words/fold.ts'
import type { ActionAt, PlanAt, UpdateAt } from './plan-at.ts'

/**
 * What a plan would be if a draft of it were its word on the day `on`, to compare with the plan at a date. Rows find their action as a
 * revision's do; what the draft does not state stays as it is, updates are kept and new ones added, a withdrawn action stays withdrawn, and
 * a standing action the draft does not have is there no more. New sections and actions have the draft's keys as ids.
 */
export const planAtOfDraft = (draft: DraftPlan, plan: PlanAt, on: IsoDate): PlanAt => {
  const titles = new Map(plan.sections.map((section) => [foldWords(section.title), section]))
  const sections = draft.sections.map(({ key, ref, title }) => titles.get(foldWords(title)) ?? { id: key, ref, title })
  const rows = draft.sections.flatMap((section, at) => section.actions.map((action) => ({ action, section: sections[at]?.id ?? section.key })))
  const matches = matchRows(
    rows.map(({ action }): MatchRow => ({ ref: action.refOrigin === 'generated' ? null : action.ref, text: action.text })),
    plan.actions,
  )
  const found = rows.map(({ action, section }, at) => {
    const right = matches[at]?.right ?? null
    const known = right === null ? undefined : plan.actions[right]
    return known === undefined ? newAction(action, section, on) : saidAgain(known, action, section, on)
  })
  const drafted = new Set(found.map((action) => action.id))
  const withdrawn = plan.actions.filter((action) => action.withdrawn && !drafted.has(action.id))
  const actions = [...found, ...withdrawn]
  const used = new Set(sections.map((section) => section.id))
  const others = plan.sections.filter((section) => !used.has(section.id) && actions.some((action) => action.section === section.id))
  const { title, sponsor, dated, period } = draft
  const about = { ...plan.about, title, sponsor: sponsor ?? plan.about.sponsor, dated: dated ?? plan.about.dated, period: period ?? plan.about.period }
  return { on, about, sections: [...new Map([...sections, ...others].map((section) => [section.id, section])).values()], actions }
}

const stageOf = (action: DraftAction, on: IsoDate): ActionAt['stage'] => action.stage ?? byDay(stageEntries(action, on)).at(-1)?.stage ?? null

const newAction = (action: DraftAction, section: string, on: IsoDate): ActionAt => {
  const { key, ref, text, ownerSaid, owners, timescale, level, progress, details, updates } = action
  return {
    id: key,
    ref,
    section,
    text,
    ownerSaid,
    owners,
    timescale,
    originalTimescale: timescale,
    redated: 0,
    stage: stageOf(action, on),
    level,
    progress: progress ?? null,
    computed: null,
    withdrawn: false,
    details: details.map(({ heading, text }) => ({ heading, text })),
    updates: updates.map((update) => updateOf(update, on)),
  }
}

/** A known action as the draft has it. The same words mean what the plan has made of them since. */
const saidAgain = (known: ActionAt, action: DraftAction, section: string, on: IsoDate): ActionAt => {
  const said = newAction(action, section, on)
  const keepsOwners = said.owners.length === 0 || foldWords(said.ownerSaid ?? '') === foldWords(known.ownerSaid ?? '')
  const keepsTime = said.timescale.said === '' || foldWords(said.timescale.said) === foldWords(known.timescale.said)
  return {
    ...known,
    section,
    ref: action.refOrigin === 'generated' ? known.ref : said.ref,
    text: foldWords(said.text) === foldWords(known.text) ? known.text : said.text,
    ...(keepsOwners ? {} : { ownerSaid: said.ownerSaid, owners: said.owners }),
    ...(keepsTime ? {} : { timescale: said.timescale, redated: known.redated + 1 }),
    stage: said.stage ?? known.stage,
    level: said.level ?? known.level,
    progress: said.progress ?? known.progress,
    computed: null,
    details: said.details.length === 0 ? known.details : said.details,
    updates: [...known.updates, ...said.updates.filter((update, at) => !isKnown(known.updates, update, action.updates[at]))].toSorted(oldestFirst),
  }
}

const oldestFirst = (a: UpdateAt, b: UpdateAt): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)

const updateOf = (update: DraftUpdate, on: IsoDate): UpdateAt => ({
  id: update.key,
  on: update.on ?? on,
  dated: update.on !== null,
  text: wordsOfUpdate(update),
})

/** The same words, on the same day where both are dated. */
const isKnown = (updates: readonly UpdateAt[], { text, on, dated }: UpdateAt, said: DraftUpdate | undefined): boolean =>
  updates.some(
    (known) =>
      known.text !== null &&
      [text, said?.text].some((words) => words != null && foldWords(words) === foldWords(known.text ?? '')) &&
      (!dated || !known.dated || known.on === on),
  )
