import { decided, defineAggregate, defineView } from '../aggregate/aggregate.ts'
import { uploadedFiles } from '../attachment/needs.ts'
import { evolveArea } from './area.ts'
import { addColumn, changeColumn, changeSettings, nameForce, removeColumn, setCrest } from './commands.ts'
import {
  decideAddColumn,
  decideChangeColumn,
  decideChangeSettings,
  decideNameForce,
  decideRemoveColumn,
  decideSetCrest,
} from './decide.ts'
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
    'set-crest': decided(setCrest, {
      needs: ({ uploadId }) => ({
        root: rootArea(),
        uploads: uploadedFiles(uploadId === null ? [] : [uploadId]),
      }),
      decide: ({ root, uploads }, input, context) => decideSetCrest(root, input, context, uploads),
    }),
    'add-column': decided(addColumn, {
      needs: () => ({ root: rootArea() }),
      decide: ({ root }, input, context) => decideAddColumn(root, input, context),
    }),
    'change-column': decided(changeColumn, {
      needs: () => ({ root: rootArea() }),
      decide: ({ root }, input, context) => decideChangeColumn(root, input, context),
    }),
    'remove-column': decided(removeColumn, {
      needs: () => ({ root: rootArea() }),
      decide: ({ root }, input, context) => decideRemoveColumn(root, input, context),
    }),
  },
})
