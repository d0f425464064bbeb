import { parentPort, workerData } from 'node:worker_threads'
import { readDocument } from '@beatbook/documents'
import type { ReadTask } from './reader.ts'

const { name, bytes, quarters } = workerData as ReadTask
parentPort?.postMessage(await readDocument(name, bytes, { quarters }))
