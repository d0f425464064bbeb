import type * as z from 'zod'
import type { IsoDate } from '../calendar/date.ts'
import type { Original } from '../document/original.ts'
import type { Id } from '../id.ts'
import { forceDefault } from '../rag/presets/force-default.ts'
import { inspectionLog } from '../rag/presets/inspection-log.ts'
import type { RagRules } from '../rag/rules.ts'
import type { ChosenSeverity } from '../severity/severity.ts'
import type { Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import { pinIn, type WorkflowPin } from '../workflow/pin.ts'
import type { PlanEvent, period } from './events.ts'
import type { PlanKind, UpdatePeriod } from './kind.ts'

export interface Section {
  readonly id: Id
  readonly ref: string | null
  readonly title: string
  readonly order: number
}

/** The version of RAG rules that rates a plan's actions, and its first day. */
export interface RagRulesPin {
  readonly from: IsoDate
  readonly code: string
  readonly version: number
}

export interface PlanState extends WorkflowPin {
  readonly id: Id
  /** The day it exists from. */
  readonly since: IsoDate
  readonly code: string
  readonly title: string
  readonly kind: PlanKind
  /** Its area; `null` means the force's own. */
  readonly areaId: Id | null
  readonly sponsor: string | null
  readonly dated: string | null
  /** What it is about, in a person's words. */
  readonly description: string | null
  /** How often an update of each action is expected; `null` where nobody said. */
  readonly updatePeriod: UpdatePeriod | null
  readonly archived: boolean
  readonly period: z.infer<typeof period> | null
  readonly sections: readonly Section[]
  /** The sections that it had and has no longer; absent where there are none. */
  readonly removedSections?: readonly Section[]
  /** The versions of RAG rules that rate its actions, oldest first. */
  readonly pins: readonly RagRulesPin[]
  /** The severity of each check for it, by code; an absent one has its default. */
  readonly severities: Readonly<Record<string, ChosenSeverity>>
  /** The documents accepted into it, oldest first. */
  readonly documents: readonly {
    readonly documentId: Id
    readonly planKey: string
    readonly name: string
    readonly documentDate: IsoDate
    /** The original document, where its file was stored. */
    readonly file?: Original | undefined
  }[]
}

/** The next state of a plan. Total: an event that cannot apply leaves the state unchanged. */
export const evolvePlan = (state: PlanState | null, event: Recorded<PlanEvent>): PlanState | null => {
  if (event.type === 'plan-added') {
    if (state !== null) return state
    const pins = [{ from: event.effectiveOn, ...firstPin(event.facts.kind) }]
    return {
      id: event.stream.id,
      since: event.effectiveOn,
      ...event.facts,
      ...pinIn(event.facts),
      areaId: event.facts.areaId ?? null,
      ...event.words,
      description: null,
      updatePeriod: null,
      archived: false,
      sections: [],
      pins,
      severities: {},
      documents: [],
    }
  }
  if (state === null) return null
  switch (event.type) {
    case 'section-added': {
      if (state.sections.some((s) => s.id === event.facts.sectionId)) return state
      const section = {
        id: event.facts.sectionId,
        ref: event.facts.ref,
        title: event.words.title,
        order: event.facts.order,
      }
      return { ...state, sections: [...state.sections, section].sort((a, b) => a.order - b.order) }
    }
    case 'section-renamed': {
      const { title } = event.words
      const isIt = (section: Section) => section.id === event.facts.sectionId
      return { ...state, sections: state.sections.map((each) => (isIt(each) ? { ...each, title } : each)) }
    }
    case 'section-removed': {
      const removed = state.sections.find(({ id }) => id === event.facts.sectionId)
      return removed === undefined
        ? state
        : {
            ...state,
            sections: state.sections.filter((section) => section !== removed),
            removedSections: [...(state.removedSections ?? []), removed],
          }
    }
    case 'sections-ordered': {
      const { sectionIds } = event.facts
      const isNamed = (section: Section) => sectionIds.includes(section.id)
      const place = (section: Section) => (isNamed(section) ? sectionIds.indexOf(section.id) : section.order)
      const sections = state.sections
        .toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || place(a) - place(b))
        .map((section, order) => ({ ...section, order }))
      return { ...state, sections }
    }
    case 'plan-revised': {
      const { reason: _, ...words } = event.words
      return { ...state, ...definedOf(event.facts), ...definedOf(words) }
    }
    case 'plan-archived':
      return { ...state, archived: true }
    case 'plan-restored':
      return { ...state, archived: false }
    case 'rag-rules-pinned': {
      const pin = { from: event.effectiveOn, code: event.facts.code, version: event.facts.version }
      const last = state.pins.at(-1)
      if (last?.code === pin.code && last.version === pin.version) return state
      return { ...state, pins: [...state.pins.filter(({ from }) => from !== pin.from), pin] }
    }
    case 'severities-set':
      return { ...state, severities: event.facts.severities }
    case 'command-undone':
      return state
    case 'document-accepted': {
      const { documentId, planKey, documentDate, file } = event.facts
      const document = { documentId, planKey, documentDate, name: event.words.name }
      return {
        ...state,
        documents: [...state.documents, file === undefined ? document : { ...document, file }],
      }
    }
  }
}

/** The rules of plans of a kind: the inspection log for recommendations, else the default. */
const rulesOfKind = (kind: PlanKind): RagRules => (kind === 'recommendations' ? inspectionLog : forceDefault)

/** What a new plan of this kind pins: the newest version of its kind's rules that ships. */
export const newestRagRulesPin = (kind: PlanKind): Omit<RagRulesPin, 'from'> => {
  const { code, version } = rulesOfKind(kind)
  return { code, version }
}

/**
 * What rates a plan until it pins rules: plans recorded before plans were rated pin none, so it is the first
 * version for ever.
 */
const firstPin = (kind: PlanKind): Omit<RagRulesPin, 'from'> => ({ code: rulesOfKind(kind).code, version: 1 })

/** The plan after all of `history`, in any order of arrival; `null` when it does not exist. */
export const foldPlan = (history: readonly Recorded<PlanEvent>[]): PlanState | null =>
  standing(history).reduce(evolvePlan, null as PlanState | null)

const definedOf = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
