import type { Icon, IconInput, LoyaltyProgram } from '@loyalty-programs/core';
import { update } from '@loyalty-programs/core/adapter-kit';
import { aContext, anActiveProgram, iconInputs } from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withIntendedIcon } from '../../src/server/official-client.js';
import { officialClient } from './transformations.js';

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The icon as it stands in an answer: fields without a value are left out. */
const onTheWire = (icon: Icon): object => {
  const wire = throughJson(Object.fromEntries(Object.entries(icon).filter(([, value]) => value !== null)));
  return isObject(wire) ? wire : {};
};

/** The update that the official client makes of a whole program that its user got and sends back. */
const sentBack = ({
  name,
  status,
  pointDefinition: { customName, icon },
  pointsExpiration,
}: LoyaltyProgram) => {
  const shown = officialClient.transformRESTImageToSDKImage(icon === null ? undefined : onTheWire(icon));
  const returned = officialClient.transformSDKImageToRESTImage(shown);
  return throughJson({ name, status, pointDefinition: { customName, icon: returned }, pointsExpiration });
};

/** What an endpoint does with an update. */
const received = (program: LoyaltyProgram, raw: unknown) =>
  update(program, withIntendedIcon(raw, program), aContext());

const expectNoChange = (program: LoyaltyProgram): void => {
  const change = received(program, sentBack(program))._unsafeUnwrap();
  expect(change.events).toEqual([]);
  expect(change.program).toBe(program);
};

const withIcon = (icon: IconInput) => anActiveProgram({ update: { pointDefinition: { icon } } });

describe('get, then update with the whole program through the official client, changes nothing', () => {
  test('without an icon', () => {
    expectNoChange(anActiveProgram());
  });

  test.each([
    { url: 'https://example.com/star.svg' },
    { url: 'https://example.com/star.svg', altText: 'a star', width: 64 },
    { url: 'https://example.com/star.svg', id: 'star' },
    {
      url: 'https://example.com/star.svg',
      id: 'star',
      altText: 'a star',
      filename: 'star.svg',
      width: 64,
      height: 32,
    },
    { url: 'https://example.com/star.svg', id: 'star', altText: 'only this' },
    { url: 'https://example.com/star.svg', id: 'star', filename: '☆ 100% /?#.svg' },
    { url: 'https://example.com/star.svg', id: 'a/b' },
    { url: 'https://example.com/star.svg', id: 'a/' },
    { url: 'https://example.com/star.svg', id: 'a#originWidth=wide&' },
    { url: 'https://example.com/star.svg', id: 'a?b', width: 1 },
    { url: 'https://example.com/star.svg', id: ' \t%20' },
    { url: 'wix:image://v1/star' },
    { url: 'wix:image://v1/star#originWidth=64' },
    { url: 'wix:image://v1/star/#originWidth=64&originHeight=64' },
    { url: 'wix:image://v1/star/star%20one.svg#originWidth=64&originHeight=64' },
    { url: 'wix:vector://v1/star.svg/star.svg#w' },
    { url: 'wix:vector://v1/star.svg', id: 'star', width: 64 },
    { url: 'wix:image://v1/star/undefined', id: 'star', altText: 'undefined', filename: 'undefined' },
    { url: 'wix:image://v1/star', id: 'star', altText: 'undefined', filename: 'undefined' },
  ])('with the icon %j', (icon) => {
    expectNoChange(withIcon(icon));
  });

  test('with any icon that is accepted', () => {
    fc.assert(
      fc.property(iconInputs(), (icon) => {
        expectNoChange(withIcon(icon));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an icon that comes through the official client', () => {
  const sent = {
    url: 'wix:image://v1/star#originWidth=1',
    id: 'star',
    altText: 'undefined',
    filename: 'undefined',
  };

  const stored = (icon: object): Icon | null =>
    received(anActiveProgram(), { pointDefinition: { icon } })._unsafeUnwrap().program.pointDefinition.icon;

  test.each([sent, { ...sent, url: 'wix:image://v1/star' }])(
    'has no file called "undefined" if its URL names none: %j',
    (icon) => {
      expect(stored(icon)).toMatchObject({ altText: null, filename: null });
    },
  );

  test.each([
    { ...sent, url: 'wix:image://v1/star/undefined' },
    { ...sent, url: 'https://example.com/star.svg' },
    { ...sent, altText: 'a star' },
  ])('has the file that its user named: %j', (icon) => {
    expect(stored(icon)).toMatchObject(icon);
  });

  test('replaces another icon', () => {
    fc.assert(
      fc.property(iconInputs(), (icon) => {
        const program = withIcon({ url: 'https://cdn.example.org/only-here.svg', id: 'only-here' });
        const copy = received(program, sentBack(withIcon(icon)));
        if (copy.isOk()) {
          expect(copy.value.program.pointDefinition.icon).not.toEqual(program.pointDefinition.icon);
        }
      }),
    );
  });

  test('survives any number of such round trips', () => {
    fc.assert(
      fc.property(iconInputs(), (icon) => {
        const copy = received(anActiveProgram(), sentBack(withIcon(icon)));
        if (copy.isOk()) expectNoChange(copy.value.program);
      }),
    );
  });

  test('is unchanged only if all of its fields are', () => {
    const program = withIcon({ url: 'https://example.com/star.svg', id: 'star', filename: 'star.svg' });
    const same = {
      id: 'star',
      width: 0,
      height: 0,
      altText: 'star.svg',
      filename: 'star.svg',
      url: 'wix:image://v1/star/star.svg#originWidth=0&originHeight=0',
    };
    const intended = (icon: unknown, from = program) => withIntendedIcon({ pointDefinition: { icon } }, from);
    expect(intended(same)).toEqual({ pointDefinition: { icon: undefined } });
    for (const key of Object.keys(same)) {
      for (const value of [7, undefined]) {
        const other = { ...same, [key]: value };
        expect(intended(other)).toEqual({ pointDefinition: { icon: other } });
      }
    }
    expect(intended(same, anActiveProgram())).toEqual({ pointDefinition: { icon: same } });
    expect(intended(null)).toEqual({ pointDefinition: { icon: null } });
  });
});
