import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'
import { pagePath, settingsPage } from './page.ts'

writeFileSync(join(root, pagePath), settingsPage())
