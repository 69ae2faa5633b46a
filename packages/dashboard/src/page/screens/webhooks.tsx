import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import {
  type Attempt,
  createWebhook,
  deleteWebhook,
  type Delivery,
  listDeliveries,
  listWebhooks,
  recoverWebhook,
  redeliver,
  rotateSecret,
  setStatus,
  testWebhook,
  type Webhook,
} from '../api/webhooks.js';
import { listText, t, timeText } from '../i18n.js';
import { useResource } from '../state/resource.js';
import { Button, Failure, Loaded, Notice } from '../ui/controls.js';
import { FormDialog, SecretDialog, useChange, More } from '../ui/confirm.js';
import { SelectField, TextField, words } from '../ui/field.js';
import { say } from '../ui/run.js';

const resultText = ({ status, error, duration }: Attempt): string =>
  t('webhooks.result', {
    result: status === null ? (error ?? '–') : `${String(status)}${error === null ? '' : ` ${error}`}`,
    duration,
  });

interface CreateProps {
  readonly onClose: () => void;
  readonly onCreated: (secret: string) => void;
}

const CreateDialog = ({ onClose, onCreated }: CreateProps): JSX.Element => {
  const url = useSignal('');
  const format = useSignal('standard');
  const types = useSignal('');
  const sites = useSignal('');
  return (
    <FormDialog
      title={t('webhooks.create')}
      submit={t('webhooks.create')}
      onClose={onClose}
      task={async () => {
        const [chosenTypes, siteIds] = [words(types.value), words(sites.value)];
        const created = await createWebhook({
          url: url.value.trim(),
          format: format.value,
          ...(chosenTypes.length > 0 && { types: chosenTypes }),
          ...(siteIds.length > 0 && { siteIds }),
        });
        if (created.isErr()) return created.error;
        onCreated(created.value);
        return undefined;
      }}
    >
      <TextField
        type="url"
        label={t('webhooks.url')}
        placeholder="https://"
        value={url.value}
        onInput={(value) => {
          url.value = value;
        }}
      />
      <SelectField
        label={t('webhooks.format')}
        value={format.value}
        options={[
          ['standard', 'Standard Webhooks'],
          ['wix', 'Wix'],
        ]}
        onChange={(value) => {
          format.value = value;
        }}
      />
      <TextField
        label={t('webhooks.types')}
        help={t('webhooks.typesHelp')}
        value={types.value}
        onInput={(value) => {
          types.value = value;
        }}
      />
      <TextField
        label={t('keys.sites')}
        help={t('keys.sitesHelp')}
        value={sites.value}
        onInput={(value) => {
          sites.value = value;
        }}
      />
    </FormDialog>
  );
};

const DeliveryEntry = ({
  webhookId,
  delivery,
  onSent,
}: {
  readonly webhookId: string;
  readonly delivery: Delivery;
  readonly onSent: () => Promise<void>;
}): JSX.Element => {
  const again = useChange(async () => {
    const sent = await redeliver(webhookId, delivery.id);
    if (sent.isErr()) return sent.error;
    say(t('webhooks.redelivered'));
    await onSent();
    return undefined;
  });
  return (
    <li class="entry">
      <details>
        <summary>
          <bdi>{delivery.type}</bdi> <span class="badge">{delivery.status}</span>{' '}
          <span class="quiet">
            <bdi>{delivery.siteId}</bdi>
            {delivery.createdDate !== null && ` · ${timeText(delivery.createdDate)}`}
          </span>
        </summary>
        {delivery.attempts.map((attempt, index) => (
          <div key={index} class="attempt">
            <p>
              {attempt.date !== null && `${timeText(attempt.date)} · `}
              {resultText(attempt)}
            </p>
            {attempt.answer !== '' && <pre tabIndex={0}>{attempt.answer}</pre>}
          </div>
        ))}
        <p class="quiet">{t('webhooks.payload')}</p>
        <pre tabIndex={0}>{delivery.payload}</pre>
        <Failure problem={again.problem.value} />
        <Button action={again.action}>{t('webhooks.redeliver')}</Button>
      </details>
    </li>
  );
};

const Deliveries = ({ webhookId }: { readonly webhookId: string }): JSX.Element => {
  const resource = useResource(webhookId, (signal) => listDeliveries(webhookId, null, signal));
  const more = useChange(async () => {
    const current = resource.data.value;
    const page = await listDeliveries(webhookId, current?.nextCursor ?? null);
    if (page.isErr()) return page.error;
    resource.set({ ...page.value, items: [...(current?.items ?? []), ...page.value.items] });
    return undefined;
  });
  return (
    <Loaded of={resource}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 && <p>{t('webhooks.noDeliveries')}</p>}
          <ul class="list">
            {items.map((delivery) => (
              <DeliveryEntry
                key={delivery.id}
                webhookId={webhookId}
                delivery={delivery}
                onSent={resource.reload}
              />
            ))}
          </ul>
          {nextCursor !== null && <More load={more} />}
        </>
      )}
    </Loaded>
  );
};

interface EndpointProps {
  readonly webhook: Webhook;
  readonly onChanged: () => Promise<void>;
  readonly onSecret: (secret: string) => void;
}

