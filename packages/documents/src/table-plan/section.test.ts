import { describe, expect, it } from 'vitest'
import { joinWord, sectionTitle } from './section.ts'

describe('a section heading', () => {
  it.each([
    ['[1] Visible patrols', '1', 'Visible patrols'],
    ['2. Visible patrols', '2', 'Visible patrols'],
    ['B) Visible patrols', 'B', 'Visible patrols'],
    ['Theme 3: Visible patrols', '3', 'Theme 3: Visible patrols'],
    ['Visible patrols', null, 'Visible patrols'],
  ])('%j is numbered %s and called %j', (text, ref, title) => {
    expect(sectionTitle(text)).toEqual({ ref, title })
  })

  it.each(['The force will patrol every night.', '12', 'FORM_SECTION-START', ''])('%j is none', (text) => {
    expect(sectionTitle(text)).toBeNull()
  })
})

describe('a word split over two cells', () => {
  it.each([
    ['Visi', 'bility', [], 'Visibility'],
    ['Accessi', 'ibility', [], 'Accessibility'],
    ['Commit', 'tee', ['committee'], 'Committee'],
    ['Enga', 'agement', ['engagement'], 'Engagement'],
    ['Rural', 'crime', ['rural', 'crime'], 'Rural crime'],
    ['Rural', 'Crime', [], 'Rural Crime'],
  ])('%s | %s is joined as the document and English spell it', (before, after, known, whole) => {
    expect(joinWord(before, after, new Set(known))).toBe(whole)
  })
})
