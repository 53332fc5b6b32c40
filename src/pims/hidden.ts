import type { Settings } from '../sandbox/settings.ts'
import type { Operation } from './language/operation.ts'

/** The minor version: 0 of 2.0.X. */
const minorOf = (version: string): number => Number(version.split('.')[1])

/** Whether an operation fails with 2002 because it came after the SDK, where STRICT_VERSION hides those. */
export const isHidden = ({ since }: Pick<Operation, 'since'>, { strictVersion, sdkVersion }: Pick<Settings, 'strictVersion' | 'sdkVersion'>): boolean =>
  strictVersion && minorOf(since) > minorOf(sdkVersion)