const Endpoint = ({ webhook, onChanged, onSecret }: EndpointProps): JSX.Element => {
  const { id, status, format } = webhook;
  const isOpen = useSignal(false);
  const isRotating = useSignal(false);
  const isDeleting = useSignal(false);
  const tested = useSignal<Attempt | undefined>(undefined);
  const isEnabled = status === 'ENABLED';
  const test = useChange(async () => {
    const result = await testWebhook(id);
    tested.value = result.unwrapOr(undefined);
    return result.isErr() ? result.error : undefined;
  });
  const toggle = useChange(async () => {
    const changed = await setStatus(id, isEnabled ? 'DISABLED' : 'ENABLED');
    if (changed.isErr()) return changed.error;
    await onChanged();
    return undefined;
  });
  const recover = useChange(async () => {
    const recovered = await recoverWebhook(id);
    if (recovered.isErr()) return recovered.error;
    say(t('webhooks.recovered'));
    return undefined;
  });
  const rotate = async (isSwitch: boolean) => {
    const rotated = await rotateSecret(id, isSwitch);
    if (rotated.isErr()) return rotated.error;
    isRotating.value = false;
    if (rotated.value === '') say(t('saved'));
    else onSecret(rotated.value);
    return undefined;
  };
  return (
    <li class="panel entry">
      <div class="head">
        <h2>
          <bdi>{webhook.url}</bdi>
        </h2>
        <span class={`badge ${status.toLowerCase()}`}>{status}</span>
      </div>
      <p class="quiet">
        {format} · {listText(webhook.types)}
      </p>
      {webhook.disabledReason !== null && <Notice kind="wrong">{webhook.disabledReason}</Notice>}
      <div class="buttons">
        <Button action={test.action}>{t('webhooks.test')}</Button>
        <Button
          onClick={() => {
            isRotating.value = true;
          }}
        >
          {t('webhooks.rotate')}
        </Button>
        <Button action={recover.action}>{t('webhooks.recover')}</Button>
        <Button action={toggle.action}>{t(isEnabled ? 'webhooks.disable' : 'webhooks.enable')}</Button>
        <Button
          kind="danger"
          onClick={() => {
            isDeleting.value = true;
          }}
        >
          {t('webhooks.delete')}
        </Button>
      </div>
      {tested.value !== undefined && (
        <Notice kind={tested.value.error === null ? 'done' : 'wrong'}>
          {t('webhooks.tested')} {resultText(tested.value)}
        </Notice>
      )}
      <Failure problem={test.problem.value ?? toggle.problem.value ?? recover.problem.value} />
      <details
        onToggle={({ currentTarget }) => {
          isOpen.value = currentTarget.open;
        }}
      >
        <summary>{t('webhooks.deliveries')}</summary>
        {isOpen.value && <Deliveries webhookId={id} />}
      </details>
      {isRotating.value && (
        <FormDialog
          title={t('webhooks.rotate')}
          submit={t('webhooks.rotate')}
          onClose={() => {
            isRotating.value = false;
          }}
          task={() => rotate(false)}
        >
          <p>{t(format === 'wix' ? 'webhooks.rotateWix' : 'webhooks.rotateStandard')}</p>
          {format === 'wix' && <SwitchKey task={() => rotate(true)} />}
        </FormDialog>
      )}
      {isDeleting.value && (
        <FormDialog
          title={t('webhooks.deleteTitle')}
          submit={t('webhooks.delete')}
          kind="danger"
          onClose={() => {
            isDeleting.value = false;
          }}
          task={async () => {
            const removed = await deleteWebhook(id);
            if (removed.isErr()) return removed.error;
            isDeleting.value = false;
            await onChanged();
            return undefined;
          }}
        >
          <p>{t('webhooks.deleteText')}</p>
        </FormDialog>
      )}
    </li>
  );
};

/** The second step for receivers that hold one key alone. */
const SwitchKey = ({ task }: { readonly task: Parameters<typeof useChange>[0] }): JSX.Element => {
  const { action, problem } = useChange(task);
  return (
    <>
      <Failure problem={problem.value} />
      <Button action={action}>{t('webhooks.switch')}</Button>
    </>
  );
};

/** Where events are sent, and the outcome of each delivery. */
export const WebhooksScreen = (): JSX.Element => {
  const resource = useResource('webhooks', (signal) => listWebhooks(null, signal));
  const isCreating = useSignal(false);
  const secret = useSignal<string | undefined>(undefined);
  const more = useChange(async () => {
    const current = resource.data.value;
    const page = await listWebhooks(current?.nextCursor ?? null);
    if (page.isErr()) return page.error;
    resource.set({ ...page.value, items: [...(current?.items ?? []), ...page.value.items] });
    return undefined;
  });
  return (
    <>
      <div class="head">
        <p>{t('webhooks.help')}</p>
        <Button
          kind="primary"
          onClick={() => {
            isCreating.value = true;
          }}
        >
          {t('webhooks.create')}
        </Button>
      </div>
      <Loaded of={resource}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 && <p>{t('webhooks.none')}</p>}
            <ul class="list">
              {items.map((webhook) => (
                <Endpoint
                  key={webhook.id}
                  webhook={webhook}
                  onChanged={resource.reload}
                  onSecret={(shown) => {
                    secret.value = shown;
                  }}
                />
              ))}
            </ul>
            {nextCursor !== null && <More load={more} />}
          </>
        )}
      </Loaded>
      {isCreating.value && (
        <CreateDialog
          onClose={() => {
            isCreating.value = false;
          }}
          onCreated={(created) => {
            isCreating.value = false;
            secret.value = created;
          }}
        />
      )}
      {secret.value !== undefined && (
        <SecretDialog
          title={t('webhooks.secret')}
          secret={secret.value}
          onClose={() => {
            secret.value = undefined;
            resource.reload().catch(reportError);
          }}
        />
      )}
    </>
  );
};
