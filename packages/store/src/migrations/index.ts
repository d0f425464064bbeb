import type { Migration } from 'kysely/migration'
import * as events from './0001-events.ts'
import * as documents from './0002-documents.ts'
import * as plans from './0003-plans.ts'
import * as actions from './0004-actions.ts'
import * as colourings from './0005-colourings.ts'
import * as schemes from './0006-schemes.ts'
import * as fewerIndexes from './0007-fewer-indexes.ts'
import * as record from './0008-record.ts'
import * as people from './0009-people.ts'
import * as once from './0010-once.ts'
import * as names from './0011-names.ts'
import * as streamVersions from './0012-stream-versions.ts'
import * as areas from './0013-areas.ts'
import * as files from './0014-files.ts'
import * as links from './0015-links.ts'
import * as values from './0016-values.ts'
import * as areaOfPlans from './0017-area-of-plans.ts'
import * as projections from './0018-projections.ts'
import * as acceptInSteps from './0019-accept-in-steps.ts'
import * as parties from './0020-parties.ts'
import * as planLife from './0021-plan-life.ts'
import * as conversations from './0022-conversations.ts'
import * as views from './0023-views.ts'
import * as forms from './0024-forms.ts'
import * as attachments from './0025-attachments.ts'
import * as holders from './0026-holders.ts'
import * as tallyLevels from './0027-tally-levels.ts'
import * as feeds from './0028-feeds.ts'

/** Every migration, in the order of application. A released migration is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-events': events,
  '0002-documents': documents,
  '0003-plans': plans,
  '0004-actions': actions,
  '0005-colourings': colourings,
  '0006-schemes': schemes,
  '0007-fewer-indexes': fewerIndexes,
  '0008-record': record,
  '0009-people': people,
  '0010-once': once,
  '0011-names': names,
  '0012-stream-versions': streamVersions,
  '0013-areas': areas,
  '0014-files': files,
  '0015-links': links,
  '0016-values': values,
  '0017-area-of-plans': areaOfPlans,
  '0018-projections': projections,
  '0019-accept-in-steps': acceptInSteps,
  '0020-parties': parties,
  '0021-plan-life': planLife,
  '0022-conversations': conversations,
  '0023-views': views,
  '0024-forms': forms,
  '0025-attachments': attachments,
  '0026-holders': holders,
  '0027-tally-levels': tallyLevels,
  '0028-feeds': feeds,
}
