import { Page } from '../../ui/Page.tsx'
import { PlanActions } from './PlanActions.tsx'

/** The actions of all plans as one grid: every red of the force, everything that one owner has. */
export default function AllActionsPage() {
  return (
    <Page title="All actions" dense>
      <PlanActions plan={null} />
    </Page>
  )
}
