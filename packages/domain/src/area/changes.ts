import type { AreaEvent } from './events.ts'
import type { Settings } from './settings.ts'

/** The names of the fields an event of an area changes. */
export const changesOfArea = (event: AreaEvent): (keyof Settings | 'name' | 'crest')[] => {
  switch (event.type) {
    case 'area-added':
    case 'area-named':
      return ['name']
    case 'crest-set':
      return ['crest']
    case 'settings-changed':
      return (Object.keys(event.facts.settings) as (keyof Settings)[]).filter(
        (name) => event.facts.settings[name] !== undefined,
      )
    case 'command-undone':
      return []
  }
}
