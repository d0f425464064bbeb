import type { PeopleKeeper } from '@beatbook/contract'
import type { Person, Role } from '@beatbook/domain'
import { openStore, type Store } from '@beatbook/store'
import { countedIds, fixedClock, TODAY } from '@beatbook/testkit'
import type { ApiContext } from '../context.ts'
import { createChangeFeed } from '../feed.ts'

/** A person with a role, and an e-mail address made from it. */
export const aPerson = (role: Role): Person => ({
  id: role,
  name: `The ${role}`,
  email: `${role}@example.org`,
  role,
  mustChangePassword: false,
})

/** An empty record in memory. */
export const aStore = (): Promise<Store> =>
  openStore({ url: 'sqlite::memory:', now: fixedClock().now, today: () => TODAY })

/**
 * The context of a call by an editor on the day of the tests; every answer is validated against its schema.
 */
export const aContext = (store: Store, given: Partial<ApiContext> = {}): ApiContext => ({
  ports: { ...store, people: nobody, changes: createChangeFeed(store.commands, 'test') },
  person: aPerson('editor'),
  sessionId: null,
  stillSignedIn: async () => true,
  now: fixedClock().now(),
  today: TODAY,
  force: 'Bridewell Police',
  crest: null,
  marking: 'OFFICIAL',
  version: '0.0.0',
  filesChecked: false,
  checkOutputs: true,
  ...given,
})

/** A new id each time. */
export const anId = countedIds(3)

/** An empty register: sign-in belongs to the server, whose tests use a real one. */
const nobody: PeopleKeeper = {
  list: async () => [],
  setUp: async () => absent(),
  add: async () => absent(),
  setRole: async () => absent(),
  rename: async () => absent(),
  setPassword: async () => absent(),
  changePassword: async () => absent(),
  remove: async () => absent(),
  feeds: async () => [],
  makeFeed: async () => absent(),
  endFeed: async () => absent(),
  audit: async () => ({ entries: [], next: null }),
}
const absent = () => ({ ok: false, error: { code: 'not-found', args: { what: 'person', id: '' } } }) as const
