import type { PartyRow } from '@beatbook/contract'
import { partyKindWords, redWords } from '@beatbook/presentation'
import type { Answer } from '../data.ts'
import type { List } from '../list-view.tsx'

/** The owners, those with the most actions first. */
export const ownersList = (answer: Answer<PartyRow[]>): List => ({
  columns: [
    { heading: 'OWNER', width: 12, flexible: true },
    { heading: 'KIND', width: 14, needs: 70 },
    { heading: 'BELONGS TO', width: 28, needs: 100 },
    { heading: 'ACTIONS', width: 9 },
    { heading: 'RED', width: 30, needs: 80 },
  ],
  lines:
    answer.data?.map((party, at) => ({
      at,
      cells: [
        party.name,
        partyKindWords(party.kind),
        party.parent?.name ?? '',
        String(party.actions),
        redWords(party),
      ],
    })) ?? null,
  error: answer.error,
  waiting: 'Reading the owners…',
  empty: ['There is no owner yet. Owners come with the actions they own.'],
})
