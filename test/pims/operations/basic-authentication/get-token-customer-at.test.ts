import t from 'tap'
import { testBearerToken } from '../../../support/bearer-token.ts'

testBearerToken(t, 'customerAt')
