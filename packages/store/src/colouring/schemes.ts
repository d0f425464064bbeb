import { type CompiledScheme, compileScheme, type Pin, type RagScheme, ragPresets, type SchemePin } from '@beatbook/domain'

/** A version of a RAG scheme; `null` where there is none. Those that ship are always there. */
export const schemeOf = (code: string, version: number): RagScheme | null =>
  ragPresets.find((scheme) => scheme.code === code && scheme.version === version) ?? null

/** A plan's pins, each with its scheme ready to colour. A pin of a scheme that is not there colours nothing. */
export const pinsOf = (pins: readonly SchemePin[]): Pin[] =>
  pins.flatMap(({ from, code, version }) => {
    const scheme = compiledScheme(code, version)
    return scheme === null ? [] : [{ from, scheme }]
  })

const compiled = new Map<string, CompiledScheme>()

const compiledScheme = (code: string, version: number): CompiledScheme | null => {
  const key = `${code} ${version}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  const scheme = schemeOf(code, version)
  if (scheme === null) return null
  const made = compileScheme(scheme)
  compiled.set(key, made)
  return made
}
