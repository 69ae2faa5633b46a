import { ManualClock } from '@loyalty-programs/adapters-memory';
import { describe, expect, it } from 'vitest';

describe('ManualClock', () => {
  it('stays at its initial time', () => {
    const clock = new ManualClock(1000);
    expect([clock.now(), clock.now()]).toEqual([1000, 1000]);
  });

  it('shows the time it is set to, earlier ones included', () => {
    const clock = new ManualClock(1000);
    clock.set(5);
    expect(clock.now()).toBe(5);
  });

  it('advances by milliseconds', () => {
    const clock = new ManualClock(1000);
    clock.advance(1);
    clock.advance(500);
    expect(clock.now()).toBe(1501);
  });
});
