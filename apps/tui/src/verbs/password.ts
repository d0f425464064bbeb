import { v7 as uuid } from 'uuid'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { askHidden, passwordIn } from '../session/password.ts'
import { jsonOption, type Verb } from './verb.ts'

/** `beatbook password`: changes the user's own password, and signs them out everywhere else. */
export const passwordVerb: Verb = (program) => {
  program
    .command('password')
    .description('change your own password; you are signed out everywhere else')
    .option(
      '--current-file <file>',
      'a file with the current password on its first line, for scripts; wants --new-file',
    )
    .option('--new-file <file>', 'a file with the new password on its first line')
    .option(...jsonOption)
    .action(async (options: { currentFile?: string; newFile?: string; json?: boolean }) => {
      if ((options.currentFile === undefined) !== (options.newFile === undefined))
        throw new Stop('usage', '--current-file and --new-file go together.')
      const me = await callServer(() => connect().session.me.query())
      if (me.person === null)
        throw new Stop('signedOut', 'Nobody is signed in.', 'Sign in with “beatbook login”.')
      const { current, password } =
        options.currentFile !== undefined && options.newFile !== undefined
          ? { current: passwordIn(options.currentFile), password: passwordIn(options.newFile) }
          : await askPasswords()
      await callServer(() =>
        connect().people.changePassword.mutate({ commandId: uuid(), currentPassword: current, password }),
      )
      if (options.json) return printData('password', { changed: true })
      say('Your password is changed. You are signed out everywhere else.')
    })
}

const askPasswords = async (): Promise<{ current: string; password: string }> => {
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new Stop(
      'usage',
      'Passwords are asked for on a terminal.',
      'In a script give --current-file and --new-file.',
    )
  const current = await askHidden('Current password: ')
  const password = await askHidden('New password (at least 12 characters): ')
  if ((await askHidden('The new password again: ')) !== password)
    throw new Stop('usage', 'The two new passwords are not the same.', 'Nothing was changed. Try again.')
  return { current, password }
}
