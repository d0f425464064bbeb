import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { guide } from './guide.ts'
import { precompress } from './precompress.ts'

const server = process.env.BEATBOOK_URL ?? 'http://127.0.0.1:4310'

export default defineConfig({
  plugins: [solid(), guide(), precompress()],
  css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      // All that the first load needs is one file: each further one costs a request with its headers.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  server: { proxy: { '/api': server, '/trpc': server, '/health': server } },
})
