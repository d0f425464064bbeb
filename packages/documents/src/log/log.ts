import {
  type DraftPlan,
  type DraftSection,
  type Finding,
  type Ignored,
  proposeDocumentDate,
} from '@beatbook/domain'
import { documentDateChoices } from '../choices.ts'
import { addAll } from '../lists.ts'
import { looksLikeHeading, type Passage, passagesOf } from '../passage.ts'
import { ignoring, type Reading, type Shape, type ShapeContext } from '../shape.ts'
import type { Source } from '../source/source.ts'
import { statedDate } from '../stated-date.ts'
import { type LoggedEntry, recommendation } from './action.ts'
import { type BrokenTag, type Markup, readMarkup } from './markup.ts'
import {
  asksFor,
  type Preamble,
  type RecommendationKind,
  type Recommended,
  readPreamble,
  recommendationHeading,
} from './recommendations.ts'
import { firstAfter, joinedPassages, type RunningText, runningText } from './running-text.ts'

/**
 * Inspection logs: recommendations, causes of concern and areas for improvement, each with its statuses and
 * comments in shortcodes.
 */
export const inspectionLog: Shape = {
  name: 'inspection-log',
  read(source, context) {
    const passages = passagesOf(source, { cells: true }).filter((p) => !p.pieces.some(context.taken))
    const running = runningText(passages, context.text)
    const markup = readMarkup(running.text, (line) => recommendationHeading(line) !== null)
    if (markup.tags.length < 2 || !markup.parts.some((part) => part.kind === 'entry')) return null
    const tagged: Ignored = {
      ...ignoring(source, 'markup', running.pieces(markup.tags)),
      text: [
        ...new Set([...markup.tags, ...statusDates(markup)].map((t) => running.text.slice(t.start, t.end))),
      ].join(' '),
      count: markup.tags.length,
    }
    const groups = groupsOf(running, markup)
    return readLog(source, context, groups, {
      broken: brokenIn(context, running, markup, groups),
      markup: tagged,
    })
  },
}

/**
 * Recommendations with their logs as a plan. The caller that separated them supplies the broken mark-up and
 * the places.
 */
