import { hasActing } from '@beatbook/domain'
import { describe, expect, test } from 'vitest'
import { readDocument } from './read.ts'

const acting = '\u001b]0;owned\u0007\u001b[2J\u009b2J\u202egnp.exe\u2066\u0000\u007f\u200e'
const read = async (name: string, text: string) => {
  const result = await readDocument(name, new TextEncoder().encode(text))
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
/** Every string of a value, in order. */
const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value === null || typeof value !== 'object'
      ? []
      : Object.values(value).flatMap(strings)

const plan = `Beat ${acting} Plan\nSponsor: ACC ${acting} Hale\n\nRef\tAction\tOwner ${acting}\tTimescale\tRAG\tUpdate\tNotes ${acting}
Theme ${acting} one
1${acting}\tWalk ${acting} the beat\tInsp ${acting} Rowe / Sgt Hale\tOct ${acting} 22\tA${acting}\t01/06/22: ${acting} walked\tx${acting}
2\tRun the desk\tHub\tsoon ${acting}\tG\tdone\ty
3\t${'Hold a surgery in every ward of the borough each quarter and publish what is said there. '.repeat(20)}\tHub\tNov 22\tG\tdone\tz
`
const log = `Recommendation 1${acting}\n\nThe force should ${acting} walk.\n\n[on]8 May 2018[status]complete ${acting}[/status][comment]Walked. Owner: CI ${acting} Contact[/comment][/on]\n`
const strategy = `Our ${acting} strategy 2023-2026\n\nWe will do this by:\n\n- walking ${acting} the beat\n- run the desk\n\nAreas\n\n- North ${acting} division\n- South division\n`
const figures = `Appendix 1: ${acting} Schemes\n\nArea ${acting}\tCurrent ${acting}\tTarget\nNorth ${acting}\t4\t5\nSouth\t5\t6\nTotal\t8\t11\n`

describe('no value that is read has a control character', () => {
  test.each([
    ['plan.txt', plan],
    ['log.txt', log],
    ['strategy.txt', strategy],
    ['figures.txt', figures],
    ['plan.csv', plan.split('\n').slice(3).join('\n').replaceAll('\t', ',')],
    [
      'plan.html',
      `<table>${plan
        .split('\n')
        .slice(3)
        .map((row) => `<tr><td>${row.replaceAll('\t', '<td>')}`)
        .join('')}</table>`,
    ],
    ['entities.csv', 'Ref,Action,Owner\n1,Walk<br>&#155;2J&#x202e;,Team\n2,Run,Team\n'],
  ])('%s', async (name, text) => {
    const { source, ...made } = await read(name, text)
    expect(strings(made).filter(hasActing)).toEqual([])
    expect(made.plans.length + made.tables.length).toBeGreaterThan(0)
    expect(hasActing(source.name)).toBe(false)
  })
})

test('the source’s text has every character, and one finding has the number and place of those removed', async () => {
  const { source, findings } = await read(
    'plan.txt',
    'Ref\tAction\tOwner\n1\tWalk\u202e it\u0007\tTeam\n2\tRun\tHub\n',
  )
  expect(source.pieces.map(({ text }) => text)).toContain('Walk\u202e it\u0007')
  const [note, ...others] = findings.filter(({ code }) => code === 'acting-characters')
  expect(others).toEqual([])
  expect(note).toMatchObject({ severity: 'info', args: { count: 2 }, place: { line: 2, column: 2 } })
  expect(note?.pieces.map((piece) => source.pieces[piece]?.text)).toEqual(['Walk\u202e it\u0007'])
})

test('text hidden by a control character is read', async () => {
  const { plans } = await read(
    'plan.txt',
    'Ref\tAction\tOwner\tRAG\n1\tWalk\tTeam\tAm\u200eber\n2\tRun\tHub\tGreen\n',
  )
  expect(plans[0]?.sections[0]?.actions[0]).toMatchObject({ level: 'amber', levelSaid: 'Amber' })
})

test('a document without control characters has no such finding; line ends are not such characters', async () => {
  const { findings } = await read(
    'plan.csv',
    'Ref,Action,Owner\r\n1,"Walk\r\nand talk\u000bon foot",Team\r\n2,Run,Hub\r\n',
  )
  expect(findings.map(({ code }) => code)).not.toContain('acting-characters')
})

test('a file’s name is one line without control characters, in a draft and in a failure', async () => {
  const name = 'a\u0000\r\n\u202egnp.txt'
  expect((await read(name, 'Ref\tAction\tOwner\n1\tWalk\tTeam\n')).source.name).toBe('a gnp.txt')
  for (const text of ['', 'Dear all', 'a'.repeat(2_000_000)]) {
    expect(await readDocument(name, new TextEncoder().encode(text))).toMatchObject({
      ok: false,
      error: { args: { name: 'a gnp.txt' } },
    })
  }
})

test('an owner in any script is accepted, and one that is not a name is a finding', async () => {
  const { plans, findings } = await read(
    'plan.tsv',
    'Ref\tAction\tOwner\n1\tWalk\t警察本部 広報課\n2\tRun\tاسم\n3\tTalk\t👮\n4\tGo\tN/A\n',
  )
  const actions = plans[0]?.sections[0]?.actions ?? []
  expect(actions.map(({ owners }) => owners.map(({ name }) => name))).toEqual([
    ['警察本部 広報課'],
    ['اسم'],
    [],
    [],
  ])
  expect(findings.filter(({ code }) => code === 'missing-owner').map(({ action }) => action)).toEqual([
    actions[2]?.key,
  ])
})
