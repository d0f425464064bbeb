import { type DraftAction, type Finding, noTimescale } from '@beatbook/domain'
import { timescaleChoices } from '../choices.ts'
import type { ShapeContext } from '../shape.ts'
import { promise } from './promise.ts'
import type { DateLabel, RoadMap, RoadMapMilestone } from './road-map.ts'

/**
 * A road map's milestones as draft actions, numbered under `section`. A milestone has a date if it is in its
 * own line, or if every milestone has exactly one next to it and these increase; if the layout has separated
 * them the date is proposed, and the milestone is undated in the draft.
 */
export function milestones(
  context: ShapeContext,
  plan: string,
  roadMap: RoadMap,
  section: number,
  findings: Finding[],
): DraftAction[] {
  const certain = pairs(roadMap)
  const placed = new Set<DateLabel>(certain ?? [])
  const actions = roadMap.milestones.map((milestone, n): DraftAction => {
    const key = context.key('action')
    const text = [milestone.heading, ...milestone.description].filter(Boolean).join('\n')
    const action = promise(key, `${section}.${n + 1}`, false, text, milestone.pieces)
    const label = certain?.[n]
    if (milestone.dated)
      return {
        ...action,
        timescale: milestone.dated,
        from: { ...action.from, timescale: [...(milestone.above ?? milestone.pieces)] },
      }
    if (label)
      return { ...action, timescale: label.timescale, from: { ...action.from, timescale: [...label.pieces] } }
    const near = neighbours(roadMap, milestone)
    for (const one of near.slice(0, 1)) placed.add(one)
    const nearest = near[0]
    if (!nearest) return action
    findings.push(
      context.finding('proposed-date', {
        args: { said: nearest.timescale.said, title: milestone.heading },
        plan,
        action: key,
        field: 'timescale',
        pieces: [...milestone.pieces, ...near.flatMap((l) => l.pieces)],
        choices: timescaleChoices(
          key,
          near.map((l) => l.timescale),
        ),
      }),
    )
    // The label's text is stored with the milestone it is proposed for; the timescale itself is not stated.
    return { ...action, timescale: noTimescale, from: { ...action.from, timescale: [...nearest.pieces] } }
  })
  for (const label of roadMap.labels.filter((l) => !placed.has(l)))
    findings.push(
      context.finding('proposed-date', {
        args: { said: label.timescale.said },
        plan,
        pieces: [...label.pieces],
      }),
    )
  return actions
}

/** The label of each milestone, in order, if that is unambiguous; otherwise null. */
function pairs({ milestones: all, labels }: RoadMap): DateLabel[] | null {
  const undated = all.filter((m) => !m.dated)
  if (undated.length !== labels.length || undated.length !== all.length) return null
  const inTime = labels.every(
    (l, i) => i === 0 || (labels[i - 1]?.timescale.latest ?? '') <= (l.timescale.latest ?? ''),
  )
  const before = all.every(
    (m, i) => (labels[i]?.at ?? Infinity) < m.at && (labels[i]?.at ?? -1) > (all[i - 1]?.at ?? -1),
  )
  const after = all.every(
    (m, i) => (labels[i]?.at ?? -1) > m.at && (labels[i]?.at ?? Infinity) < (all[i + 1]?.at ?? Infinity),
  )
  return inTime && (before || after) ? labels : null
}

/** The labels next to a milestone, the previous one first, without duplicates of the same meaning. */
function neighbours({ labels }: RoadMap, milestone: RoadMapMilestone): DateLabel[] {
  let [low, high] = [0, labels.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((labels[middle]?.at ?? 0) > milestone.at) high = middle
    else low = middle + 1
  }
  // No label has the same position as the milestone.
  const near = [labels[low - 1], labels[low]].filter((l) => l !== undefined)
  return near.filter(
    (l, i) =>
      near.findIndex(
        (other) =>
          other.timescale.latest === l.timescale.latest && other.timescale.earliest === l.timescale.earliest,
      ) === i,
  )
}
