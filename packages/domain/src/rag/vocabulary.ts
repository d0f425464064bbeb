import { timescaleKinds } from '../timescale/timescale.ts'
import { levelCodes, stageCodes } from '../workflow/workflow.ts'
import { type FactDefinition, type FactName, factRegistry } from './fact.ts'

type Codes = Extract<FactDefinition, { type: 'code' }>['codes']

const vocabularies: Record<Codes, readonly string[]> = {
  stage: stageCodes,
  level: levelCodes,
  'timescale-kind': timescaleKinds,
}

/** The codes a fact can have; `null` for numbers and for yes and no. */
export const codesOf = (name: FactName): readonly string[] | null => {
  const fact: FactDefinition = factRegistry[name]
  return fact.type === 'code' ? vocabularies[fact.codes] : null
}