export function readLog(
  source: Source,
  context: ShapeContext,
  groups: readonly Group[],
  {
    broken,
    markup,
  }: { broken: (group: Group, plan: string, action: string) => Finding[]; markup: Ignored | null },
): Reading {
  const plan = context.key('plan')
  let before: RecommendationKind | undefined
  const preambles = groups.map((group) => {
    const preamble = readPreamble(group.prose, group.entries.length > 0, before)
    before = preamble.recommendations.at(-1)?.kind ?? before
    return preamble
  })
  const at = (group: number, indexes: readonly number[]): number[] => [
    ...new Set(indexes.flatMap((i) => groups[group]?.prose[i]?.pieces ?? [])),
  ]
  const findings: Finding[] = []
  const ignored: Reading['ignored'] = []
  const sections: DraftSection[] = []
  const planPieces: number[] = []
  const refs = refsFor(preambles)
  let title: string | null = null
  let nth = 0
  let underConcern = false

  preambles.forEach((preamble, g) => {
    const group = groups[g] as Group
    const textOf = (i: number | undefined): string => group.prose[i ?? -1]?.text ?? ''
    for (const i of preamble.furniture) {
      ignored.push(ignoring(source, 'page-furniture', at(g, [i])))
      findings.push(
        context.finding('ignored-text', {
          args: { text: textOf(i), reason: 'page-furniture' },
          pieces: at(g, [i]),
          plan,
        }),
      )
    }
    addAll(planPieces, at(g, preamble.dates))
    const introduction = at(g, preamble.introduction)
    const other = at(
      g,
      preamble.titles.slice(title === null ? 1 : 0, preamble.recommendations.length > 0 ? -1 : undefined),
    )
    if (other.length > 0) ignored.push(ignoring(source, 'prose', other))
    if (introduction.length > 0)
      ignored.push(
        ignoring(source, preamble.recommendations.length > 0 ? 'introduction' : 'prose', introduction),
      )
    if (title === null && preamble.titles.length > 0) {
      title = textOf(preamble.titles[0])
      addAll(planPieces, at(g, preamble.titles.slice(0, 1)))
    }
    const heading = preamble.recommendations.length > 0 ? preamble.titles.at(-1) : undefined
    if (heading !== undefined)
      sections.push({
        key: context.key('section'),
        ref: null,
        title: textOf(heading),
        actions: [],
        from: at(g, [heading]),
      })

    preamble.recommendations.forEach((recommended, n) => {
      const last = n === preamble.recommendations.length - 1
      if (isGroupHeading(recommended, last)) {
        // For a cause of concern with recommendations below it, or "Areas for improvement", the entries below
        // are the actions.
        const pieces = at(g, recommended.heading)
        sections.push({
          key: context.key('section'),
          ref: null,
          title: recommended.inline || textOf(recommended.heading[0]),
          actions: [],
          from: pieces,
        })
        underConcern = recommended.kind === 'cause-of-concern'
        const words = at(g, recommended.text)
        if (words.length > 0) ignored.push(ignoring(source, 'introduction', words))
        return
      }
      if (recommended.plural && recommended.kind !== 'recommendation') {
        sections.push({
          key: context.key('section'),
          ref: null,
          title: textOf(recommended.heading[0]),
          actions: [],
          from: at(g, recommended.heading),
        })
      } else if (
        recommended.number === null &&
        recommended.heading.length > 0 &&
        recommended.text.length > 0
      ) {
        ignored.push(ignoring(source, 'introduction', at(g, recommended.heading)))
      }
      // A cause of concern is the heading of its recommendations; an area for improvement after them is
      // independent.
      const alone = underConcern && recommended.kind === 'area-for-improvement' && !recommended.plural
      if (recommended.kind !== 'recommendation') underConcern = false
      if (sections.length === 0 || alone)
        sections.push({ key: context.key('section'), ref: null, title: '', actions: [], from: [] })
      const made = recommendation(context, {
        plan,
        ref: refs[nth]?.ref ?? String(nth + 1),
        read: refs[nth]?.read ?? false,
        text:
          joined(
            recommended.inline,
            recommended.text.map((i, nth) =>
              withoutCount(
                group.prose[i] as Passage,
                nth === 0 && recommended.inline === '' ? recommended.counted : null,
              ),
            ),
          ) || textOf(recommended.heading[0]),
        textPieces: at(g, [...recommended.heading, ...recommended.text]),
        refPieces: at(g, recommended.heading),
        entries: last ? group.entries : [],
      })
      nth += 1
      sections.at(-1)?.actions.push(made.action)
      addAll(findings, made.findings)
      if (last) addAll(findings, broken(group, plan, made.action.key))
    })
  })

  const name = title ?? withoutExtension(source.name)
  const drafted: DraftPlan = {
    key: plan,
    title: name,
    kind: 'recommendations',
    workflow: 'inspectorate',
    dated: null,
    period: null,
    sponsor: null,
    documentDate: documentDate(groups, sections),
    sections: sections
      .filter((s) => s.actions.length > 0)
      .map((s) => (s.title === '' ? { ...s, title: name } : s)),
    from: planPieces,
  }
  const generated = drafted.sections.flatMap((s) => s.actions).find((a) => a.refOrigin === 'generated')
  if (generated)
    findings.push(
      context.finding('generated-ref', {
        args: { ref: generated.ref },
        plan,
        action: generated.key,
        field: 'ref',
        pieces: generated.from.text,
      }),
    )
  addAll(findings, dateFinding(context, drafted))
  const used = new Set([...planPieces, ...drafted.sections.flatMap((s) => s.from)])
  for (const empty of sections.filter((s) => s.actions.length === 0)) {
    const pieces = empty.from.filter((piece) => !used.has(piece))
    if (pieces.length > 0) ignored.push(ignoring(source, 'introduction', pieces))
  }
  if (markup) ignored.push(markup)
  return { plans: [drafted], tables: [], areas: [], findings, ignored }
}

/** The dates of statuses are stored as days, not as written. */
const statusDates = (markup: Markup) =>
  markup.parts.flatMap((p) =>
    p.kind === 'entry' && p.entry.what === 'status' && p.entry.date ? [p.entry.date] : [],
  )

/** A part of prose, and the log after it. */
export interface Group {
  readonly prose: Passage[]
  readonly entries: LoggedEntry[]
  readonly start: number
  readonly end: number
}

/** Each part of prose with the log after it. */
function groupsOf(running: RunningText, markup: Markup): Group[] {
  const groups: { prose: Passage[]; entries: LoggedEntry[]; start: number; end: number }[] = []
  markup.parts.forEach((part, i) => {
    const last = groups.at(-1)
    if (part.kind === 'prose') {
      const prose = running.passages(part.words)
      if (last && last.entries.length > 0 && markup.parts[i + 1]?.kind === 'entry' && isRemark(prose)) {
        last.entries.push({
          what: 'comment',
          date: null,
          words: running.text.slice(part.words.start, part.words.end),
          from: running.pieces([part.words]),
        })
        return
      }
      if (last && last.entries.length === 0) addAll(last.prose, prose)
      else groups.push({ prose, entries: [], start: part.words.start, end: running.text.length })
      if (last && last.entries.length > 0) last.end = part.words.start
      return
    }
    const { what, date, words } = part.entry
    const entry: LoggedEntry = {
      what,
      date: date ? running.text.slice(date.start, date.end) : null,
      words: words.map((w) => running.text.slice(w.start, w.end)).join('\n\n'),
      from: running.pieces([...(date ? [date] : []), ...words]),
    }
    if (last) last.entries.push(entry)
    else groups.push({ prose: [], entries: [entry], start: 0, end: running.text.length })
  })
  return groups
}

