import type { Place } from '@beatbook/domain'

/** A place in a document: "sheet Plan, row 4, column 2" or "lines 48 to 50". */
export const placeWords = (place: Place): string =>
  [
    place.sheet ? `sheet ${place.sheet}` : '',
    place.part ?? '',
    place.line === undefined
      ? ''
      : place.lineTo !== undefined && place.lineTo !== place.line
        ? `lines ${place.line} to ${place.lineTo}`
        : `line ${place.line}`,
    place.row === undefined ? '' : `row ${place.row}`,
    place.column === undefined ? '' : `column ${place.column}`,
  ]
    .filter(Boolean)
    .join(', ')
