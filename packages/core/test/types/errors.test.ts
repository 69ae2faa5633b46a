import type { LoyaltyPrograms, RemoteError } from '@loyalty-programs/core';
import type { ResultAsync } from 'neverthrow';
import { expectTypeOf, test } from 'vitest';

type ErrorOf<Name extends keyof LoyaltyPrograms> =
  ReturnType<LoyaltyPrograms[Name]> extends ResultAsync<unknown, infer E> ? E : never;

type TypeOf<E> = E extends { readonly type: infer Type } ? Type : never;

type AnyCall = 'RepositoryUnavailable' | 'InstallationCheckUnavailable' | 'Cancelled';
type AnyQuery = AnyCall | 'LoyaltyNotInstalled';
type AnyChange = AnyQuery | 'RevisionConflict' | 'TooMuchContention' | 'OutcomeUnknown' | 'Rejected';

test('each operation declares exactly the errors that it can end with', () => {
  expectTypeOf<TypeOf<ErrorOf<'get'>>>().toEqualTypeOf<AnyQuery>();
  expectTypeOf<TypeOf<ErrorOf<'bulkGet'>>>().toEqualTypeOf<AnyCall>();
  expectTypeOf<TypeOf<ErrorOf<'update'>>>().toEqualTypeOf<AnyChange | 'InvalidInput'>();
  expectTypeOf<TypeOf<ErrorOf<'activate'>>>().toEqualTypeOf<AnyChange | 'PreconditionsNotMet'>();
  expectTypeOf<TypeOf<ErrorOf<'pause'>>>().toEqualTypeOf<AnyChange | 'StatusTransitionNotAllowed'>();
  expectTypeOf<TypeOf<ErrorOf<'enablePointsExpiration'>>>().toEqualTypeOf<
    AnyChange | 'PreconditionsNotMet'
  >();
  expectTypeOf<TypeOf<ErrorOf<'disablePointsExpiration'>>>().toEqualTypeOf<AnyChange>();
  expectTypeOf<TypeOf<ErrorOf<'premiumFeatures'>>>().toEqualTypeOf<AnyQuery>();
  expectTypeOf<TypeOf<ErrorOf<'readiness'>>>().toEqualTypeOf<AnyCall>();
  expectTypeOf<TypeOf<ErrorOf<'operations'>>>().toEqualTypeOf<AnyCall>();
  expectTypeOf<TypeOf<ErrorOf<'history'>>>().toEqualTypeOf<AnyQuery | 'InvalidInput' | 'HistoryPruned'>();
});

test('local programs can be used as remote ones, but not vice versa', () => {
  expectTypeOf<LoyaltyPrograms>().toExtend<LoyaltyPrograms<RemoteError>>();
  expectTypeOf<LoyaltyPrograms<RemoteError>>().not.toExtend<LoyaltyPrograms>();
  expectTypeOf<RemoteError['type']>().toEqualTypeOf<'Unauthenticated' | 'PermissionDenied' | 'Unavailable'>();
});

/** A host explains every error of an update; a forgotten case does not compile. */
export const explained = (error: ErrorOf<'update'>): string => {
  switch (error.type) {
    case 'InvalidInput':
      return error.violations[0].description;
    case 'LoyaltyNotInstalled':
    case 'TooMuchContention':
      return error.siteId;
    case 'RevisionConflict':
      return String(error.actualRevision ?? error.expectedRevision);
    case 'Rejected':
      return error.cause;
    case 'RepositoryUnavailable':
    case 'InstallationCheckUnavailable':
    case 'OutcomeUnknown':
      return String(error.cause);
    case 'Cancelled':
      return error.type;
    default:
      return error satisfies never;
  }
};
