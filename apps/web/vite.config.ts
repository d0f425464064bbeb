import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { guide } from './guide.ts'

const server = process.env.BEATBOOK_URL ?? 'http://127.0.0.1:4310'

export default defineConfig({
  plugins: [solid(), guide()],
  css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': server, '/trpc': server, '/health': server } },
})
