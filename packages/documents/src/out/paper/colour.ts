/** The colours of a level: of its words on white, the wash behind a cell, and a bar with the words on it. */
export interface LevelColours {
  readonly words: string
  readonly wash: string
  readonly bar: string
  readonly onBar: string
}

/** The colours of a level by its code, as on the screens. A level of a force's own rules has those of no level. */
export const coloursOf = (level: string): LevelColours => colours.get(level) ?? plain

const plain: LevelColours = { words: '#4a5357', wash: '#eceff1', bar: '#d6dbde', onBar: '#0b0c0c' }
const colours: ReadonlyMap<string, LevelColours> = new Map([
  ['red', { words: '#a5101c', wash: '#fbe9ea', bar: '#a5101c', onBar: '#ffffff' }],
  ['amber', { words: '#7a4200', wash: '#fff2d9', bar: '#f2a100', onBar: '#0b0c0c' }],
  ['green', { words: '#00602e', wash: '#e4f3ea', bar: '#00602e', onBar: '#ffffff' }],
  ['complete', { words: '#134b7d', wash: '#e2edf7', bar: '#134b7d', onBar: '#ffffff' }],
])
