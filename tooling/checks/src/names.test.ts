import { expect, test } from 'vitest'
import { foldersWithoutFeature, formerNamesIn, wrongNames } from './names.ts'

test('every feature has its name in the domain, and no former name is used', () => {
  expect(wrongNames()).toEqual([])
})

test('a folder that is neither a feature nor listed is found, and a listed one that does not exist', () => {
  expect(
    foldersWithoutFeature(
      'packages/x/src',
      ['plan', 'colour', 'output'],
      ['plan', 'action'],
      ['output', 'help'],
    ),
  ).toEqual([
    "packages/x/src/colour is no folder of the domain's: give the feature the domain's name, or list it in tooling/checks/src/names.ts",
    'tooling/checks/src/names.ts lists packages/x/src/help, which is not there',
  ])
})

test.each([
  ['packages/domain/src/plan/a.ts', 'const one: RagScheme = two'],
  ['packages/domain/src/plan/a.ts', "type: 'scheme-pinned',"],
  ['packages/domain/src/plan/a.ts', "refuse('level-not-in-scheme')"],
  ['packages/store/src/rating/a.ts', '/** The scheme of a plan. */'],
  ['packages/store/src/plan/a.ts', "selectFrom('colouring')"],
  ['packages/store/src/plan/a.ts', 'await recolourSome(db)'],
  ['apps/tui/src/verbs/a.ts', "program.command('lint')"],
  ['apps/web/src/style/a.scss', '.lint-period {'],
  ['apps/web/src/features/plan/a.tsx', '<Lint plan={plan} />'],
  ['packages/domain/src/validator/a.ts', '/** A broken rule. */'],
])('in %s, “%s” is found', (file, line) => {
  expect(formerNamesIn(file, `one\n${line}\n`)).toEqual([expect.stringContaining(`${file}:2 says “`)])
})

test.each([
  ['packages/domain/src/scheme/a.ts', 'a community scheme, closed: scheme-closed'],
  ['apps/web/src/style/a.scss', '@media (prefers-color-scheme: dark) {'],
  ['apps/web/src/ui/a.tsx', '// biome-ignore lint/a11y/useKeyWithClickEvents: the keys do it'],
  ['tooling/library/src/a.ts', "import { publint } from 'publint'"],
  ['packages/domain/src/rag/a.ts', 'A level of RAG rules: letter, word and shape always go with the colour.'],
])('in %s, “%s” stands', (file, line) => {
  expect(formerNamesIn(file, line)).toEqual([])
})
