import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { charactersOf, renamed } from './true-type.ts'

/** A font that papers are set in, under a name that no font of a machine has. */
interface PaperFont {
  readonly family: string
  readonly bytes: Buffer
  readonly characters: ReadonlySet<number>
}

const require = createRequire(import.meta.url)

// The library adds the fonts of the machine by itself. Under names of their own, of the same length as the old ones, the
// fonts of this package are the only ones that a template can mean.
const TEXT = { was: 'Arimo', family: 'Btbk1' }
const SIGNS = { was: 'DejaVu Sans', family: 'Btbk1 Signs' }

const fontOf = (file: string, { was, family }: typeof TEXT): PaperFont => {
  // The name for PostScript is the same without spaces.
  const [given, bare, short] = [readFileSync(file), was.replaceAll(' ', ''), family.replaceAll(' ', '')]
  const bytes = renamed(renamed(given, was, family), bare, short)
  return { family, bytes, characters: charactersOf(bytes) }
}

let read: readonly PaperFont[] | undefined
/** The fonts of papers: two weights as wide as Arial, and one that has the shapes of levels. Read when first asked for. */
export const paperFonts = (): readonly PaperFont[] => {
  read ??= [
    fontOf(require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'), TEXT),
    fontOf(require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'), TEXT),
    fontOf(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), SIGNS),
  ]
  return read
}

/** The family that sets a character, the one for text first; `null` where no font has it. */
export const familyOf = (character: string): string | null => {
  const code = character.codePointAt(0) ?? 0
  return (
    [TEXT, SIGNS]
      .map(({ family }) => family)
      .find((family) =>
        paperFonts()
          .filter((font) => font.family === family)
          .every(({ characters }) => characters.has(code)),
      ) ?? null
  )
}

// The library loses track of which letters a shape stands for in scripts whose letters join or carry marks of their own,
// and the standard refuses that.
const script = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u

/**
 * A text in the composed form of its letters, with what no font has, or what is in another script than Latin, Greek and
 * Cyrillic, as its code: ⟨1F469⟩.
 */
export const withSigns = (text: string): string =>
  [...text.normalize('NFC')]
    .map((character) =>
      character === '\n' || character === '\t' || (script.test(character) && familyOf(character) !== null)
        ? character
        : `⟨${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}⟩`,
    )
    .join('')
