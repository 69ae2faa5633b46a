import {
  type LoyaltyProgram,
  type LoyaltyPrograms,
  type ProgramEvent,
  type ProgramEventType,
  type ProgramUpdateInput,
  type SiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import { type Change, type ProgramName, disablePointsExpiration } from '@loyalty-programs/core/adapter-kit';
import { aContext, aDraftProgram } from '@loyalty-programs/contract-tests';
import type { Result } from 'neverthrow';
import { expect, expectTypeOf, test } from 'vitest';

test('only its parser makes a text a value of the model', () => {
  expectTypeOf<string>().not.toExtend<SiteId>();
  expectTypeOf<ProgramName>().not.toExtend<SiteId>();
  expectTypeOf<SiteId>().toExtend<string>();
  // @ts-expect-error -- a plain string is no site id
  const siteId: SiteId = 'shop';
  expect(siteIdOf(siteId)).toBe('shop');
});

test('programs and events are read-only', () => {
  const rename = (program: LoyaltyProgram): void => {
    // @ts-expect-error -- programs are immutable
    program.name = null;
  };
  const forge = (event: ProgramEvent): void => {
    // @ts-expect-error -- events are immutable
    event.revision = 0;
  };
  expect([rename, forge]).toHaveLength(2);
});

test('events are discriminated by their type', () => {
  expectTypeOf<ProgramEvent['type']>().toEqualTypeOf<ProgramEventType>();
  expectTypeOf<Extract<ProgramEvent, { type: 'ProgramPaused' }>['after']>().toEqualTypeOf<{
    readonly status: 'PAUSED';
  }>();
});

test('an update is a plain object without read-only fields', () => {
  expectTypeOf<{ name: null; pointDefinition: { icon: { url: string } } }>().toExtend<ProgramUpdateInput>();
  expectTypeOf<Parameters<LoyaltyPrograms['update']>[1]>().toExtend<
    ProgramUpdateInput | { readonly unvalidated: unknown }
  >();
  // @ts-expect-error -- the status is not changed by an update
  const update: ProgramUpdateInput = { status: 'ACTIVE' };
  expect(Object.keys(update)).toEqual(['status']);
});

test('disabling the expiration cannot be refused', () => {
  const change = disablePointsExpiration(aDraftProgram(), aContext());
  expectTypeOf(change).toEqualTypeOf<Result<Change, never>>();
  expect(change.isOk()).toBe(true);
});
