import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'

/** What a command did: its exit code and both outputs. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A command line to run, with the variables it has beside those of this process. */
export interface Asked {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Runs command lines one after the other, as the built command does, without a process for each. */
export interface InProcess {
  run(asked: Asked): Ended
  stop(): Promise<void>
}

/** The longest that a command may take, in milliseconds. */
const LONGEST = 60_000

/**
 * A thread that runs command lines. Whoever asks is blocked until the command has ended, as by `spawnSync`; starting
 * Node, which takes most of the time of a short command, is paid once.
 */
export const startInProcess = (): InProcess => {
  const { port1, port2 } = new MessageChannel()
  const flag = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL('./in-process-worker.ts', import.meta.url), {
    workerData: { port: port2, flag },
    transferList: [port2],
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  worker.unref()
  port1.unref()
  return {
    run(asked) {
      Atomics.store(flag, 0, 0)
      port1.postMessage(asked)
      if (Atomics.wait(flag, 0, 0, LONGEST) === 'timed-out')
        throw new Error(`beatbook ${asked.args.join(' ')} did not end`)
      return receiveMessageOnPort(port1)?.message as Ended
    },
    stop: async () => {
      port1.close()
      await worker.terminate()
    },
  }
}
