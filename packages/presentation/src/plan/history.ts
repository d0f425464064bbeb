import type { AggregateEvent } from '@beatbook/contract'
import type { PlanEvent } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { planKindWords, updatePeriodWords } from './words.ts'

type Entry = Pick<AggregateEvent, 'type' | 'facts' | 'words'>

/** The titles that the sections of a plan have or had, by their ids, as its history says them. */
export const sectionTitles = (history: readonly Entry[]): ReadonlyMap<string, string> =>
  new Map(
    history.flatMap((entry) => {
      const event = entry as unknown as PlanEvent
      return event.type === 'section-added' || event.type === 'section-renamed'
        ? [[event.facts.sectionId, event.words.title] as const]
        : []
    }),
  )

/** What an entry of a plan's history says. `sections` has the titles of its sections. */
export const planEntryWords = (entry: Entry, sections: ReadonlyMap<string, string>): string => {
  const event = entry as unknown as PlanEvent
  const section = (id: string) => sections.get(id) ?? id
  switch (event.type) {
    case 'plan-added':
      return `Added as “${event.words.title}”.`
    case 'section-added':
      return `Section “${event.words.title}” was added.`
    case 'section-renamed':
      return `A section was renamed “${event.words.title}”.`
    case 'section-removed':
      return `Section “${section(event.facts.sectionId)}” was removed.`
    case 'sections-ordered':
      return `Order of the sections: ${event.facts.sectionIds.map(section).join(', ')}.`
    case 'plan-revised':
      return revisedWords(event)
    case 'plan-archived':
      return 'Archived.'
    case 'plan-restored':
      return 'Restored.'
    case 'document-accepted':
      return `“${event.words.name}” was imported: ${counted(event.facts.actions, 'action')}.`
    case 'rag-rules-pinned':
      return `Rated by the rules “${event.facts.code}”, version ${event.facts.version}.`
    case 'severities-set':
      return 'The severity of its checks was changed.'
    case 'command-undone':
      return 'An entry was undone.'
  }
}

/** Why somebody did what an entry of a plan’s history says; `null` where nobody said. */
export const planEntryReason = ({ words }: Entry): string | null => {
  const reason = (words as { readonly reason?: unknown }).reason
  return typeof reason === 'string' && reason !== '' ? reason : null
}

const revisedWords = ({ facts, words }: Extract<PlanEvent, { type: 'plan-revised' }>): string => {
  const { title, sponsor, description } = words
  const { period, code, kind, updatePeriod } = facts
  const said = (name: string, value: string | null | undefined) =>
    value === undefined ? [] : [`${name}: ${value === null ? 'none' : `“${value}”`}.`]
  return [
    ...said('Title', title),
    ...said('Short name', code),
    ...said('Sponsor', sponsor),
    ...said('Period', period === undefined || period === null ? period : period.said),
    ...said('Kind', kind === undefined ? kind : planKindWords(kind)),
    ...said('Updates expected', updatePeriod == null ? updatePeriod : updatePeriodWords(updatePeriod)),
    ...said('Description', description),
  ].join(' ')
}
