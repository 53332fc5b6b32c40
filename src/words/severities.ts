/** How bad a finding about a client is, the worst first. */
export const SEVERITIES = ['high', 'medium', 'low'] as const

export type Severity = typeof SEVERITIES[number]

/** Whether a finding is as bad as another severity, or worse. */
export const isAtLeast = (severity: Severity, least: Severity): boolean => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least)
