import { type OutputChunk, rolldown } from 'rolldown'

/** A module with all its imports as one minified file for browsers. */
export const bundleForBrowsers = async (entry: string): Promise<OutputChunk> => {
  const bundle = await rolldown({ input: entry, platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
  return output[0]
}
