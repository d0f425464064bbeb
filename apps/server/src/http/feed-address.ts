import type { FeedKind } from '@beatbook/domain'

/** Where the files of each kind of feed are: `/calendar/SECRET.ics`, `/export/v1/SECRET/actions.csv`. */
export const feedRoutes = { calendar: '/calendar', data: '/export/v1' } as const satisfies Record<
  FeedKind,
  string
>

/** The path of a feed with a secret: of a calendar the file, of data the folder of its tables. */
export const pathOfFeed = (kind: FeedKind, secret: string): string =>
  kind === 'calendar' ? `${feedRoutes.calendar}/${secret}.ics` : `${feedRoutes.data}/${secret}/`

/** A path as it is logged: without the secret of a feed. */
export const withoutSecret = (path: string): string =>
  path.replace(/^\/(calendar|export(?:\/v[^/]*)?)\/.*/s, '/$1/…')
