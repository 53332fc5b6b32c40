import type { SavedPart } from '../../sandbox/sandbox.ts'
import { CarKeys } from './car-keys.ts'
import { Configurations } from './configuration.ts'
import { HeldTokens } from './device-tokens.ts'
import { PushSettings } from './push-settings.ts'
import { RemoteAccess } from './remote-access.ts'
import { SelectedVehicles } from './selected-vehicles.ts'
import { Sessions } from './sessions.ts'
import { VerifiedCodes } from './verified-codes.ts'

/** What the facade keeps per device, as snapshots hold it. */
export const deviceParts: readonly SavedPart[] = [Sessions, Configurations, HeldTokens, VerifiedCodes, SelectedVehicles, CarKeys, RemoteAccess, PushSettings]
