import { describe, expect, it } from 'vitest'
import { headingRole } from './heading.ts'

describe('a column heading', () => {
  it.each([
    ['#', 'ref'],
    ['Rec No.', 'ref'],
    ['action_id', 'ref'],
    ['Action', 'text'],
    ['What we will do', 'text'],
    ['Agreed actions', 'text'],
    ['Project Name', 'text'],
    ['Owner/s', 'owner'],
    ['Action owner', 'owner'],
    ['Lead Officer', 'owner'],
    ['Responsible Party', 'owner'],
    ['Date', 'timescale'],
    ['By when', 'timescale'],
    ['Completion Date -\n mmm/yy (e.g. Dec-30)', 'timescale'],
    ['Target completion date', 'timescale'],
    ['RAG', 'level'],
    ['Delivery (RAG)', 'level'],
    ['BRAG rating', 'level'],
    ['Status', 'stage'],
    ['Complete? (Y/N)', 'stage'],
    ['Progress to date', 'update'],
    ['Commentary on RAG ratings', 'update'],
    ['Additional Information and Progress Updates', 'update'],
    ['Theme', 'section'],
    ['Start date', 'start'],
    ['Date completed', 'completed'],
    ['Success measures', 'detail'],
    ['RAG guidance', 'detail'],
  ])('%j names %s', (heading, role) => {
    expect(headingRole(heading)?.role).toBe(role)
  })

  it.each([
    '',
    'The force should review how it answers calls and say so within six months.',
    'NPU',
    '2030',
    'Insp Rowan',
  ])('%j names nothing', (heading) => {
    expect(headingRole(heading)).toBeNull()
  })
})
