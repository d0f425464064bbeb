import { type AttachmentField, attachmentFields } from '../attachment/fields.ts'
import { columnField } from '../column/field.ts'
import type { ActionEvent } from './events.ts'
import { describedFieldNames, describedFields, saidFieldNames } from './fields.ts'

/**
 * The names of the fields an event of an action changes: those of `Touchable`, and those that are not checked
 * for stale edits.
 */
export const changesOfAction = (event: ActionEvent): readonly string[] => {
  switch (event.type) {
    case 'action-added':
      return [...saidFieldNames, ...describedFieldNames, ...otherRevised, 'withdrawn']
    case 'update-recorded':
      return saidFieldNames.filter((field) => event.facts[field] !== undefined)
    case 'columns-set':
      return Object.keys(event.facts.values).map(columnField)
    case 'action-revised': {
      const said: Readonly<Record<string, unknown>> = { ...event.facts, ...event.words }
      return [
        ...describedFieldNames.filter((field) => said[describedFields[field].key] !== undefined),
        ...otherRevised.filter((field) => said[field] !== undefined),
      ]
    }
    case 'action-withdrawn':
    case 'action-restored':
      return ['withdrawn']
    case 'level-overridden':
    case 'override-lifted':
      return ['override']
    case 'link-added':
    case 'link-removed':
      return [`link ${event.facts.kind} ${event.facts.to}`]
    case 'attachment-added':
    case 'attachment-removed':
      return [attachmentField(event.facts.attachmentId)]
    case 'attachment-changed': {
      const said: Readonly<Record<string, unknown>> = { ...event.facts, ...event.words }
      return attachmentFields
        .filter((field) => said[field] !== undefined)
        .map((field) => attachmentField(event.facts.attachmentId, field))
    }
    case 'command-undone':
      return []
  }
}

/** What a revision changes that is not a field of its own. */
const otherRevised = ['slug', 'order'] as const

/** The name of a field of an attachment among the fields of its action; without a field, of the attachment itself. */
export const attachmentField = (id: string, field?: AttachmentField): string =>
  `attachment ${id}${field === undefined ? '' : ` ${field}`}`
