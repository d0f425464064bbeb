import type { KeptForm } from '@beatbook/contract'
import { api } from '../../api.ts'
import { forgetLocally, keepLocally, keptLocally } from './local.ts'

/** How long typing rests before it is kept, in milliseconds. */
export const REST = 800

/** What a person typed and did not save, under `key`; while the server cannot be reached, this browser has a copy. */
export const keptUnder = (person: string, key: string) => ({
  put: (form: KeptForm): Promise<void> =>
    api.forms.keep.mutate({ key, values: form.values }).then(
      () => forgetLocally(person, key),
      () => keepLocally(person, key, form),
    ),
  putLocally: (form: KeptForm): void => keepLocally(person, key, form),
  /** What was kept last, here or at the server; `null` where nothing was. */
  newest: async (): Promise<KeptForm | null> => {
    const kept = await api.forms.get.query({ key }).catch(() => null)
    const local = keptLocally(person, key)
    return local !== null && (kept === null || local.keptAt > kept.keptAt) ? local : kept
  },
  forget: (): void => {
    forgetLocally(person, key)
    // What cannot be forgotten now is replaced by what is typed next, or forgotten when it is old.
    void api.forms.forget.mutate({ key }).catch(() => undefined)
  },
})
