import { type Finding, type FindingCode, type Severity, severities } from '@beatbook/domain'

/** Findings of one kind, in the document's order. */
export interface FindingGroup {
  readonly code: FindingCode
  readonly severity: Severity
  readonly findings: readonly Finding[]
}

/** Findings by kind, most serious first, kinds of equal severity in the order of their first place. */
export const groupFindings = (findings: readonly Finding[]): FindingGroup[] => {
  const groups = new Map<string, { code: FindingCode; severity: Severity; findings: Finding[] }>()
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`
    const group = groups.get(key)
    if (group) group.findings.push(finding)
    else groups.set(key, { code: finding.code, severity: finding.severity, findings: [finding] })
  }
  return [...groups.values()].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}
