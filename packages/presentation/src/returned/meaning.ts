import { type Column, foldWords, readOwners, readTimescale, tagsTyped } from '@beatbook/domain'

/** A day as people in the country type it, where a spreadsheet made one of what was written. */
export const dayTyped = (text: string): string =>
  text
    .trim()
    .replace(/^(\d{4})-(\d\d)-(\d\d)(?: 00:00)?$/, (_, year, month, day) => `${day}/${month}/${year}`)

/**
 * What the words of a cell mean, as text that is equal for all ways in which a spreadsheet may write the same: a day as
 * one or as words, 40 % as 0.4, owners and tags in another order, a level with its shape.
 */
export const meaningOf = (key: string, text: string, own: readonly Column[]): string => {
  const said = text.trim()
  if (said === '') return ''
  switch (key) {
    case 'timescale': {
      const { timescale } = readTimescale(dayTyped(said))
      return timescale.kind === 'unknown'
        ? plain(said)
        : [timescale.kind, timescale.earliest, timescale.latest, timescale.anchor, timescale.every].join(' ')
    }
    case 'owners':
      return readOwners(said)
        .owners.map(({ name, duty }) => `${foldWords(name)}: ${duty}`)
        .sort()
        .join('\n')
    case 'tags':
      return tagsTyped(said).map(foldWords).sort().join('\n')
    case 'level':
    case 'stage':
    case 'priority':
      return foldWords(said.replace(/^[^\p{L}\d]+/u, ''))
    case 'progress':
      return shareOf(said)
    case 'earliest':
    case 'latest':
      return dayTyped(said)
  }
  const column = own.find(({ code }) => key === `column:${code}`)
  if (column?.kind === 'number' || column?.kind === 'money') {
    const amount = Number(said.replace(/[£,\s]/g, '').replace('−', '-'))
    return Number.isNaN(amount) ? plain(said) : String(amount)
  }
  if (column?.kind === 'date') return dayTyped(said)
  if (column?.kind === 'choice') return foldWords(said)
  if (column?.kind === 'yes-no') return /^(?:yes|y|true|1)$/i.test(said) ? 'yes' : foldWords(said)
  return plain(said)
}

/** Per cent as a number: 40 %, 40 and 0.4 are the same. */
const shareOf = (said: string): string => {
  const amount = Number(said.replace(/\s*%$/, ''))
  if (Number.isNaN(amount)) return plain(said)
  return String(said.includes('%') || amount > 1 || amount === 0 ? amount : amount * 100)
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
