/**
 * Whether the screens may use colours: not where `NO_COLOR` holds anything (https://no-color.org), whatever
 * else is set, nor with `FORCE_COLOR=0` or `false`. Bold, faint and turned text stay: they are no colours,
 * and the cursor is seen by them.
 */
export const mayColour = (env: Readonly<Record<string, string | undefined>>): boolean =>
  !env.NO_COLOR && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
