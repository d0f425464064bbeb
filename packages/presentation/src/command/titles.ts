import type { CommandName } from '@beatbook/domain'

/** A command's title, as buttons and palettes show it. */
export const commandTitle = (name: CommandName): string => titles[name].title

/** What a command did, once it is done. */
export const commandDone = (name: CommandName): string => titles[name].done

const titles: Record<CommandName, { title: string; done: string }> = {
  'accept-draft': { title: 'Bring a document', done: 'The document was accepted.' },
  'record-update': { title: 'Record an update', done: 'The update was recorded.' },
  'undo-update': { title: 'Take an update back', done: 'The update was taken back.' },
  'withdraw-action': { title: 'Withdraw this action', done: 'The action was withdrawn.' },
  'restore-action': { title: 'Promise this action again', done: 'The action is promised again.' },
}
