import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { id } from '../id.ts'
import { givenLine } from '../words/control.ts'
import { isWebAddress } from './fields.ts'

/** The longest title of a file or link, and the longest address, in characters. */
const MOST_TITLE = 200
const MOST_URL = 2_000

/** A title as a command states it. */
export const givenTitle = givenLine(MOST_TITLE).min(1)

/** What a command states of a new file or link: an upload or an address, and what it shows. */
export const givenAttachmentShape = {
  attachmentId: id,
  uploadId: id.optional().describe('The id of the uploaded file. Leave it empty for a web address.'),
  url: givenLine(MOST_URL)
    .refine(isWebAddress, { error: 'web-address' })
    .optional()
    .describe('The address of a web page, beginning with http:// or https://.'),
  title: givenTitle.optional().describe('What it is called. Leave it empty for the name of the file.'),
  evidence: z.boolean().optional().describe('Whether it shows that something was done.'),
  evidenceOn: givenDay
    .optional()
    .describe('The day on which what it shows was done. Leave it empty for the day it is attached.'),
} as const

export const givenAttachment = z.object(givenAttachmentShape)
export type GivenAttachment = z.output<typeof givenAttachment>
