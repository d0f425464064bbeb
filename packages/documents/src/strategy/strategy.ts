import {
  type DraftAction,
  type DraftPlan,
  type DraftSection,
  type Finding,
  proposeDocumentDate,
} from '@beatbook/domain'
import { documentDateChoices } from '../choices.ts'
import { type CommitmentSection, commitmentSections } from '../commitments.ts'
import { addAll, smallest } from '../lists.ts'
import { looksLikeHeading, type Passage, passagesOf } from '../passage.ts'
import { ignoring, type Reading, type Shape, type ShapeContext } from '../shape.ts'
import type { Source } from '../source/source.ts'
import { milestoneTables } from '../table-plan/milestones.ts'
import { areaList } from './areas.ts'
import { isBoardPaper } from './board-paper.ts'
import { type FrontMatter, frontMatter } from './front-matter.ts'
import { milestones } from './milestone.ts'
import { periodIn } from './period.ts'
import { promise } from './promise.ts'
import { type RoadMap, roadMapIn, roadMapTitle } from './road-map.ts'

/**
 * Strategies: headings with bulleted commitments announced by their introductions, a list of areas, a road
 * map of milestones.
 */
export const strategy: Shape = {
  name: 'strategy',
  read(source, context) {
    const passages = passagesOf(source).filter((p) => !p.pieces.some(context.taken))
    if (isBoardPaper(passages)) return null
    const front = frontMatter(passages)
    const body = passages.slice(front.length)
    const roadMap = roadMapIn(body, context.options, front.runsAgain)
    const sections = commitmentSections(
      body.slice(0, roadMap?.start ?? body.length),
      body.slice(roadMap?.end ?? body.length),
    )
    const promised = sections.reduce((n, s) => n + s.commitments.length, 0)
    if (promised < 2 && (roadMap?.milestones.length ?? 0) < 2) return null
    // Next to a plan in tables, a few bullets are its introduction.
    if (context.plans.length > 0 && (promised < 6 || sections.length < 2)) return null
    return readStrategy(source, context, { passages, body, front, sections, roadMap })
  },
}

interface Found {
  readonly passages: readonly Passage[]
  readonly body: readonly Passage[]
  readonly front: FrontMatter
  readonly sections: readonly CommitmentSection[]
  readonly roadMap: RoadMap | null
}

