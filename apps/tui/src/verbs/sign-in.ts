import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { print, say, warn } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { serverUrl } from '../session/address.ts'
import { callServer, connect, post } from '../session/connect.ts'
import { passwordIn } from '../session/password.ts'
import { saveToken, tokenFor } from '../session/tokens.ts'
import { jsonOption, type Verb } from './verb.ts'

const CLIENT = 'beatbook-terminal'

/** `beatbook setup`, `login`, `logout` and `whoami`. */
export const signInVerbs: Verb = (program) => {
  program
    .command('setup')
    .description('set an empty server up: its first administrator, and the sample force if wanted')
    .requiredOption('--token <token>', 'the one-time token the server printed, or its BEATBOOK_SETUP_TOKEN')
    .requiredOption('--email <address>', 'the administrator’s e-mail address')
    .requiredOption(
      '--password-file <file>',
      'a file with the password on its first line; “-” reads standard input',
    )
    .option('--name <name>', 'the administrator’s name or post', 'Administrator')
    .option('--force <name>', 'the name of the force')
    .option('--sample', 'load the sample force')
    .option(...jsonOption)
    .action(
      async (options: {
        token: string
        email: string
        passwordFile: string
        name: string
        force?: string
        sample?: boolean
        json?: boolean
      }) => {
        const password = passwordIn(options.passwordFile)
        const { token, email, name, force } = options
        if (options.sample) warn('Loading the sample force…')
        await post('/api/setup', {
          token,
          email,
          password,
          name,
          ...(force ? { force } : {}),
          sample: options.sample ?? false,
        })
        await sayRemoved(name, force)
        await signInWithPassword(email, password)
        if (options.json) return printSession()
        say(
          `Set up, and signed in as ${email}.${options.sample ? ' The sample force is loaded.' : ' Import a document with “beatbook import FILE”.'}`,
        )
      },
    )

  program
    .command('login')
    .description('sign in: approve this terminal on a web page')
    .option('--email <address>', 'sign in with a password instead, for scripts; wants --password-file')
    .option('--password-file <file>', 'a file with the password on its first line; “-” reads standard input')
    .option(...jsonOption)
    .action(async (options: { email?: string; passwordFile?: string; json?: boolean }) => {
      if ((options.email === undefined) !== (options.passwordFile === undefined))
        throw new Stop('usage', '--email and --password-file go together.')
      if (options.email !== undefined && options.passwordFile !== undefined)
        await signInWithPassword(options.email, passwordIn(options.passwordFile))
      else await signInOnPage()
      if (options.json) return printSession()
      const { person } = await callServer(() => connect().session.me.query())
      say(`Signed in as ${person?.name ?? 'somebody'} (${person?.role ?? 'no role'}) at ${serverUrl()}.`)
      if (person?.mustChangePassword)
        say('Choose a password of your own before you go on: “beatbook password”.')
    })

  program
    .command('logout')
    .description('sign out, here and on the server')
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const url = serverUrl()
      const wasSignedIn = tokenFor(url) !== null
      if (wasSignedIn) {
        await post('/api/auth/sign-out', {}).catch(() => undefined)
        saveToken(url, null)
      }
      if (options.json) return printData('logout', { server: url, wasSignedIn })
      say(wasSignedIn ? 'Signed out.' : 'You were not signed in.')
    })

  program
    .command('whoami')
    .description('who is signed in, and where')
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      if (options.json) return printSession()
      const me = await callServer(() => connect().session.me.query())
      if (me.person === null)
        throw new Stop(
          'signedOut',
          `Nobody is signed in at ${serverUrl()}.`,
          'Sign in with “beatbook login”.',
        )
      print(`${me.person.name} <${me.person.email}>, ${me.person.role}, ${me.force}, ${serverUrl()}`)
    })
}

const printSession = async (): Promise<void> => {
  const me = await callServer(() => connect().session.me.query())
  printData('session', { server: serverUrl(), ...me })
}

/**
 * The device flow (RFC 8628) with our own server: a page shows the code, the terminal polls for the approval.
 */
const signInOnPage = async (): Promise<void> => {
  const asked = await post('/api/auth/device/code', { client_id: CLIENT })
  const {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: complete,
    expires_in: seconds,
    interval = 5,
  } = asked.body as DeviceCode
  warn(`Open ${new URL(complete ?? page, serverUrl()).href}`)
  warn(
    `and check that it shows the code ${userCode}. Waiting for your approval, for ${Math.round(seconds / 60)} minutes; Ctrl-C stops.`,
  )
  const until = Date.now() + seconds * 1000
  let pause = interval
  while (Date.now() < until) {
    await new Promise((resume) => setTimeout(resume, pause * 1000))
    const answer = await post(
      '/api/auth/device/token',
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: deviceCode,
        client_id: CLIENT,
      },
      { failing: true },
    )
    if (answer.ok) return saveToken(serverUrl(), (answer.body as { access_token: string }).access_token)
    await stopWhereRefused(answer.body)
    const { error } = answer.body as { error?: string }
    if (error === 'slow_down') pause += 5
    else if (error === 'access_denied') throw new Stop('forbidden', 'The sign-in was refused on the page.')
    else if (error !== 'authorization_pending') break
  }
  throw new Stop('signedOut', 'The code was not approved in time.', 'Start again with “beatbook login”.')
}

interface DeviceCode {
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri: string
  readonly verification_uri_complete?: string
  readonly expires_in: number
  readonly interval?: number
}

const signInWithPassword = async (email: string, password: string): Promise<void> => {
  const answer = await post('/api/auth/sign-in/email', { email, password }, { failing: true })
  const token = answer.headers.get('set-auth-token')
  await stopWhereRefused(answer.body)
  if (!answer.ok || token === null)
    throw new Stop(
      'signedOut',
      'The e-mail address or the password is not right.',
      'Check both; an administrator can set a new password.',
    )
  saveToken(serverUrl(), token)
}

/**
 * Stops with the sentence of one of our refusals, such as too many attempts; answers of better-auth have
 * another shape.
 */
const stopWhereRefused = async (body: unknown): Promise<void> => {
  if (typeof (body as { error?: unknown } | null)?.error === 'object')
    throw (await import('../session/failure.ts')).stopOfAnswer(400, body)
}