/** Text between two entries that begins nothing new: it belongs to the log, but its mark-up is lost. */
const isRemark = (prose: readonly Passage[]): boolean =>
  prose.every((p) => !looksLikeHeading(p) && recommendationHeading(p.text) === null && !asksFor(p.text))

/**
 * Numbers as written. If kinds are mixed and would share a number, all except recommendations include their
 * kind; a missing number is the next free one.
 */
function refsFor(preambles: readonly Preamble[]): { ref: string; read: boolean }[] {
  const actions = preambles.flatMap((p) =>
    p.recommendations.filter((r, n) => !isGroupHeading(r, n === p.recommendations.length - 1)),
  )
  const mixed = new Set(actions.map((r) => r.kind)).size > 1
  const prefix = (r: Recommended): string =>
    !mixed || r.kind === 'recommendation' ? '' : r.kind === 'cause-of-concern' ? 'CoC ' : 'AFI '
  const said = (r: Recommended): string | null => r.number ?? r.counted
  const taken = new Set(actions.flatMap((r) => (said(r) ? [prefix(r) + said(r)] : [])))
  const next = new Map<string, number>()
  return actions.map((r) => {
    if (said(r)) return { ref: prefix(r) + said(r), read: true }
    let n = next.get(prefix(r)) ?? 1
    while (taken.has(`${prefix(r)}${n}`)) n += 1
    next.set(prefix(r), n + 1)
    taken.add(`${prefix(r)}${n}`)
    return { ref: `${prefix(r)}${n}`, read: false }
  })
}

const isGroupHeading = (r: Recommended, last: boolean): boolean =>
  !last && (r.kind === 'cause-of-concern' || (r.number === null && r.text.length === 0))

/** Broken mark-up in a group's log, as findings of an action. */
function brokenIn(context: ShapeContext, running: RunningText, markup: Markup, groups: readonly Group[]) {
  const byGroup = new Map<Group, BrokenTag[]>()
  for (const tag of markup.broken) {
    const group = groups[firstAfter(groups, tag.start)]
    if (!group || tag.start < group.start) continue
    const own = byGroup.get(group) ?? []
    own.push(tag)
    byGroup.set(group, own)
  }
  return (group: Group, plan: string, action: string): Finding[] =>
    (byGroup.get(group) ?? []).map((b) =>
      context.finding('broken-markup', {
        args: { tag: b.tag, problem: b.problem },
        pieces: running.pieces([b]),
        plan,
        action,
      }),
    )
}

function documentDate(
  groups: readonly Group[],
  sections: readonly DraftSection[],
): DraftPlan['documentDate'] {
  const stated = statedDate(groups.flatMap((g) => g.prose).map((p) => p.text))
  const days = sections
    .flatMap((s) => s.actions)
    .flatMap((a) => [...a.updates, ...a.stages].flatMap((entry) => entry.on ?? []))
  // A page published before its last entry was updated since: the date is that of the report.
  const own = stated && days.every((day) => day <= stated.on) ? stated : null
  return {
    ...proposeDocumentDate({ stated: own?.on ?? null, entries: days, completed: [], period: null }),
    said: own?.said ?? null,
  }
}

function dateFinding(context: ShapeContext, plan: DraftPlan): Finding[] {
  const { on, because, said } = plan.documentDate
  if (on === null) return [context.finding('document-date', { args: { because }, plan: plan.key })]
  const stated = because === 'stated'
  return [
    context.finding('document-date', {
      args: { on, because, ...(said ? { said } : {}) },
      plan: plan.key,
      ...(stated ? { severity: 'info' } : { choices: documentDateChoices(plan.key, on) }),
    }),
  ]
}

const joined = (inline: string, passages: readonly Passage[]): string => {
  const first: Passage[] = inline
    ? [{ kind: 'paragraph', text: inline, level: 0, marker: '', pieces: [], block: -1 }]
    : []
  return joinedPassages([...first, ...passages]).text
}

const withoutCount = (passage: Passage, count: string | null): Passage =>
  count === null ? passage : { ...passage, text: passage.text.replace(/^\(?[\d.]+[.)]\s+/, '') }

const withoutExtension = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? name).replace(/\.[a-z0-9]{1,5}$/i, '')
