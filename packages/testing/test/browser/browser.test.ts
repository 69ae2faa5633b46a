import { afterAll, describe, expect, it } from 'vitest';
import { describeExample } from './example.js';
import { findChromium } from '@loyalty-programs/testing/browser/find-chromium';
import { describeClient } from './client.js';
import { describeLabels } from './labels.js';
import { describeRules } from './rules.js';
import { openStage } from '@loyalty-programs/testing/browser/stage';

const NOT_RUN =
  'Not run in a browser: point labels, rules, client, example page. No Chromium is where CHROMIUM_PATH or the usual places say.';

const chromium = findChromium();

if (chromium === undefined) {
  it('runs in Chromium', ({ skip }) => {
    if (process.env['CI'] === 'true') expect.fail(NOT_RUN);
    console.warn(NOT_RUN);
    skip(NOT_RUN);
  });
} else {
  const stage = await openStage(chromium);
  afterAll(() => stage.close());
  describe('In Chromium', () => {
    describeLabels(stage);
    describeRules(stage);
    describeClient(stage);
    describeExample(stage);
  });
}
