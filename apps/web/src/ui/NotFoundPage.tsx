import { Link } from './Link.tsx'
import { Page } from './Page.tsx'

/** The page of an unknown URL. */
export const NotFoundPage = () => (
  <Page title="There is no such page">
    <p>
      Check the address, or start from <Link href="/plans">the plans</Link>.
    </p>
  </Page>
)
