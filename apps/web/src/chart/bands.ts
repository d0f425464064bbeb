import type { Trends } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, stack } from 'd3-shape'
import { dayScale, monthTicks } from './days.ts'

/** Space for labels above the bands, in pixels. */
const TOP = 20

/**
 * One level's band: its path, and its count on the last day before the forecast with the height of its middle
 * there.
 */
export interface Band {
  readonly level: string
  readonly path: string
}

/**
 * Counts by level over time as stacked bands, green lowest and the worst on top; the position of the first
 * forecast day, and the numbers and months to label. Each count is valid until the next point.
 */
export const bandsOf = (
  trends: Pick<Trends, 'levels' | 'points'>,
  { width, height, left, bottom }: { width: number; height: number; left: number; bottom: number },
) => {
  const first = trends.points[0]?.on ?? ''
  const last = trends.points.at(-1)?.on ?? ''
  const levels = trends.levels.map(({ level }) => level).toReversed()
  const most = Math.max(
    1,
    ...trends.points.map((point) => levels.reduce((sum, level) => sum + (point.counts[level] ?? 0), 0)),
  )
  const x = dayScale(first, last, left, width - left)
  const y = scaleLinear()
    .domain([0, most])
    .range([height - bottom, TOP])
    .nice()
  const stacked = stack<Trends['points'][number]>()
    .keys(levels)
    .value((point, level) => point.counts[level] ?? 0)([...trends.points])
  const shape = area<(typeof stacked)[number][number]>()
    .x((point) => x(point.data.on))
    .y0((point) => y(point[0]))
    .y1((point) => y(point[1]))
    .curve(curveStepAfter)
  const now = trends.points.findLast((point) => !point.forecast)?.on ?? first
  return {
    bands: stacked.map((series): Band => ({ level: series.key, path: shape(series) ?? '' })),
    forecastFrom: trends.points.some((point) => point.forecast) ? x(now) : null,
    now: now as IsoDate,
    numbers: y
      .ticks(Math.min(5, most))
      .filter(Number.isInteger)
      .map((count) => ({ count, y: y(count) })),
    ticks: monthTicks(
      first || '2000-01-01',
      last || '2000-01-01',
      Math.max(2, Math.floor((width - left) / 100)),
    ).map((tick) => ({ ...tick, x: x(tick.on) })),
  }
}
