import { Page } from '../../ui/Page.tsx'
import { PlanActions } from './PlanActions.tsx'
import { Views } from './Views.tsx'
import { allViews } from './view.ts'

/** The actions of all plans, as one grid or in another view: every red of the force, everything that one owner has. */
export default function AllActionsPage() {
  return (
    <Page title="All actions" dense>
      <div class="plan-tools">
        <Views of="all actions" views={allViews} />
      </div>
      <PlanActions plan={null} />
    </Page>
  )
}
