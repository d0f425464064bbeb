import { settings } from './settings.ts'

/** The path of the settings page, relative to the repository's root. */
export const pagePath = 'docs/settings.md'

/** The settings page as Markdown, generated from the settings. */
export const settingsPage = (): string => {
  const rows = Object.entries(settings).map(
    ([name, setting]) =>
      `| \`${name}\` | ${'default' in setting ? `\`${setting.default}\`` : '–'} | ${setting.sentence} |`,
  )
  return `# Settings

Environment variables that the server reads when it starts. This page is written by \`npx -y pnpm@12 --filter @beatbook/server settings-page\`; a test says when it is stale.

| name | default | what it is |
|---|---|---|
${rows.join('\n')}
`
}
