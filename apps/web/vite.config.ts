import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { guide } from './guide.ts'
import { precompress } from './precompress.ts'

const server = process.env.BEATBOOK_URL ?? 'http://127.0.0.1:4310'

/** The pages that people open by a link, those that need least first. */
const opened = ['session/SignInPage', 'work/WorkPage', 'action/ActionPage', 'plan/PlanPage']

/**
 * The files of the code. All that the first load needs is one file, since each further one costs a request with its
 * headers. What a page of `opened` needs further is one file more than the page before it: a browser asks for six files
 * at once, so that four dozen small ones came in eight rounds.
 */
const groups = [
  { name: 'first', tags: ['$initial' as const], priority: opened.length },
  ...opened.map((page, place) => ({
    name: page.replace(/.*\//, ''),
    test: new RegExp(`/features/${page}\\.tsx$`),
    priority: opened.length - 1 - place,
  })),
]

export default defineConfig({
  plugins: [solid(), guide(), precompress()],
  css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      output: { codeSplitting: { groups } },
    },
  },
  server: { proxy: { '/api': server, '/trpc': server, '/health': server } },
})
