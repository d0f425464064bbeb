import type { CommandName } from '@beatbook/domain'
import { codeAsWords } from '@beatbook/domain/english'

/** A command's title, for buttons and palettes. */
export const commandTitle = (name: CommandName): string => titles[name]?.title ?? codeAsWords(name)

/** What a command did, after it succeeded; `created` is the id of what it created, where it has one. */
export const commandDone = (name: CommandName, created?: string): string => {
  const done = titles[name]?.done
  if (done !== undefined) return created === undefined ? done : `${done} Its id is ${created}.`
  return `Done: ${codeAsWords(name).toLowerCase()}${created === undefined ? '' : ` ${created}`}.`
}

/** The outcome of a command: that it succeeded, or that there was nothing to do. */
export const commandOutcome = (
  name: CommandName,
  { unchanged }: { readonly unchanged: boolean },
  created?: string,
): string => (unchanged ? 'Nothing changed: the record says so already.' : commandDone(name, created))

/** The wording of commands; the others have default titles. */
const titles: Partial<Record<CommandName, { title: string; done: string }>> = {
  'accept-draft': { title: 'Import a document', done: 'The document was accepted.' },
  'record-update': { title: 'Record an update', done: 'The update was recorded.' },
  'add-plan': { title: 'Add a plan', done: 'The plan was added.' },
  'edit-plan': { title: 'Edit a plan', done: 'The plan was saved.' },
  'archive-plan': { title: 'Archive a plan', done: 'The plan was archived.' },
  'restore-plan': { title: 'Restore a plan', done: 'The plan was restored.' },
  'add-section': { title: 'Add a section', done: 'The section was added.' },
  'rename-section': { title: 'Rename a section', done: 'The section was renamed.' },
  'move-section': { title: 'Move a section', done: 'The section was moved.' },
  'merge-sections': { title: 'Merge two sections', done: 'The sections were merged.' },
  'remove-section': { title: 'Remove a section', done: 'The section was removed.' },
  'add-action': { title: 'Add an action', done: 'The action was added.' },
  'edit-action': { title: 'Edit this action', done: 'The action was saved.' },
  'place-actions': { title: 'Move actions to a place', done: 'The order was saved.' },
  'split-action': { title: 'Split this action', done: 'The action was split.' },
  'merge-actions': { title: 'Merge other actions into this one', done: 'The actions were merged.' },
  'move-actions': { title: 'Move actions to another plan', done: 'Moved.' },
  'bring-workbook': { title: 'Bring a workbook back', done: 'The workbook was applied.' },
  'copy-actions': { title: 'Copy actions', done: 'The copy was added.' },
  'begin-from-plan': { title: 'Begin a plan from another', done: 'The plan was begun.' },
  'change-actions': { title: 'Change several actions', done: 'The actions were changed.' },
  'rename-party': { title: 'Rename an owner', done: 'The owner was renamed.' },
  'edit-party': { title: 'Edit an owner', done: 'The owner was saved.' },
  'split-owner': { title: 'Split an owner', done: 'The owner was split.' },
  'begin-holding': { title: 'Say who holds a post', done: 'The holder of the post was saved.' },
  'change-holding': { title: 'Change when somebody holds a post', done: 'The days were saved.' },
  'end-holding': { title: 'End who holds a post', done: 'The end was saved. Nobody follows yet.' },
  'remove-holding': { title: 'Remove a holder', done: 'The holder was removed from the record of the post.' },
  'set-account': { title: 'Say which account a person is', done: 'The account was saved.' },
  'mark-left': { title: 'Say that a person left', done: 'The day was saved.' },
  'set-successor': { title: 'Say who takes an owner’s place', done: 'The successor was saved.' },
  'hand-over': { title: 'Give over an owner’s open actions', done: 'The open actions were given over.' },
  'merge-parties': { title: 'Merge two owners', done: 'The owners were merged.' },
  'undo-command': { title: 'Undo an entry', done: 'The entry was undone.' },
  'withdraw-action': { title: 'Withdraw this action', done: 'The action was withdrawn.' },
  'override-level': { title: 'Replace the level by the rules', done: 'The level was replaced.' },
  'lift-override': { title: 'Let the rules decide again', done: 'The rules decide again.' },
  'add-link': { title: 'Add a link', done: 'The link was added.' },
  'remove-link': { title: 'Remove a link', done: 'The link was removed.' },
  'add-attachment': { title: 'Attach a file or a web link', done: 'It was attached.' },
  'change-attachment': { title: 'Edit a file or link', done: 'The file or link was saved.' },
  'remove-attachment': { title: 'Remove a file or link', done: 'The file or link was removed.' },
  'begin-conversation': { title: 'Begin a conversation', done: 'The conversation was begun.' },
  'answer-conversation': { title: 'Answer a comment', done: 'The answer was added.' },
  'edit-remark': { title: 'Edit a comment', done: 'The comment was saved.' },
  'remove-remark': { title: 'Remove a comment', done: 'The comment was removed.' },
  'settle-conversation': { title: 'Settle a conversation', done: 'The conversation was settled.' },
  'reopen-conversation': { title: 'Open a conversation again', done: 'The conversation is open again.' },
  'accept-clock': {
    title: 'Accept the server’s clock',
    done: 'Entries can be recorded again. They follow the newest one until the clock has caught up.',
  },
  'name-force': { title: 'Change the name of the force', done: 'The name of the force was saved.' },
  'change-settings': { title: 'Change the force’s settings', done: 'The settings were changed.' },
  'set-crest': { title: 'Change the crest', done: 'The crest was saved.' },
  'add-column': { title: 'Add a column', done: 'The column was added.' },
  'change-column': { title: 'Change a column', done: 'The column was changed.' },
  'remove-column': {
    title: 'Remove a column',
    done: 'The column was removed. Its values stay in the record.',
  },
  'set-columns': { title: 'Fill in columns', done: 'The columns were saved.' },
  'save-rag-rules': { title: 'Save rules', done: 'The rules were saved.' },
  'pin-rag-rules': { title: 'Choose a plan’s rules', done: 'The plan’s rules were chosen.' },
  'set-severities': {
    title: 'Choose the severity of each check',
    done: 'The severity of each check was saved.',
  },
  'restore-action': { title: 'Restore this action', done: 'The action was restored.' },
}
