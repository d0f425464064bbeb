import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rooms, root } from './house.ts'

/**
 * Folders that are no features, by where they stand. Every other folder has the name of one of the domain's
 * features.
 */
const noFeatures: Readonly<Record<string, readonly string[]>> = {
  'packages/documents/src': ['log', 'report', 'source', 'strategy', 'table-plan'],
  'packages/store/src': ['database', 'migrations', 'projection', 'tables', 'testing', 'thread', 'writer'],
  'packages/api/src': ['live', 'rest', 'session', 'testing'],
  'apps/server/src': ['http', 'launch', 'live', 'sample', 'set-up', 'setting', 'testing'],
  'apps/tui/src': ['output', 'screens', 'session', 'testing', 'verbs'],
  'apps/tui/src/screens': ['help'],
  'apps/web/src': ['chart', 'features', 'shell', 'style', 'testing', 'ui'],
  'apps/web/src/features': ['as-at', 'search', 'session', 'statement'],
}

/** Names that things had once, and what they are called now. */
const gone: readonly { readonly word: RegExp; readonly now: string; readonly within?: RegExp }[] = [
  {
    word: /rag[-_ ]?scheme|(?:check|compile|compiled|someRag)Scheme|scheme[-_](?:pinned|saved|version|built-in|invalid)|pin-?Scheme|-(?:in|outside)-scheme\b/i,
    now: 'RAG rules',
  },
  {
    word: /(?<!color-)scheme/i,
    now: 'RAG rules',
    within: /\/(?:rag|rag-rules|rating|validator)\/(?!.*\.test\.)/,
  },
  { word: /colouring|recolour/i, now: 'rating' },
  { word: /(?<!biome-ignore )\blint\b(?!er)|\blint(?=[A-Z-])|\bLint/, now: 'check, of a validator' },
  {
    word: /broken ?rule|rules? (?:is|are) broken|validatorRule|rules of good planning/i,
    now: 'validator, check or failed check',
  },
]

/**
 * Sentences about every feature's folder that the domain calls otherwise, and every name that is gone and has
 * come back.
 */
export const falseNames = (): string[] => [
  ...placesOfFeatures().flatMap((place) =>
    foldersWithoutFeature(place, foldersIn(place), featuresOfDomain(), noFeatures[place] ?? []),
  ),
  ...filesWithNames().flatMap((file) => namesThatAreGone(file, readFileSync(join(root, file), 'utf8'))),
]

/**
 * The folders of a place that are neither features of the domain nor in the list of those that are none; and
 * what that list names in vain.
 */
export const foldersWithoutFeature = (
  place: string,
  folders: readonly string[],
  features: readonly string[],
  others: readonly string[],
): string[] => [
  ...folders
    .filter((folder) => !features.includes(folder) && !others.includes(folder))
    .map(
      (folder) =>
        `${place}/${folder} is no folder of the domain's: give the feature the domain's name, or list it in tooling/checks/src/names.ts`,
    ),
  ...others
    .filter((folder) => !folders.includes(folder))
    .map((folder) => `tooling/checks/src/names.ts lists ${place}/${folder}, which is not there`),
]

/** The lines of a file in which a name stands that is gone. */
export const namesThatAreGone = (file: string, text: string): string[] =>
  text.split('\n').flatMap((line, at) => {
    const found = gone.find(
      ({ word, within }) => (within === undefined || within.test(file)) && word.test(line),
    )
    return found === undefined
      ? []
      : [`${file}:${at + 1} says “${found.word.exec(line)?.[0]}”: it is called ${found.now}`]
  })

const placesOfFeatures = (): string[] => [
  ...rooms().flatMap(({ folder, name }) =>
    folder.startsWith('tooling/') || name === '@beatbook/domain' || name === '@beatbook/contract'
      ? []
      : [`${folder}/src`],
  ),
  'apps/tui/src/screens',
  'apps/web/src/features',
]

/**
 * The domain's folders, and those of what is asked and answered: what waits for a person is a question over
 * several aggregates.
 */
const featuresOfDomain = (): string[] => [
  ...foldersIn('packages/domain/src'),
  ...foldersIn('packages/contract/src'),
  'refusal',
]

const foldersIn = (place: string): string[] =>
  existsSync(join(root, place))
    ? readdirSync(join(root, place), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      )
    : []

/**
 * Everything that is written here: not what is built, released migrations, what they are tested and attacked
 * with, the history of changes, and this check.
 */
const filesWithNames = (): string[] =>
  ['apps', 'packages', 'tooling', 'docs']
    .flatMap(filesUnder)
    .concat('README.md')
    .filter((file) => /\.(?:tsx?|mjs|md|scss|sql)$/.test(file))
    .filter(
      (file) =>
        !/\/migrations\/|CHANGELOG\.md$|^packages\/sample\/documents\/|^tooling\/checks\/src\/names|^tooling\/attack\/src\/kill\/migration\.ts$/.test(
          file,
        ),
    )

const notWritten: readonly string[] = ['node_modules', 'dist', 'fixtures', '.turbo']

const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notWritten.includes(entry.name)) return []
    return entry.isDirectory() ? filesUnder(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]
  })
