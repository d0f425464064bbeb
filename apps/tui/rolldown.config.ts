import { defineConfig } from 'rolldown'

// One entry with the screens in a chunk of their own: a command that draws nothing must not load Ink.
export default defineConfig({
  input: { beatbook: 'src/main.ts' },
  platform: 'node',
  output: { dir: 'dist', format: 'esm', minify: true, cleanDir: true },
  resolve: { alias: { 'react-devtools-core': new URL('./src/nothing.ts', import.meta.url).pathname } },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
})
