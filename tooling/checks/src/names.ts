import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, workspacePackages } from './packages.ts'

/**
 * Folders that are not features, by their parent folder. Every other folder has the name of one of the
 * domain's features.
 */
const otherFolders: Readonly<Record<string, readonly string[]>> = {
  'packages/documents/src': ['carried', 'log', 'out', 'report', 'source', 'strategy', 'table-plan'],
  // What owners own is read over parties, plans and actions, so it stands in none of their folders.
  'packages/store/src': [
    'database',
    'migrations',
    'owner',
    'parts',
    'projection',
    'tables',
    'testing',
    'thread',
    'writer',
  ],
  'packages/api/src': ['live', 'rest', 'session', 'testing'],
  'apps/server/src': ['feed', 'http', 'launch', 'live', 'sample', 'set-up', 'setting', 'testing'],
  'apps/tui/src': ['output', 'screens', 'session', 'testing', 'verbs'],
  'apps/tui/src/screens': ['help'],
  'apps/web/src': ['chart', 'features', 'shell', 'style', 'testing', 'ui'],
  'apps/web/src/features': ['as-at', 'feed', 'help', 'search', 'session', 'statement'],
}

/** Former names, and the current ones. */
const formerNames: readonly { readonly word: RegExp; readonly now: string; readonly within?: RegExp }[] = [
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
 * A sentence for each feature's folder with another name than in the domain, and for each use of a former
 * name.
 */
export const wrongNames = (): string[] => [
  ...placesOfFeatures().flatMap((place) =>
    foldersWithoutFeature(place, foldersIn(place), featuresOfDomain(), otherFolders[place] ?? []),
  ),
  ...filesWithNames().flatMap((file) => formerNamesIn(file, readFileSync(join(root, file), 'utf8'))),
]

/**
 * The folders of a parent folder that are neither features of the domain nor listed as others; and the listed
 * ones that do not exist.
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

/** The lines of a file that contain a former name. */
export const formerNamesIn = (file: string, text: string): string[] =>
  text.split('\n').flatMap((line, at) => {
    const found = formerNames.find(
      ({ word, within }) => (within === undefined || within.test(file)) && word.test(line),
    )
    return found === undefined
      ? []
      : [`${file}:${at + 1} says “${found.word.exec(line)?.[0]}”: it is called ${found.now}`]
  })

const placesOfFeatures = (): string[] => [
  ...workspacePackages().flatMap(({ folder, name }) =>
    folder.startsWith('tooling/') || name === '@beatbook/domain' || name === '@beatbook/contract'
      ? []
      : [`${folder}/src`],
  ),
  'apps/tui/src/screens',
  'apps/web/src/features',
]

/**
 * The domain's folders, and those of queries: the list of what waits for a person is a query over several
 * aggregates.
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
 * All handwritten files except build output, released migrations with their tests and attacks, the changelog,
 * and this check.
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
