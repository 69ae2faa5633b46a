import { MEMBER_OPERATIONS } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { readOperations, readReadiness } from '../../../src/client/wire/program.js';
import { updateBody } from '../../../src/client/wire/update.js';
import { DENIAL_CODES, PRECONDITION_CODES } from '../../../src/server/wire.js';

describe('The messages of the client', () => {
  it('are those of the service for unmet preconditions', () => {
    const all = { ready: false, unmet: Object.values(PRECONDITION_CODES) };
    const unmet = Object.keys(PRECONDITION_CODES);
    expect(readReadiness({ activate: all, enablePointsExpiration: all })).toEqual({
      activate: unmet,
      enablePointsExpiration: unmet,
    });
  });

  it('are those of the service for refused transitions', () => {
    const denied = { allowed: false, reasons: Object.values(DENIAL_CODES) };
    const answer = { allowed: false, reasons: Object.keys(DENIAL_CODES) };
    const all = (each: unknown) => Object.fromEntries(MEMBER_OPERATIONS.map((name) => [name, each]));
    expect(readOperations(all(denied))).toEqual(all(answer));
  });
});

describe('The body of an update', () => {
  it('cuts text only between characters', () => {
    expect(updateBody({ name: '𝒫'.repeat(6000) })).toBe(
      JSON.stringify({ loyaltyProgram: { name: '𝒫'.repeat(5000) } }),
    );
    expect(updateBody({ name: `a${'𝒫'.repeat(6000)}` })).toBe(
      JSON.stringify({ loyaltyProgram: { name: `a${'𝒫'.repeat(4999)}` } }),
    );
  });

  it('leaves white space around a text alone', () => {
    const name = `${' '.repeat(6000)}Star Club${' '.repeat(6000)}`;
    expect(updateBody({ name })).toBe(JSON.stringify({ loyaltyProgram: { name } }));
  });

  it('does not end a cut text in white space, which would make it too short', () => {
    const spaces = ' '.repeat(6000);
    expect(updateBody({ name: `Star${spaces}Club` })).toBe(
      JSON.stringify({ loyaltyProgram: { name: `Star${spaces}C` } }),
    );
  });

  it('ends at cycles', () => {
    const circle: Record<string, unknown> = {};
    for (const key of ['name', 'pointDefinition', 'icon', 'forms', 'other']) circle[key] = circle;
    circle['customNameForms'] = [circle];
    expect(updateBody(circle).length).toBeLessThan(1000);
    circle['customNameForms'] = circle['icon'] = circle['pointsExpiration'] = [circle, [circle]];
    expect(updateBody(circle).length).toBeLessThan(1000);
  });

  it('lists one entry beyond the limit and no more', () => {
    const customNameForms = Array.from({ length: 1_000_000 }, () => null);
    const body = updateBody({ pointDefinition: { customNameForms } });
    expect(body.match(/null/gu)).toHaveLength(21);
  });
});
