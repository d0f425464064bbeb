import { Link } from './Link.tsx'
import { Page } from './Page.tsx'

/** Where an address leads nowhere. */
export const NotFoundPage = () => (
  <Page title="There is no such page">
    <p>
      Check the address, or start from <Link href="/plans">the plans</Link>.
    </p>
  </Page>
)
