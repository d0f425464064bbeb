import type { DocumentJob } from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'

/**
 * The progress of a document that is being uploaded: "Waiting: 2 documents before yours", "Reading: 8 of at
 * most 20 seconds".
 */
export const jobSentence = ({
  state,
  ahead,
  seconds,
  limit,
}: Pick<DocumentJob, 'state' | 'ahead' | 'seconds' | 'limit'>): string => {
  if (state === 'arriving') return 'Sending'
  if (state === 'waiting')
    return ahead === 0 ? 'Waiting: yours is next' : `Waiting: ${counted(ahead, 'document')} before yours`
  return `Reading: ${seconds} of at most ${counted(limit, 'second')}`
}
