import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  Activate,
  DisableExpiration,
  EnableExpiration,
  Install,
  Pause,
  Rename,
  Uninstall,
} from './commands.js';
import { aFreshModel } from './model.js';
import { anAggregate, aService } from './worlds.js';

const anyCommands = fc.commands(
  [
    fc.tuple(fc.boolean(), fc.boolean()).map(([app, feature]) => new Install(app, feature)),
    fc.constant(new Uninstall()),
    fc.option(fc.constantFrom('Star Club', 'Moon Club')).map((name) => new Rename(name)),
    fc.constant(new Rename('Star Club')),
    fc.constant(new Install(true, true)),
    fc.constant(new Activate()),
    fc.constant(new Pause()),
    fc.constant(new EnableExpiration()),
    fc.constant(new DisableExpiration()),
  ],
  { maxCommands: 40, size: 'max' },
);

describe('any sequence of operations follows the rules', () => {
  test.each([
    ['on the aggregate', anAggregate],
    ['through the use cases', aService],
  ])('%s', async (_where, aWorld) => {
    await fc.assert(
      fc.asyncProperty(anyCommands, (commands) =>
        fc.asyncModelRun(async () => ({ model: aFreshModel(), real: await aWorld() }), commands),
      ),
      { numRuns: 200 },
    );
  });
});
