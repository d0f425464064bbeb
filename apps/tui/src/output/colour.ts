/**
 * Whether the screens may use colours: not where `NO_COLOR` is not empty (https://no-color.org), whatever
 * else is set, nor with `FORCE_COLOR=0` or `false`. Bold, dim and inverse text remain: they are not colours,
 * and inverse text shows the cursor.
 */
export const mayColour = (env: Readonly<Record<string, string | undefined>>): boolean =>
  !env.NO_COLOR && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
