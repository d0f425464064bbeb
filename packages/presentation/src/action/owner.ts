import type { ActionRow } from '@beatbook/contract'
import { duties, type GivenOwner } from '@beatbook/domain'

const dutyAfter = new RegExp(`^(.+?)\\s*:\\s*(${duties.join('|')})$`, 'i')

/** An owner by its name, with its duty where one is stated. */
export type GivenName = Extract<GivenOwner, { readonly name: string }>

/** An owner as people write it: `Fleet`, or `Fleet: consulted`. */
export const ownerGiven = (written: string): GivenName => {
  const [, name, duty] = dutyAfter.exec(written.trim()) ?? []
  return name === undefined
    ? { name: written.trim() }
    : { name, duty: duties.find((each) => each === duty?.toLowerCase()) }
}

/** The owners of an action as people write them, one on each line; a duty only where it is not `responsible`. */
export const ownersWritten = (owners: ActionRow['owners']): string =>
  owners.map(({ name, duty }) => (duty === 'responsible' ? name : `${name}: ${duty}`)).join('\n')

/** The owners written on the lines of a text; none where it is empty. */
export const ownersGiven = (written: string): GivenName[] =>
  written.split('\n').flatMap((line) => (line.trim() === '' ? [] : [ownerGiven(line)]))
