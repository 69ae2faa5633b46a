import type { LoyaltyProgramView, SiteId } from '@loyalty-programs/core';
import type { ResultAsync } from 'neverthrow';
import { INSTALLED_ON, anInstallation } from '../builders.js';
import { type Call, answerOf, expectEqual, fail, valueOf } from '../expectations.js';
import { shown } from '../difference.js';
import type { LoyaltyProgramsHarness } from './harness.js';

/** A call of an operation. */
export type PendingCall<T, E> = () => ResultAsync<T, E>;

const called =
  <T, E>(call: PendingCall<T, E>): Call<T, E> =>
  async () =>
    await call();

/** The value of an operation that has to succeed. */
export const done = <T>(operation: string, call: PendingCall<T, unknown>): Promise<T> =>
  valueOf(operation, called(call));

/** The part of an error that all implementations share: the cause is only for logs. */
const withoutCause = (error: { readonly type: string }): unknown => {
  const told = Object.entries(error).filter(([key]) => key !== 'cause' || error.type === 'Rejected');
  return Object.fromEntries(told);
};

/** Ends a check unless the operation fails with just this error. */
export const expectError = async <E extends { readonly type: string }>(
  operation: string,
  call: PendingCall<unknown, E>,
  expected: E,
): Promise<void> => {
  const answer = await answerOf(operation, called(call));
  if (answer.isOk())
    return fail(`${operation} gave ${shown(answer.value)} where ${expected.type} was expected`);
  expectEqual(withoutCause(answer.error), withoutCause(expected), `the error of ${operation}`);
};

/** A program without the time of its last change, which each implementation sets. */
const dateless = ({
  updatedDate,
  ...program
}: LoyaltyProgramView): Omit<LoyaltyProgramView, 'updatedDate'> =>
  updatedDate < program.createdDate ? fail('updatedDate is before createdDate') : program;

/** Ends a check unless the program is the untouched draft of an installation of the builders, but for this. */
export const expectProgram = (
  actual: LoyaltyProgramView,
  siteId: SiteId,
  differences: Readonly<Record<string, unknown>> = {},
): void => {
  const { premiumFeatures } = anInstallation();
  const draft = {
    siteId,
    revision: 0,
    name: null,
    nameTranslations: null,
    pointDefinition: { customName: null, customNameForms: null, icon: null },
    status: 'DRAFT',
    pointsExpiration: { status: 'DISABLED', monthsOfInactivity: 3, expiringPointsPercentage: 100 },
    createdDate: INSTALLED_ON,
    premiumFeatures,
  };
  expectEqual(dateless(actual), { ...draft, ...differences }, `the program of ${siteId}`);
};

/** The program of a site now. */
export const programOf = (
  { programs }: LoyaltyProgramsHarness,
  siteId: SiteId,
): Promise<LoyaltyProgramView> => done('get', () => programs.get(siteId));

/** A signal that was aborted before it is used. */
export const ABORTED = {
  aborted: true,
  addEventListener: (): void => undefined,
  removeEventListener: (): void => undefined,
} as const;
