import { NO_PREMIUM_FEATURES, NOT_INSTALLED } from '@loyalty-programs/core/adapter-kit';
import { type OperationRequest, aBareInstallation } from '@loyalty-programs/contract-tests';
import type { AsyncCommand } from 'fast-check';
import { expect } from 'vitest';
import { type Expected, type Model, rules } from './model.js';
import type { World } from './worlds.js';
import { theError, unexpected } from '../support/outcomes.js';

type Command = AsyncCommand<Model, World>;

/** An operation: it ends as the model says, and leaves program and events as the model has them. */
abstract class Operation implements Command {
  abstract readonly request: OperationRequest;
  abstract expected(model: Model): Expected;
  abstract toString(): string;

  check(): boolean {
    return true;
  }

  async run(model: Model, world: World): Promise<void> {
    const before = await world.program();
    const expected: Expected = model.installed
      ? this.expected(model)
      : { error: { type: 'LoyaltyNotInstalled' } };
    const answer = await world.perform(this.request);
    const after = await world.program();
    if (expected === 'nothing') {
      expect(answer._unsafeUnwrap()).toEqual(before);
      expect(after).toEqual(before);
    } else if ('error' in expected) {
      expect(answer.match(unexpected, theError)).toMatchObject(expected.error);
      expect(after).toEqual(before);
    } else {
      model.events.push(expected.event);
      expect(answer._unsafeUnwrap()).toEqual(after);
    }
    const { status, name, pointsExpiration, revision } = after;
    expect({ status, name, revision, expiration: pointsExpiration.status }).toEqual({
      status: model.status,
      name: model.name,
      revision: model.events.length,
      expiration: model.expiration,
    });
    expect((await world.events()).map(({ type }) => type)).toEqual(model.events);
  }
}

export class Rename extends Operation {
  readonly request: OperationRequest;
  readonly #name: string | null;

  constructor(name: string | null) {
    super();
    this.#name = name;
    this.request = { operation: 'update', input: { name } };
  }

  override expected(model: Model): Expected {
    return rules.rename(model, this.#name);
  }

  override toString(): string {
    return `rename to ${this.#name ?? 'none'}`;
  }
}

export class Activate extends Operation {
  readonly request: OperationRequest = { operation: 'activate' };

  override expected(model: Model): Expected {
    return rules.activate(model);
  }

  override toString(): string {
    return 'activate';
  }
}

export class Pause extends Operation {
  readonly request: OperationRequest = { operation: 'pause' };

  override expected(model: Model): Expected {
    return rules.pause(model);
  }

  override toString(): string {
    return 'pause';
  }
}

export class EnableExpiration extends Operation {
  readonly request: OperationRequest = { operation: 'enablePointsExpiration' };

  override expected(model: Model): Expected {
    return rules.enable(model);
  }

  override toString(): string {
    return 'enable expiration';
  }
}

export class DisableExpiration extends Operation {
  readonly request: OperationRequest = { operation: 'disablePointsExpiration' };

  override expected(model: Model): Expected {
    return rules.disable(model);
  }

  override toString(): string {
    return 'disable expiration';
  }
}

export class Install implements Command {
  readonly #compatibleApp: boolean;
  readonly #premiumFeature: boolean;

  constructor(compatibleApp: boolean, premiumFeature: boolean) {
    this.#compatibleApp = compatibleApp;
    this.#premiumFeature = premiumFeature;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, world: World): Promise<void> {
    model.installed = true;
    model.compatibleApp = this.#compatibleApp;
    model.premiumFeature = this.#premiumFeature;
    await world.becomes(
      aBareInstallation({
        apps: this.#compatibleApp ? ['events'] : [],
        premiumFeatures: { ...NO_PREMIUM_FEATURES, pointsExpiration: this.#premiumFeature },
      }),
    );
  }

  toString(): string {
    return `install (${this.#compatibleApp ? 'an' : 'no'} app, ${this.#premiumFeature ? '' : 'no '}feature)`;
  }
}

export class Uninstall implements Command {
  check(): boolean {
    return true;
  }

  async run(model: Model, world: World): Promise<void> {
    model.installed = false;
    await world.becomes(NOT_INSTALLED);
  }

  toString(): string {
    return 'uninstall';
  }
}
