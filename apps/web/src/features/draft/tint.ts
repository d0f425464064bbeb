import type { Draft, Piece } from '@beatbook/domain'

/** The field that a piece of a document was read as. */
export type TintField =
  | 'ref'
  | 'text'
  | 'owner'
  | 'timescale'
  | 'level'
  | 'stage'
  | 'progress'
  | 'update'
  | 'detail'
  | 'section'
  | 'plan'
  | 'table'
  | 'left-out'

export interface Tint {
  readonly field: TintField
  /** The key of the draft action it belongs to. */
  readonly action: string | null
}

/**
 * The field that each piece of the draft's source was read as, by its index. If a piece serves several
 * fields, the first one of an action counts.
 */
export const tintsOf = (draft: Draft): Map<number, Tint> => {
  const tints = new Map<number, Tint>()
  const tint = (pieces: readonly number[], field: TintField, action: string | null = null) => {
    for (const piece of pieces) if (!tints.has(piece)) tints.set(piece, { field, action })
  }
  for (const plan of draft.plans) {
    for (const section of plan.sections) {
      for (const action of section.actions) {
        for (const update of action.updates) tint(update.from, 'update', action.key)
        for (const stage of action.stages) tint(stage.from, 'stage', action.key)
        for (const field of ['ref', 'level', 'stage', 'progress', 'timescale', 'owner', 'text'] as const)
          tint(action.from[field] ?? [], field, action.key)
        for (const detail of action.details) tint(detail.from, 'detail', action.key)
      }
      tint(section.from, 'section')
    }
    tint(plan.from, 'plan')
  }
  for (const table of draft.tables) {
    for (const row of table.rows) tint(row.from, 'table')
    tint(table.from, 'table')
  }
  for (const left of draft.ignored) tint(left.from, 'left-out')
  return tints
}

/** A displayed line of the document: its label and the indexes of its pieces. */
export interface SourceLine {
  readonly label: string
  readonly pieces: number[]
}

/**
 * The pieces of a source by line (by row in a workbook); a sheet or a part of the document begins with its
 * name.
 */
export const linesOf = (pieces: readonly Piece[]): SourceLine[] => {
  const lines: SourceLine[] = []
  let last = ''
  let area = ''
  for (const [index, { place }] of pieces.entries()) {
    const at = place.line ?? place.row ?? null
    const here = [place.sheet ?? '', place.part ?? '', at ?? ''].join('|')
    const name = [place.sheet ? `sheet ${place.sheet}` : '', place.part ?? ''].filter(Boolean).join(', ')
    if (name !== area && name !== '') lines.push({ label: name, pieces: [] })
    area = name
    const line = lines.at(-1)
    if (line && here === last && at !== null && line.pieces.length > 0) line.pieces.push(index)
    else lines.push({ label: at === null ? '' : String(at), pieces: [index] })
    last = here
  }
  return lines
}
