import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { createKey, type KeyEntry, listKeys, revokeKey } from '../api/keys.js';
import { listText, t, timeText } from '../i18n.js';
import { useResource } from '../state/resource.js';
import { session } from '../state/session.js';
import { Button, Loaded } from '../ui/controls.js';
import { FormDialog, SecretDialog, useChange, More } from '../ui/confirm.js';
import { Choices, TextField, words } from '../ui/field.js';
import { say } from '../ui/run.js';

interface CreateProps {
  readonly onClose: () => void;
  readonly onCreated: (secret: string) => void;
}

/** A new key: it offers only permissions that the person has. */
const CreateDialog = ({ onClose, onCreated }: CreateProps): JSX.Element => {
  const held = [...(session.value?.permissions ?? [])];
  const name = useSignal('');
  const permissions = useSignal<readonly string[]>(['READ_PROGRAM'].filter((each) => held.includes(each)));
  const sites = useSignal('');
  const expires = useSignal('');
  return (
    <FormDialog
      title={t('keys.create')}
      submit={t('keys.create')}
      onClose={onClose}
      task={async () => {
        const named = words(sites.value);
        const all = session.value?.sites ?? [];
        const created = await createKey({
          name: name.value,
          permissions: permissions.value,
          sites: named.length > 0 ? named : all,
          ...(expires.value !== '' && { expires: `${expires.value}T23:59:59Z` }),
        });
        if (created.isErr()) return created.error;
        onCreated(created.value);
        return undefined;
      }}
    >
      <TextField
        label={t('keys.name')}
        help={t('keys.nameHelp')}
        value={name.value}
        onInput={(value) => {
          name.value = value;
        }}
      />
      <Choices
        legend={t('keys.permissions')}
        choices={held}
        chosen={permissions}
        labelOf={(permission) => <code>{permission}</code>}
      />
      <TextField
        label={t('keys.sites')}
        help={t('keys.sitesHelp')}
        value={sites.value}
        onInput={(value) => {
          sites.value = value;
        }}
      />
      <TextField
        label={t('keys.expires')}
        help={t('keys.expiresHelp')}
        placeholder="2030-01-31"
        value={expires.value}
        onInput={(value) => {
          expires.value = value.trim();
        }}
      />
    </FormDialog>
  );
};

const sitesText = ({ sites }: KeyEntry): string =>
  sites === 'all' ? t('keys.allSites') : listText(sites.slice(0, 5)) + (sites.length > 5 ? ' …' : '');

const Row = ({ entry, onRevoke }: { readonly entry: KeyEntry; readonly onRevoke: () => void }) => (
  <tr>
    <th scope="row">
      <bdi>{entry.name}</bdi>
      {entry.createdDate !== null && (
        <small>
          {t('keys.created', {
            time: timeText(entry.createdDate),
            who: entry.createdBy ?? t('history.unknown'),
          })}
        </small>
      )}
    </th>
    <td>
      {entry.permissions.map((permission) => (
        <div key={permission}>
          <code>{permission}</code>
        </div>
      ))}
    </td>
    <td>
      <bdi>{sitesText(entry)}</bdi>
      {entry.accountId !== null && <small>{entry.accountId}</small>}
    </td>
    <td>
      {entry.lastUsed === null ? t('keys.neverUsed') : timeText(entry.lastUsed)}
      {entry.expires !== null && <small>{t('keys.until', { time: timeText(entry.expires) })}</small>}
    </td>
    <td>
      <Button kind="danger" label={t('keys.revokeLabel', { name: entry.name })} onClick={onRevoke}>
        {t('keys.revoke')}
      </Button>
    </td>
  </tr>
);

/** The keys within the person's reach: what they permit, and when they were last used. */
export const KeysScreen = (): JSX.Element => {
  const resource = useResource('keys', (signal) => listKeys(null, signal));
  const isCreating = useSignal(false);
  const secret = useSignal<string | undefined>(undefined);
  const revoking = useSignal<KeyEntry | undefined>(undefined);
  const more = useChange(async () => {
    const current = resource.data.value;
    const page = await listKeys(current?.nextCursor ?? null);
    if (page.isErr()) return page.error;
    resource.set({ ...page.value, keys: [...(current?.keys ?? []), ...page.value.keys] });
    return undefined;
  });
  return (
    <section class="panel">
      <div class="head">
        <p>{t('keys.help')}</p>
        <Button
          kind="primary"
          onClick={() => {
            isCreating.value = true;
          }}
        >
          {t('keys.create')}
        </Button>
      </div>
      <Loaded of={resource}>
        {({ keys, nextCursor }) => (
          <>
            {keys.length === 0 ? (
              <p>{t('noneFound')}</p>
            ) : (
              <table class="wide">
                <thead>
                  <tr>
                    <th scope="col">{t('keys.name')}</th>
                    <th scope="col">{t('keys.permissions')}</th>
                    <th scope="col">{t('nav.sites')}</th>
                    <th scope="col">{t('keys.lastUsed')}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {keys.map((entry) => (
                    <Row
                      key={entry.id}
                      entry={entry}
                      onRevoke={() => {
                        revoking.value = entry;
                      }}
                    />
                  ))}
                </tbody>
              </table>
            )}
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
          title={t('keys.new')}
          secret={secret.value}
          onClose={() => {
            secret.value = undefined;
            resource.reload().catch(reportError);
          }}
        />
      )}
      {revoking.value !== undefined && (
        <FormDialog
          title={t('keys.revokeLabel', { name: revoking.value.name })}
          submit={t('keys.revoke')}
          kind="danger"
          onClose={() => {
            revoking.value = undefined;
          }}
          task={async () => {
            const revoked = await revokeKey(revoking.value?.id ?? '');
            if (revoked.isErr()) return revoked.error;
            await resource.reload();
            revoking.value = undefined;
            say(t('keys.revoked'));
            return undefined;
          }}
        >
          <p>{t('keys.revokeText')}</p>
        </FormDialog>
      )}
    </section>
  );
};
