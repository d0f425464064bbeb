import { planText } from '../plan.ts'
import { setUpToken } from '../server.ts'
import type { Audience } from './matrix.ts'

/** A route beside the API's own, and the status with which each caller is answered. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly status: (audience: Audience) => readonly number[]
}

const everybody =
  (...statuses: number[]) =>
  () =>
    statuses

const person = { email: 'new@example.org', password: 'a password for nobody', name: 'Nobody' }

/**
 * Routes of the sign-in library that must not be reachable: they would change names, sessions and people
 * without an event in the record.
 */
const notServed = [
  ...[
    'POST /sign-up/email',
    'POST /update-user',
    'POST /change-email',
    'POST /change-password',
    'POST /set-password',
    'POST /delete-user',
    'GET /delete-user/callback',
  ],
  ...[
    'GET /get-session',
    'GET /list-sessions',
    'POST /revoke-session',
    'POST /revoke-sessions',
    'POST /revoke-other-sessions',
    'POST /update-session',
    'POST /refresh-token',
  ],
  ...[
    'POST /request-password-reset',
    'POST /forget-password',
    'POST /reset-password',
    'GET /reset-password/x',
    'POST /send-verification-email',
    'GET /verify-email',
    'POST /verify-password',
  ],
  ...[
    'POST /sign-in/social',
    'POST /link-social',
    'POST /unlink-account',
    'GET /list-accounts',
    'GET /account-info',
    'POST /get-access-token',
    'GET /callback/x',
  ],
  ...[
    'POST /admin/set-role',
    'POST /admin/create-user',
    'POST /admin/impersonate-user',
    'GET /admin/list-users',
    'GET /ok',
    'GET /error',
    'GET /token',
    'GET /jwks',
  ],
]

export const routes: readonly Route[] = [
  { method: 'GET', path: '/health', status: everybody(200) },
  { method: 'GET', path: '/ready', status: everybody(200) },
  { method: 'GET', path: '/api/setup', status: everybody(200) },
  { method: 'POST', path: '/api/setup', body: { token: setUpToken, ...person }, status: everybody(409) },
  {
    method: 'POST',
    path: '/api/drafts?name=plan.txt',
    body: planText('A plan', 3),
    status: (audience) =>
      ({
        'signed out': [401],
        removed: [401],
        'must change': [403],
        reader: [403],
        editor: [201],
        administrator: [201],
      })[audience],
  },
  {
    method: 'GET',
    path: '/api/documents/019a0000-0000-7000-8000-000000000000/file',
    status: (audience) =>
      ({
        'signed out': [401],
        removed: [401],
        'must change': [403],
        reader: [404],
        editor: [404],
        administrator: [404],
      })[audience],
  },
  {
    method: 'POST',
    path: '/api/files?name=quay.txt',
    body: 'The quay',
    status: (audience) =>
      ({
        'signed out': [401],
        removed: [401],
        'must change': [403],
        reader: [403],
        editor: [201],
        administrator: [201],
      })[audience],
  },
  {
    method: 'GET',
    path: '/api/actions/019a0000-0000-7000-8000-000000000000/files/019a0000-0000-7000-8000-000000000000',
    status: (audience) =>
      ({
        'signed out': [401],
        removed: [401],
        'must change': [403],
        reader: [404],
        editor: [404],
        administrator: [404],
      })[audience],
  },
  {
    method: 'POST',
    path: '/trpc/plans.list',
    headers: { origin: 'https://evil.example' },
    body: {},
    status: everybody(403),
  },
  {
    method: 'POST',
    path: '/trpc/people.add',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: { ...person, role: 'administrator' },
    status: everybody(403),
  },
  {
    method: 'POST',
    path: '/api/drafts?name=plan.txt',
    headers: { origin: 'https://evil.example' },
    body: 'x',
    status: everybody(403),
  },
  ...['PUT', 'PATCH', 'DELETE'].map((method) => ({
    method,
    path: '/trpc/people.list',
    body: {},
    status: everybody(404, 405, 415),
  })),
  { method: 'GET', path: '/trpc/nothing.at.all', status: everybody(404) },
  { method: 'GET', path: '/api/nothing', status: everybody(404) },
  {
    method: 'POST',
    path: '/api/auth/device/approve',
    body: { userCode: 'ABCDEFGH' },
    status: (audience) =>
      audience === 'signed out' || audience === 'removed' ? [401] : [400, 401, 403, 404],
  },
  {
    method: 'POST',
    path: '/api/auth/device/deny',
    body: { userCode: 'ABCDEFGH' },
    status: everybody(400, 401, 403, 404),
  },
  ...notServed.map((route) => {
    const [method = '', path = ''] = route.split(' ')
    return {
      method,
      path: `/api/auth${path}`,
      body:
        method === 'POST'
          ? { ...person, newPassword: person.password, currentPassword: 'x', role: 'administrator' }
          : undefined,
      status: everybody(404),
    }
  }),
]
