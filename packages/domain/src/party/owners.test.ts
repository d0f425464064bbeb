import { describe, expect, test } from 'vitest'
import { readOwners } from './owners.ts'

const names = (said: string, items?: string[]) => readOwners(said, items).owners.map(({ name }) => name)
const splits = (said: string) => readOwners(said).notes.map(({ code, split }) => [code, ...split])

describe('line breaks, items and semicolons separate owners', () => {
  test.each<[string, string[] | undefined, string[]]>([
    ['Estates\nFinance', undefined, ['Estates', 'Finance']],
    ['Estates; Finance ;', undefined, ['Estates', 'Finance']],
    ['• Estates\r\n• Finance', undefined, ['Estates', 'Finance']],
    ['Estates Finance', ['Estates', 'Finance'], ['Estates', 'Finance']],
    ['Estates\nEstates', undefined, ['Estates']],
  ])('%j', (said, items, owners) => {
    expect(names(said, items)).toEqual(owners)
    expect(readOwners(said, items).notes).toEqual([])
  })
})

describe('a single owner is not split', () => {
  test.each([
    'L&D',
    'SP&I',
    'Prevention Lead',
    'Chief Insp Rowe',
    'Insp A Rowe',
    'C/Supt Rowe',
    'Volunteer manager Ana Rowe',
    'Office of the Police and Crime Commissioner',
    'Department of Parks and Gardens',
    'Health and Safety Team',
    'Ana Rowe, Head of Estates',
    '24/7 desk',
    'Wards A and B',
    'Estates / Estates',
  ])('%s', (said) => {
    expect(readOwners(said)).toEqual({ owners: [{ name: said, duty: 'responsible' }], notes: [] })
  })
})

describe('letters of any script make a name', () => {
  test.each(['警察本部 広報課', 'اسم', 'की टीम', 'Ομάδα', '王', 'Ж', 'ทีม'])('%s', (said) => {
    expect(readOwners(said)).toEqual({ owners: [{ name: said, duty: 'responsible' }], notes: [] })
  })

  test('also next to one who is to be confirmed', () => expect(names('王 TBC')).toEqual(['王']))
})

describe('other possible separators only propose a split', () => {
  test.each([
    ['Supt Rowe / Insp Hale', ['Supt Rowe', 'Insp Hale']],
    ['Estates, Finance and Fleet', ['Estates', 'Finance', 'Fleet']],
    ['Estates & Fleet', ['Estates', 'Fleet']],
    ['Estates with Fleet', ['Estates', 'Fleet']],
    ['Estates supported by Fleet', ['Estates', 'Fleet']],
    ['Estates – Northern depot', ['Estates', 'Northern depot']],
    ['RRT Supt & Insp', ['RRT Supt', 'RRT Insp']],
    ['RRT and PPH Insps', ['RRT Insps', 'PPH Insps']],
    ['L&D / CPD Team', ['L&D', 'CPD Team']],
    ['L&D RRT Insp', ['L&D', 'RRT Insp']],
    ['L&D P&I', ['L&D', 'P&I']],
    ['Supt Rowe Digital Services', ['Supt Rowe', 'Digital Services']],
    ['RRT Ch Insps Rural Roads team FCR', ['RRT Ch Insps', 'Rural Roads team', 'FCR']],
    ['Volunteer manager Ana Rowe Bo Hale', ['Volunteer manager Ana Rowe', 'Bo Hale']],
    ['Supt Rowe ACC Local Policing', ['Supt Rowe', 'ACC Local Policing']],
    ['Volunteer manager Ana Rowe Bo Hale Cy Estates', ['Volunteer manager Ana Rowe', 'Bo Hale Cy Estates']],
    ['Supt Ana Maria Rowe Insp Hale', ['Supt Ana Maria Rowe', 'Insp Hale']],
    ['RRT FCR Supt & Insp', ['RRT', 'FCR Supt', 'FCR Insp']],
    ['RRT Fleet Supt & Insp', ['RRT Fleet Supt', 'Insp']],
    ['RRT Supt & Insp & Fleet', ['RRT Supt', 'Insp', 'Fleet']],
    ['RRT and Fleet and PPH Insps', ['RRT', 'Fleet', 'PPH Insps']],
    ['Insps Sgts', ['Insps', 'Sgts']],
    ['Fleet Supt & Insp', ['Fleet Supt', 'Insp']],
    ['RRT & Insps', ['RRT', 'Insps']],
    ['RRT and FCR and PPH Insps', ['RRT Insps', 'FCR Insps', 'PPH Insps']],
    ['ACC Rowe Digital Services', ['ACC Rowe', 'Digital Services']],
    ['Rural Crime Supt & Insp', ['Rural Crime Supt', 'Insp']],
  ])('%s', (said, split) => {
    expect(names(said)).toEqual([said])
    expect(splits(said)).toEqual([['ambiguous-owner', ...split]])
  })
})

describe('no owner yet', () => {
  test.each([
    ['TBC', []],
    ['tba', []],
    ['Owner to be confirmed', []],
    ['Supt TBC', ['Supt']],
    ['Estates\nTBC', ['Estates']],
  ])('%j is a note, and TBC is not a party', (said, owners) => {
    expect(names(said)).toEqual(owners)
    expect(splits(said)).toEqual([['owner-to-be-confirmed']])
  })

  test('the texts on both sides of TBC are separate owners', () =>
    expect(names('Estates(TBC)Fleet')).toEqual(['Estates Fleet']))

  test.each(['', ' - ', 'N/A', 'none'])('%j is neither an owner nor a note', (said) => {
    expect(readOwners(said)).toEqual({ owners: [], notes: [] })
  })
})

test('a duty is read from the words', () => {
  expect(readOwners('Lead: Supt Rowe\nEstates\nInsp Hale (consulted)\nInformed - Finance').owners).toEqual([
    { name: 'Supt Rowe', duty: 'accountable' },
    { name: 'Estates', duty: 'responsible' },
    { name: 'Insp Hale', duty: 'consulted' },
    { name: 'Finance', duty: 'informed' },
  ])
})

describe('a post is one owner, whatever team it names', () => {
  test.each([
    'Supt Contact',
    'DCI Public Protection',
    'Insp Engagement',
    'Brook, A.',
    'Local Policing Superintendents',
    'Contact Centre Chief Inspector',
    'Head of Corporate Services',
    'ACC Local Policing',
    'Operations Planning Superintendent',
  ])('%s', (said) => {
    expect(splits(said)).toEqual([])
  })
})
