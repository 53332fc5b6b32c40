import type { ConductRule } from '../rule.ts'
import { codeAfterExpiry } from './answers/code-after-expiry.ts'
import { codeUsedTwice } from './answers/code-used-twice.ts'
import { goesOnAfterBlock } from './answers/goes-on-after-block.ts'
import { oldRefreshToken } from './answers/old-refresh-token.ts'
import { overBudget } from './answers/over-budget.ts'
import { pollsWithoutPause } from './answers/polls-without-pause.ts'
import { refreshedTwiceAtOnce } from './answers/refreshed-twice-at-once.ts'
import { refreshesFreshToken } from './answers/refreshes-fresh-token.ts'
import { refusedRefreshAgain } from './answers/refused-refresh-again.ts'
import { smsWhilePending } from './answers/sms-while-pending.ts'
import { wrongPinAgain } from './answers/wrong-pin-again.ts'
import { nobodyTakesIt } from './secrets/nobody-takes-it.ts'
import { placeholderSent } from './secrets/placeholder-sent.ts'
import { secretInAddress } from './secrets/secret-in-address.ts'
import { secretInHeader } from './secrets/secret-in-header.ts'
import { sharedDeviceId } from './secrets/shared-device-id.ts'
import { tokenElsewhere } from './secrets/token-elsewhere.ts'
import { unknownParameter } from './secrets/unknown-parameter.ts'
import { ignoresRetryAfter } from './sending/ignores-retry-after.ts'
import { noTimeLimit } from './sending/no-time-limit.ts'
import { notSubscribed } from './sending/not-subscribed.ts'
import { postRepeated } from './sending/post-repeated.ts'
import { sameCorrelationId } from './sending/same-correlation-id.ts'
import { wrongTopic } from './sending/wrong-topic.ts'

/** Every rule, by id. */
export const rules: readonly ConductRule[] = [
  goesOnAfterBlock,
  wrongPinAgain,
  codeUsedTwice,
  codeAfterExpiry,
  smsWhilePending,
  overBudget,
  refreshedTwiceAtOnce,
  oldRefreshToken,
  refusedRefreshAgain,
  refreshesFreshToken,
  pollsWithoutPause,
  noTimeLimit,
  postRepeated,
  ignoresRetryAfter,
  sameCorrelationId,
  wrongTopic,
  notSubscribed,
  secretInAddress,
  secretInHeader,
  tokenElsewhere,
  placeholderSent,
  unknownParameter,
  nobodyTakesIt,
  sharedDeviceId
]
