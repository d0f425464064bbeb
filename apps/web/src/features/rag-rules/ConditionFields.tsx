import {
  type Condition,
  type FactName,
  factNames,
  factRegistry,
  levelCodes,
  type Operator,
  type RagTest,
  ragOperators,
  stageCodes,
  timescaleKinds,
  type Value,
} from '@beatbook/domain'
import { codeWords, factMeaning, factTitle, operatorWords } from '@beatbook/domain/english'
import { For, Index, type JSX, Match, Switch } from 'solid-js'
import { SelectField, TextField } from '../../ui/Field.tsx'

interface ConditionProps<C = Condition> {
  readonly id: string
  readonly condition: C
  readonly onChange: (condition: Condition) => void
}

type Joined = { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] }

/** A condition as fields: one test, or several joined, each of which can be negated. */
export const ConditionFields = (props: ConditionProps): JSX.Element => (
  <Switch>
    <Match when={'fact' in props.condition && props.condition}>
      {(test) => <TestFields id={props.id} condition={test()} onChange={props.onChange} />}
    </Match>
    <Match when={'not' in props.condition && props.condition}>
      {(turned) => (
        <div class="joined">
          <p>
            <b>not</b>{' '}
            <button type="button" class="link-button" onClick={() => props.onChange(turned().not)}>
              Remove the “not”
            </button>
          </p>
          <ConditionFields
            id={`${props.id}-not`}
            condition={turned().not}
            onChange={(not) => props.onChange({ not })}
          />
        </div>
      )}
    </Match>
    <Match when={('all' in props.condition || 'any' in props.condition) && (props.condition as Joined)}>
      {(joined) => <JoinedFields id={props.id} condition={joined()} onChange={props.onChange} />}
    </Match>
  </Switch>
)

const JoinedFields = (props: ConditionProps<Joined>) => {
  const parts = () => ('all' in props.condition ? props.condition.all : props.condition.any)
  const join = (how: string, of: readonly Condition[]): Condition =>
    how === 'all' ? { all: of } : { any: of }
  const how = () => ('all' in props.condition ? 'all' : 'any')
  const without = (at: number): Condition => {
    const left = parts().filter((_, other) => other !== at)
    return left.length === 1 ? (left[0] as Condition) : join(how(), left)
  }
  return (
    <div class="joined">
      <SelectField
        id={`${props.id}-join`}
        label="When"
        onChange={(event) => props.onChange(join(event.currentTarget.value, parts()))}
      >
        <option value="all" selected={how() === 'all'}>
          all of these hold
        </option>
        <option value="any" selected={how() === 'any'}>
          any of these holds
        </option>
      </SelectField>
      <Index each={parts()}>
        {(part, at) => (
          <div class="part">
            <ConditionFields
              id={`${props.id}-${at}`}
              condition={part()}
              onChange={(next) =>
                props.onChange(
                  join(
                    how(),
                    parts().map((each, other) => (other === at ? next : each)),
                  ),
                )
              }
            />
            <button type="button" class="link-button" onClick={() => props.onChange(without(at))}>
              Remove this test
            </button>
          </div>
        )}
      </Index>
      <button
        type="button"
        class="link-button"
        onClick={() => props.onChange(join(how(), [...parts(), aTest]))}
      >
        Add a test
      </button>
    </div>
  )
}

const aTest: RagTest = { fact: 'daysSinceUpdate', is: 'more', than: 42 }

const TestFields = (props: ConditionProps<RagTest>) => {
  const type = () => factRegistry[props.condition.fact].type
  const set = (change: Partial<RagTest>) => props.onChange({ ...props.condition, ...change })
  const operators = () =>
    ragOperators.filter((is) => type() === 'number' || !['more', 'at-least', 'less', 'at-most'].includes(is))
  const setFact = (fact: FactName) =>
    props.onChange({
      fact,
      is: factRegistry[fact].type === 'number' ? 'more' : 'equal',
      than: firstValue(fact),
    })
  const setOperator = (is: Operator) =>
    set({
      is,
      than:
        is === 'known'
          ? true
          : props.condition.is === 'known'
            ? firstValue(props.condition.fact)
            : props.condition.than,
    })
  return (
    <div class="test">
      <div class="row">
        <SelectField
          id={`${props.id}-fact`}
          label="Fact"
          onChange={(event) => setFact(event.currentTarget.value as FactName)}
        >
          <For each={factNames}>
            {(fact) => (
              <option value={fact} selected={fact === props.condition.fact}>
                {factTitle(fact)}
              </option>
            )}
          </For>
        </SelectField>
        <SelectField
          id={`${props.id}-is`}
          label="Compared"
          onChange={(event) => setOperator(event.currentTarget.value as Operator)}
        >
          <For each={operators()}>
            {(is) => (
              <option value={is} selected={is === props.condition.is}>
                {operatorWords(is, type() === 'number')}
              </option>
            )}
          </For>
        </SelectField>
        <ValueField id={`${props.id}-than`} test={props.condition} onChange={(than) => set({ than })} />
      </div>
      <p class="sub">
        {factMeaning(props.condition.fact)}{' '}
        <button
          type="button"
          class="link-button"
          onClick={() => props.onChange({ all: [props.condition, aTest] })}
        >
          Join another test
        </button>{' '}
        <button type="button" class="link-button" onClick={() => props.onChange({ not: props.condition })}>
          Turn it round
        </button>
      </p>
    </div>
  )
}

const ValueField = (props: { id: string; test: RagTest; onChange: (than: Value) => void }) => {
  const choices = (): readonly (readonly [Value, string])[] => {
    const fact = factRegistry[props.test.fact]
    if (props.test.is === 'known' || fact.type === 'boolean')
      return [
        [true, 'yes'],
        [false, 'no'],
      ]
    return fact.type === 'code' ? codesOf[fact.codes].map((code) => [code, codeWords(code)]) : []
  }
  return (
    <Switch>
      <Match when={choices().length > 0}>
        <SelectField
          id={props.id}
          label="With"
          onChange={(event) =>
            props.onChange(
              choices().find(([value]) => String(value) === event.currentTarget.value)?.[0] ?? '',
            )
          }
        >
          <For each={choices()}>
            {([value, words]) => (
              <option value={String(value)} selected={value === props.test.than}>
                {words}
              </option>
            )}
          </For>
        </SelectField>
      </Match>
      <Match when={choices().length === 0}>
        <TextField
          id={props.id}
          label="With"
          hint={unitOf(props.test.fact)}
          type="number"
          step="any"
          value={String(props.test.than)}
          onChange={(event) => props.onChange(event.currentTarget.valueAsNumber)}
        />
      </Match>
    </Switch>
  )
}

const codesOf = {
  stage: stageCodes,
  level: levelCodes,
  'timescale-kind': timescaleKinds,
}

const firstValue = (fact: FactName): Value => {
  const definition = factRegistry[fact]
  if (definition.type === 'number') return 0
  return definition.type === 'boolean' ? true : (codesOf[definition.codes][0] as string)
}

const unitOf = (fact: FactName): string => {
  const definition = factRegistry[fact]
  return definition.type === 'number'
    ? ({ days: 'days', times: 'times', ratio: '1 is on time' } as const)[definition.unit]
    : ''
}
