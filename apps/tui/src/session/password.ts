import { readFileSync } from 'node:fs'
import { Stop } from '../output/exit.ts'
import { writeError } from '../output/print.ts'
import { pathGiven } from './input.ts'

/**
 * The password on the first line of a file, or of standard input (“-”); stops with exit 2 where there is
 * none.
 */
export const passwordIn = (file: string): string => {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : pathGiven(file), 'utf8')
  } catch {
    throw new Stop('usage', `The password file ${file} cannot be read.`)
  }
  const password = text.split(/\r?\n/)[0] ?? ''
  if (password !== '') return password
  throw new Stop('usage', `The first line of ${file} is empty; the password goes there.`)
}

const [ENTER, NEWLINE, CTRL_C, CTRL_D, BACKSPACE, DELETE] = ['\r', '\n', '\u0003', '\u0004', '\b', '\u007f']

/** Asks for a line on the terminal without echoing it. Ctrl-C stops with exit 130. */
export const askHidden = (question: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { stdin } = process
    let typed = ''
    const end = (settle: () => void) => {
      stdin.off('data', onData)
      stdin.setRawMode(false)
      stdin.pause()
      writeError('\n')
      settle()
    }
    const onData = (chunk: string) => {
      for (const key of chunk) {
        if (key === ENTER || key === NEWLINE) return end(() => resolve(typed))
        if (key === CTRL_C || key === CTRL_D)
          return end(() => reject(new Stop('interrupted', 'Nothing was changed.')))
        if (key === BACKSPACE || key === DELETE) typed = [...typed].slice(0, -1).join('')
        else typed += key
      }
    }
    writeError(question)
    stdin.setEncoding('utf8')
    stdin.setRawMode(true)
    stdin.resume()
    stdin.on('data', onData)
  })