function readStrategy(
  source: Source,
  context: ShapeContext,
  { passages, body, front, sections: found, roadMap }: Found,
): Reading {
  const plan = context.key('plan')
  const findings: Finding[] = []
  const numbered = new Set(found.map((s, i) => s.ref ?? String(i + 1))).size === found.length
  // A list numbered through all sections numbers its commitments.
  const all = found.flatMap((section) => section.commitments)
  const counted = all.every(({ counted: number }, n) => number === n + 1)
  const sections: DraftSection[] = found.map((section, s) => {
    const ref = numbered ? section.ref : null
    const actions = section.commitments.map((commitment, n): DraftAction => {
      const said = commitment.ref ?? (counted ? String(commitment.counted) : null)
      const action = promise(
        context.key('action'),
        said ?? `${ref ?? s + 1}.${n + 1}`,
        said !== null,
        commitment.text,
        commitment.pieces,
      )
      if (commitment.joined)
        findings.push(
          context.finding('joined-row', {
            args: { ref: action.ref },
            plan,
            action: action.key,
            pieces: commitment.pieces,
          }),
        )
      return action
    })
    const unmarked = section.commitments.findIndex((c) => c.unmarked)
    const first = actions[unmarked]
    if (first)
      findings.push(
        context.finding('section-unclear', {
          args: { title: section.title },
          plan,
          action: first.key,
          pieces: first.from.text,
        }),
      )
    return { key: context.key('section'), ref, title: section.title, actions, from: section.pieces }
  })
  if (roadMap) {
    const actions = milestones(context, plan, roadMap, sections.length + 1, findings)
    sections.push({
      key: context.key('section'),
      ref: null,
      title: roadMapTitle,
      actions,
      from: [...roadMap.heading.pieces],
    })
  }
  const dated = roadMap ? [] : milestoneTables(source, context, plan)
  if (dated.length > 0) {
    const heading = body.findLast(
      (p) =>
        p.block < (dated[0]?.at ?? 0) &&
        /road ?-?map|milestones?|time ?line|key dates/i.test(p.text) &&
        looksLikeHeading(p),
    )
    const actions = dated.flatMap((table) => table.actions)
    actions.forEach((action, n) => {
      if (action.ref === '')
        Object.assign(action, { ref: `${sections.length + 1}.${n + 1}`, refOrigin: 'generated' })
    })
    sections.push({
      key: context.key('section'),
      ref: null,
      title: roadMapTitle,
      actions,
      from: [...(heading?.pieces ?? [])],
    })
    for (const table of dated) addAll(findings, table.findings)
  }
  const period =
    periodIn([...front.lines, ...body.slice(0, 1)].map((p) => p.text)) ??
    periodIn(body.flatMap((p) => /\bperiod\b.*/i.exec(p.text) ?? []))
  const drafted: DraftPlan = {
    key: plan,
    title: front.title ?? withoutExtension(source.name),
    kind: 'strategy',
    workflow: 'simple',
    dated: front.dated,
    period,
    sponsor: null,
    documentDate: {
      ...proposeDocumentDate({ stated: null, entries: [], completed: [], period }),
      said: period?.said ?? null,
    },
    sections,
    from: front.titlePieces,
  }
  const generated = sections.flatMap((s) => s.actions).find((a) => a.refOrigin === 'generated')
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
  const { on, because, said } = drafted.documentDate
  findings.push(
    context.finding('document-date', {
      args: { because, ...(on ? { on } : {}), ...(said ? { said } : {}) },
      plan,
      choices: on ? documentDateChoices(plan, on) : [],
    }),
  )

  const areas = areaList(body)
  const claimed = new Set([
    ...front.titlePieces,
    ...sections.flatMap((s) => [
      ...s.from,
      ...s.actions.flatMap((a) => [...a.from.text, ...a.from.timescale]),
    ]),
  ])
  const ignored = leftOut(source, passages, {
    front,
    areas,
    claimed,
    firstCommitment: smallest(
      sections.flatMap((s) => s.actions.flatMap((a) => a.from.text)),
      (piece) => piece,
    ),
  })
  const headings = dated.map((table) => ignoring(source, 'empty-structure', table.heading))
  return { plans: [drafted], tables: [], areas: areas.names, findings, ignored: [...ignored, ...headings] }
}

/** All ignored parts with their reasons, adjacent ones together. */
function leftOut(
  source: Source,
  passages: readonly Passage[],
  {
    front,
    areas,
    claimed,
    firstCommitment,
  }: { front: FrontMatter; areas: { pieces: Set<number> }; claimed: Set<number>; firstCommitment: number },
): Reading['ignored'] {
  const runs: { reason: Reading['ignored'][number]['reason']; pieces: number[] }[] = []
  passages.forEach((passage, i) => {
    const pieces = passage.pieces.filter((p) => !claimed.has(p))
    if (pieces.length === 0) return
    const reason =
      i < front.length
        ? front.contents.has(i)
          ? 'contents'
          : 'page-furniture'
        : pieces.every((p) => areas.pieces.has(p))
          ? 'list-of-values'
          : front.runsAgain(passage.text)
            ? 'page-furniture'
            : (pieces[0] ?? 0) < firstCommitment
              ? 'introduction'
              : 'prose'
    const last = runs.at(-1)
    if (last?.reason === reason) addAll(last.pieces, pieces)
    else runs.push({ reason, pieces: [...pieces] })
  })
  return runs.map((run) => ignoring(source, run.reason, run.pieces))
}

const withoutExtension = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? name).replace(/\.[a-z0-9]{1,5}$/i, '')
