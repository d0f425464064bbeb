import { decided, defineAggregate, defineView } from '../aggregate/aggregate.ts'
import { evolveArea } from './area.ts'
import { changeSettings, nameForce } from './commands.ts'
import { decideChangeSettings, decideNameForce } from './decide.ts'
import { areaEvent } from './events.ts'
import { rootArea } from './needs.ts'
import { areaOn, areaView } from './view.ts'

/** An area as data. The root area is the force itself: its name and its settings. */
export const areaAggregate = defineAggregate({
  kind: 'area',
  home: 'area',
  event: areaEvent,
  evolve: evolveArea,
  view: defineView({ plural: 'areas', schema: areaView, on: areaOn }),
  commands: {
    'name-force': decided(nameForce, {
      needs: () => ({ root: rootArea() }),
      decide: ({ root }, input, context) => decideNameForce(root, input, context),
    }),
    'change-settings': decided(changeSettings, {
      needs: () => ({ root: rootArea() }),
      decide: ({ root }, input, context) => decideChangeSettings(root, input, context),
    }),
  },
})
