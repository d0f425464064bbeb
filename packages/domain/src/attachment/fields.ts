// Without zod, which whoever only rates actions must not load.
import type { Attachment } from './attachment.ts'

/** The fields of an attachment that can be changed. */
export const attachmentFields = ['title', 'evidence'] as const
export type AttachmentField = (typeof attachmentFields)[number]

/** The most files and links that an action has. */
export const MOST_ATTACHMENTS = 100

/** The most files and links that are added with one update. */
export const MOST_WITH_UPDATE = 20

/** The most uploaded files that a person has not attached yet, within a day. */
export const MOST_UPLOADS = 200

/** The largest file that can be attached, in bytes. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024

/**
 * The endings of the names of files that can be attached: documents, pictures, mail, sound and film. What could
 * run when it is opened is not among them.
 */
// biome-ignore format: one line a kind
export const attachableEndings: readonly string[] = [
  'pdf',
  'doc', 'docx', 'odt', 'rtf', 'txt', 'md',
  'xls', 'xlsx', 'ods', 'csv',
  'ppt', 'pptx', 'odp',
  'msg', 'eml',
  'jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'tif', 'tiff', 'bmp',
  'mp3', 'm4a', 'wav', 'mp4', 'mov', 'webm',
  'json', 'geojson', 'kml', 'zip',
]

/** Whether a file of that name can be attached. */
export const isAttachable = (name: string): boolean =>
  attachableEndings.includes(/\.([a-z0-9]+)$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '')

/** Whether a text is the address of a web page (`http` or `https`), without a name and password in it. */
export const isWebAddress = (text: string): boolean =>
  /^https?:\/\/[^\s/?#@:\\]+(?::\d{1,5})?(?:[/?#][^\s\\]*)?$/i.test(text)

/** Those of some attachments that show that something was done, by the day on which it was. */
export const evidenceIn = <A extends Pick<Attachment, 'evidence'>>(attachments: readonly A[]): A[] =>
  attachments
    .filter(({ evidence }) => evidence !== null)
    .toSorted((one, other) => ((one.evidence ?? '') < (other.evidence ?? '') ? -1 : 1))
