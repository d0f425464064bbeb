import type { PlanEvent } from './events.ts'

/** The names of the fields an event of a plan changes. */
export const changesOfPlan = (event: PlanEvent): readonly string[] => {
  switch (event.type) {
    case 'plan-added':
    case 'plan-revised':
      return Object.entries({ ...event.facts, ...event.words }).flatMap(([name, value]) =>
        value === undefined || name === 'reason' ? [] : [name],
      )
    case 'section-added':
    case 'section-removed':
      return [`section ${event.facts.sectionId}`]
    case 'sections-ordered':
      return ['order of sections']
    case 'section-renamed':
      return [`title of section ${event.facts.sectionId}`]
    case 'plan-archived':
    case 'plan-restored':
      return ['archived']
    case 'document-accepted':
      return [`document ${event.facts.documentId} ${event.facts.planKey}`]
    case 'rag-rules-pinned':
      return ['rag-rules']
    case 'severities-set':
      return ['severities']
    case 'command-undone':
      return []
  }
}
