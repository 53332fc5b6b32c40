import type { Held } from 'swagger-ui-dist/swagger-ui-bundle.js'

/** What most people come for: codes by SMS. */
const MAIN_TAG = 'StrongAuthentication'
const MAIN_PATH = '/pims.authentication.smscode'

const order = (one: boolean, other: boolean): number => Number(other) - Number(one)

/** Sorts tags: that of the main job first, the others as they are. */
export const mainTagFirst = (one: string, other: string): number => order(one === MAIN_TAG, other === MAIN_TAG)

/** Sorts operations: those of the main job first, the others as they are. */
export const mainJobFirst = (one: Held, other: Held): number => order(one.get('path') === MAIN_PATH, other.get('path') === MAIN_PATH)
