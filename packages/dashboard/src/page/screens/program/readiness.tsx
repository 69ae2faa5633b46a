import type { ComponentChildren, JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { COMPATIBLE_APPS, type CompatibleApp } from '@loyalty-programs/core';

import { putApps, type Site } from '../../api/programs.js';
import { listText, t } from '../../i18n.js';
import type { MessageKey } from '../../languages/messages.js';
import { type Resource } from '../../state/resource.js';
import { siteHref } from '../../state/route.js';
import { may } from '../../state/session.js';
import { Button } from '../../ui/controls.js';
import { say } from '../../ui/run.js';
import { FormDialog } from '../../ui/confirm.js';
import { Choices } from '../../ui/field.js';

const APPS: Readonly<Record<CompatibleApp, MessageKey>> = {
  bookings: 'app.bookings',
  events: 'app.events',
  'pricing-plans': 'app.pricingPlans',
  restaurants: 'app.restaurants',
  stores: 'app.stores',
};

interface Props {
  readonly site: Site;
  readonly resource: Resource<Site>;
}

const AppsDialog = ({ site, resource, onClose }: Props & { readonly onClose: () => void }): JSX.Element => {
  const chosen = useSignal<readonly CompatibleApp[]>(site.installation?.apps ?? []);
  return (
    <FormDialog
      title={t('apps.title')}
      submit={t('action.save')}
      onClose={onClose}
      task={async () => {
        const saved = await putApps(site.siteId, chosen.value);
        if (saved.isErr()) return saved.error;
        await resource.reload();
        onClose();
        say(t('apps.saved'));
        return undefined;
      }}
    >
      <Choices
        legend={t('apps.help')}
        choices={COMPATIBLE_APPS}
        chosen={chosen}
        labelOf={(app) => t(APPS[app])}
      />
    </FormDialog>
  );
};

interface StepProps {
  readonly isDone: boolean;
  readonly text: string;
  readonly detail?: string;
  readonly children?: ComponentChildren;
}

const Step = ({ isDone, text, detail, children }: StepProps): JSX.Element => (
  <li class={isDone ? 'yes' : 'no'}>
    <span class="mark" aria-hidden="true" />
    <span>
      {text}
      <span class="visually-hidden">: {t(isDone ? 'ready.done' : 'ready.missing')}</span>
      {detail !== undefined && detail !== '' && <small>{detail}</small>}
    </span>
    {children}
  </li>
);

/** What activation needs, as a checklist with the way to fix each. */
export const Readiness = ({ site, resource }: Props): JSX.Element => {
  const isChoosing = useSignal(false);
  const { program, installation, siteId } = site;
  const isInstalled = program !== null;
  const unmet = site.readiness.activate;
  // An active program is not checked again, so that its apps show in what is allowed now.
  const hasApp = isInstalled && !site.operations.earn.reasons.includes('NoCompatibleApp');
  const mayInstall = may('MANAGE_INSTALLATIONS');
  const choose = (
    <Button
      kind={isInstalled && hasApp ? 'quiet' : 'primary'}
      onClick={() => {
        isChoosing.value = true;
      }}
    >
      {t(isInstalled ? 'ready.chooseApps' : 'ready.install')}
    </Button>
  );
  const notYours = mayInstall ? '' : t('ready.askInstaller');
  return (
    <section class="panel" aria-labelledby="ready-title">
      <h2 id="ready-title">{t(unmet.length === 0 && isInstalled ? 'ready.all' : 'ready.title')}</h2>
      <ul class="checks steps">
        <Step isDone={isInstalled} text={t('ready.installed')} detail={isInstalled ? '' : notYours}>
          {!isInstalled && mayInstall && choose}
        </Step>
        <Step
          isDone={hasApp}
          text={t('ready.app')}
          detail={
            hasApp
              ? listText((installation?.apps ?? []).map((app) => t(APPS[app])))
              : isInstalled
                ? notYours
                : ''
          }
        >
          {isInstalled && mayInstall && choose}
        </Step>
        <Step
          isDone={isInstalled && program.name !== null}
          text={t('ready.name')}
          detail={program?.name ?? ''}
        >
          {isInstalled && program.name === null && may('MANAGE_PROGRAM') && (
            <a class="button primary" href={siteHref(siteId, 'edit')}>
              {t('ready.giveName')}
            </a>
          )}
        </Step>
      </ul>
      {isChoosing.value && (
        <AppsDialog
          site={site}
          resource={resource}
          onClose={() => {
            isChoosing.value = false;
          }}
        />
      )}
    </section>
  );
};
