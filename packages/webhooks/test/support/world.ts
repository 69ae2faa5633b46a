import { type AccountId, type Installation, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { NOT_INSTALLED, isRecord } from '@loyalty-programs/core/adapter-kit';
import { ok } from 'neverthrow';
import { WebhookDispatcher, type DispatcherOptions } from '../../src/delivery/dispatcher.js';
import type { WebhookNotice } from '../../src/delivery/notices.js';
import { InMemoryWebhookStore } from '../../src/memory/in-memory-webhook-store.js';
import type { NewDelivery } from '../../src/model/delivery.js';
import { messageIdOf } from '../../src/model/message-id.js';
import type { Webhook } from '../../src/model/webhook.js';
import { createSecretBox, generateKey, type SecretBox } from '../../src/secrets/secret-box.js';
import type { Answer, NoAnswer, OutgoingRequest, WebhookSender } from '../../src/sending/sender.js';

export const START = Date.UTC(2030, 0, 1);

/** A clock that a test sets. */
export class TestClock {
  time = START;

  now(): number {
    return this.time;
  }
}

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

export const webhookOf = (box: SecretBox, changes: Partial<Webhook> = {}): Webhook => {
  const id = changes.id ?? 'wh_1';
  return {
    id,
    accountId: null,
    siteIds: null,
    url: 'https://hooks.example.com/loyalty',
    format: 'standard',
    types: null,
    status: 'ENABLED',
    disabledReason: null,
    appId: null,
    secrets: [
      { kind: 'hmac', sealed: box.seal(id, SECRET), publicKey: null, state: 'CURRENT', expires: null },
    ],
    createdDate: START,
    updatedDate: START,
    failingSince: null,
    version: 1,
    ...changes,
  };
};

export const deliveryOf = (
  site: string,
  sequence: number,
  changes: Partial<NewDelivery> = {},
): NewDelivery => {
  const siteId = siteIdOf(site);
  return {
    webhookId: 'wh_1',
    siteId,
    sequence,
    messageId: messageIdOf(siteId, sequence),
    type: 'ProgramUpdated',
    payload: JSON.stringify({ site, sequence }),
    createdDate: START,
    ...changes,
  };
};

export const answer = (status: number, retryAfter?: string): Answer => ({
  status,
  retryAfter,
  text: `status ${status}`,
  error: null,
});

/** What a test receiver got: site, sequence and the id of the message. */
export interface Received {
  readonly site: string;
  readonly sequence: number;
  readonly id: string;
  readonly url: string;
}

const parsePayload = (body: string): { readonly site: string; readonly sequence: number } => {
  const parsed: unknown = JSON.parse(body);
  if (!isRecord(parsed)) throw new Error('no payload of a test');
  return { site: String(parsed['site']), sequence: Number(parsed['sequence']) };
};

/** A sender that answers as the test says. */
export class TestSender implements WebhookSender {
  readonly received: Received[] = [];
  inFlight = 0;
  maxInFlight = 0;
  respond: (received: Received) => Answer | NoAnswer | Promise<Answer | NoAnswer> = () => answer(200);

  async send({ url, headers, body }: OutgoingRequest): Promise<Answer | NoAnswer> {
    const { site, sequence } = parsePayload(body);
    const received = { site, sequence, id: headers['webhook-id'] ?? '', url };
    this.received.push(received);
    this.inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    try {
      return await this.respond(received);
    } finally {
      this.inFlight -= 1;
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The sequences delivered of a site, in order. */
  of(site: string): readonly number[] {
    return this.received.filter((each) => each.site === site).map(({ sequence }) => sequence);
  }
}

export interface World {
  readonly secretBox: SecretBox;
  readonly clock: TestClock;
  readonly store: InMemoryWebhookStore;
  readonly sender: TestSender;
  readonly notices: readonly WebhookNotice[];
  readonly accounts: Map<SiteId, AccountId>;
  dispatcherOf(more?: Partial<DispatcherOptions>): WebhookDispatcher;
  add(webhook: Webhook): Promise<void>;
  enqueue(...deliveries: NewDelivery[]): Promise<void>;
}

/** Everything that a dispatcher needs, in memory. */
export const createWorld = (options: Partial<DispatcherOptions> = {}): World => {
  const secretBox = createSecretBox(generateKey())._unsafeUnwrap();
  const clock = new TestClock();
  const store = new InMemoryWebhookStore();
  const sender = new TestSender();
  const notices: WebhookNotice[] = [];
  const accounts = new Map<SiteId, AccountId>();
  const installationOf = (siteId: SiteId): Installation => {
    const accountId = accounts.get(siteId);
    return accountId === undefined
      ? NOT_INSTALLED
      : {
          installed: true,
          since: START,
          accountId,
          apps: [],
          premiumFeatures: { loyaltyProgram: false, tiers: false, pointsExpiration: false },
        };
  };
  const dispatcherOf = (more: Partial<DispatcherOptions> = {}): WebhookDispatcher =>
    new WebhookDispatcher({
      store,
      sender,
      secretBox,
      clock,
      installationCheck: {
        checkMany: (siteIds) => Promise.resolve(ok(new Map(siteIds.map((id) => [id, installationOf(id)])))),
      },
      onNotice: (notice) => {
        notices.push(notice);
      },
      pollInterval: 10,
      random: () => 0.5,
      ...options,
      ...more,
    });
  const add = async (webhook: Webhook): Promise<void> => {
    (await store.create(webhook, 50))._unsafeUnwrap();
  };
  const enqueue = async (...deliveries: NewDelivery[]): Promise<void> => {
    (await store.enqueue({ purges: [], accounts: [], deliveries }))._unsafeUnwrap();
  };
  return { secretBox, clock, store, sender, notices, accounts, dispatcherOf, add, enqueue };
};
