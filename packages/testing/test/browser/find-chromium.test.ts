import { describe, expect, it } from 'vitest';
import { findChromium } from '@loyalty-programs/testing/browser/find-chromium';

describe('Chromium', () => {
  it('is found at CHROMIUM_PATH first', () => {
    expect(findChromium({ CHROMIUM_PATH: '/opt/chromium' }, () => true)).toBe('/opt/chromium');
  });

  it('is otherwise found in one of the usual places', () => {
    expect(findChromium({}, (path) => path === '/usr/bin/google-chrome')).toBe('/usr/bin/google-chrome');
  });

  it.each([{}, { CHROMIUM_PATH: '' }])('may be nowhere', (environment) => {
    expect(findChromium(environment, () => false)).toBeUndefined();
  });
});
