import { readFileSync } from 'node:fs'

/**
 * A process that started this one and waits for it. `startTime` distinguishes it from a later process with
 * the same id.
 */
interface Launcher {
  readonly pid: number
  readonly startTime: string
  readonly command: string
}

const CHECK_INTERVAL = 500

/**
 * Calls `end` once when one of the processes that launched this server has ended: the package managers and
 * shells between `npx -y pnpm@12 start` and this process. A signal sent to the outermost of them ends it and
 * leaves the rest running, so the server has to check. Processes above them (a terminal's shell, a service
 * manager) are not watched: a server started with `nohup` outlives its terminal. Without `/proc`, only the
 * parent is watched. Returns a function that stops watching.
 */
export const whenLauncherEnds = (end: () => void): (() => void) => {
  const launchers = launchersOf(process.ppid)
  const parent = process.ppid
  const watching = setInterval(() => {
    if (process.ppid === parent && launchers.every(isRunning)) return
    clearInterval(watching)
    end()
  }, CHECK_INTERVAL)
  watching.unref()
  return () => clearInterval(watching)
}

/**
 * Whether the launch ended before this process began: pnpm was started by npx, which is no longer an
 * ancestor.
 */
export const launchEnded = (pnpm = process.env.npm_execpath ?? ''): boolean => {
  const launchers = launchersOf(process.ppid)
  const last = launchers.at(-1)
  return (
    last !== undefined &&
    /[\\/]_npx[\\/]/.test(pnpm) &&
    !launchers.some(({ command }) => /\b(npm exec|npx)\b/.test(command)) &&
    parentOf(last.pid) === 1
  )
}

/** The launchers from the process `pid` upwards, up to the first process that is not one. */
const launchersOf = (pid: number): Launcher[] => {
  const state = stateOf(pid)
  if (state === null || !launches(state.command)) return []
  return [{ pid, startTime: state.startTime, command: state.command }, ...launchersOf(state.parent)]
}

/** Whether a command line is that of a package manager, or of a shell that runs one command. */
const launches = (command: string) =>
  /(^|[\\/\s])(npm|npx|pnpm|pnpx|corepack|turbo)(\.c?js)?(\s|$)/.test(command) ||
  /(^|\/)(ba|da|a|z|k)?sh -\w*c /.test(command)

const isRunning = ({ pid, startTime }: Launcher) => stateOf(pid)?.startTime === startTime

const parentOf = (pid: number) => stateOf(pid)?.parent ?? null

/**
 * The state of a running process; `null` where it has ended, or where the system is not Linux. Source:
 * proc(5), `/proc/pid/stat`.
 */
const stateOf = (pid: number): { parent: number; startTime: string; command: string } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may contain anything; the fields after it may not.
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return null
    return {
      parent: Number(parent),
      startTime: rest[17] ?? '',
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
    }
  } catch {
    return null
  }
}
