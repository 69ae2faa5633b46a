import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { parseSiteId } from '@loyalty-programs/core';
import { PROGRAM_STATUSES } from '@loyalty-programs/core/adapter-kit';

import { searchSites, type SiteSummary } from '../api/sites.js';
import { listText, t } from '../i18n.js';
import type { MessageKey } from '../languages/messages.js';
import { useResource } from '../state/resource.js';
import { siteHref } from '../state/route.js';
import { may } from '../state/session.js';
import { Loaded } from '../ui/controls.js';
import { SelectField, TextField } from '../ui/field.js';
import { StatusBadge, statusText } from '../ui/status-badge.js';
import { More, useChange } from '../ui/confirm.js';

const MISSING: Readonly<Record<string, MessageKey>> = {
  LOYALTY_NOT_INSTALLED: 'reason.notInstalled',
  NO_COMPATIBLE_APP: 'reason.noApp',
  NAME_MISSING: 'reason.noName',
};

const missingText = ({ unmet }: SiteSummary): string =>
  listText(
    unmet.flatMap((code) => {
      const key = MISSING[code];
      return key === undefined ? [] : [t(key)];
    }),
  );

/** A text that follows another one when it has rested for a moment. */
const useRested = (text: string): string => {
  const rested = useSignal(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      rested.value = text;
    }, 250);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return rested.value;
};

/** Loyalty can be installed on a site that nobody has heard of so far. */
const Unknown = ({ text }: { readonly text: string }): JSX.Element | null => {
  const siteId = parseSiteId(text.trim());
  return siteId.isOk() && may('MANAGE_INSTALLATIONS') ? (
    <p>
      <a href={siteHref(siteId.value)}>{t('sites.open', { site: siteId.value })}</a>
    </p>
  ) : null;
};

const Row = ({ site }: { readonly site: SiteSummary }): JSX.Element => (
  <tr>
    <th scope="row">
      <a href={siteHref(site.siteId)}>
        <bdi>{site.name ?? site.siteId}</bdi>
      </a>
      {site.name !== null && (
        <small>
          <bdi>{site.siteId}</bdi>
        </small>
      )}
    </th>
    <td>
      <StatusBadge status={site.status} />
    </td>
    <td>{missingText(site)}</td>
  </tr>
);

/** All sites that somebody may use, found by the start of an id or a name. */
export const SitesScreen = (): JSX.Element => {
  const text = useSignal('');
  const status = useSignal('');
  const wanted = useRested(text.value);
  const resource = useResource(`${status.value} ${wanted}`, (signal) =>
    searchSites(wanted, status.value, null, signal),
  );
  const more = useChange(async () => {
    const current = resource.data.value;
    if (current === undefined) return undefined;
    const page = await searchSites(wanted, status.value, current.nextCursor);
    if (page.isErr()) return page.error;
    resource.set({ ...page.value, sites: [...current.sites, ...page.value.sites] });
    return undefined;
  });
  return (
    <section class="panel">
      <div class="filters">
        <TextField
          label={t('sites.search')}
          help={t('sites.searchHelp')}
          type="search"
          value={text.value}
          onInput={(value) => {
            text.value = value;
          }}
        />
        <SelectField
          label={t('sites.status')}
          value={status.value}
          options={[['', t('all')], ...PROGRAM_STATUSES.map((each) => [each, statusText(each)] as const)]}
          onChange={(value) => {
            status.value = value;
          }}
        />
      </div>
      <Loaded of={resource}>
        {({ sites, nextCursor }) => (
          <>
            {sites.length === 0 ? (
              <>
                <p role="status">{t('noneFound')}</p>
                <Unknown text={wanted} />
              </>
            ) : (
              <table class="wide">
                <thead>
                  <tr>
                    <th scope="col">{t('sites.site')}</th>
                    <th scope="col">{t('sites.status')}</th>
                    <th scope="col">{t('sites.missing')}</th>
                  </tr>
                </thead>
                <tbody>
                  {sites.map((site) => (
                    <Row key={site.siteId} site={site} />
                  ))}
                </tbody>
              </table>
            )}
            {nextCursor !== null && <More load={more} />}
          </>
        )}
      </Loaded>
    </section>
  );
};
