import type { JSX } from 'preact';
import type { LoyaltyProgramView } from '@loyalty-programs/core';

import { programs, type Site } from '../api/programs.js';
import { language, t } from '../i18n.js';
import { type Resource } from '../state/resource.js';
import { siteHref } from '../state/route.js';
import { may } from '../state/session.js';
import { Button, Failure } from '../ui/controls.js';
import { CustomerCard } from '../ui/customer-card.js';
import { StatusBadge } from '../ui/status-badge.js';
import { say } from '../ui/run.js';
import { Expiration } from './program/expiration.js';
import { OperationsList, whatFollows } from './program/operations.js';
import { Readiness } from './program/readiness.js';
import { useChange } from '../ui/confirm.js';

/** Whom the card greets with points, to have something to show. */
const SAMPLE_BALANCE = 1234;

interface PartProps {
  readonly site: Site;
  readonly program: LoyaltyProgramView;
  readonly resource: Resource<Site>;
}

/** Activates or pauses, with a sentence of what follows before the click. */
const Switch = ({ site, program, resource }: PartProps): JSX.Element | null => {
  const isActive = program.status === 'ACTIVE';
  const { action, problem } = useChange(async () => {
    const { siteId, revision: expectedRevision } = program;
    const changed = await (isActive
      ? programs.pause(siteId, { expectedRevision })
      : programs.activate(siteId, { expectedRevision }));
    if (changed.isOk()) say(t(isActive ? 'program.paused' : 'program.activated'));
    await resource.reload();
    return changed.isErr() ? changed.error : undefined;
  });
  if (!may('MANAGE_PROGRAM')) return null;
  const isReady = isActive || site.readiness.activate.length === 0;
  return (
    <section class="panel" aria-labelledby="switch-title">
      <h2 id="switch-title">{t(isActive ? 'program.pauseTitle' : 'program.activateTitle')}</h2>
      <p id="switch-effect">
        {isReady ? whatFollows(site, program, isActive ? 'PAUSED' : 'ACTIVE') : t('program.notReady')}
      </p>
      <Failure problem={problem.value} />
      <Button
        action={action}
        kind={isActive ? 'danger' : 'primary'}
        disabled={!isReady}
        describedBy="switch-effect"
      >
        {t(isActive ? 'program.pause' : 'program.activate')}
      </Button>
    </section>
  );
};

/** What customers see and may do now, what is missing, and the two large switches. */
export const ProgramScreen = ({ resource, site }: Omit<PartProps, 'program'>): JSX.Element => {
  const { program, siteId } = site;
  return (
    <div class="columns">
      <section class="panel" aria-labelledby="now-title">
        <div class="head">
          <h2 id="now-title">{t('program.now')}</h2>
          {program !== null && <StatusBadge status={program.status} />}
        </div>
        {program !== null && (
          <>
            <CustomerCard
              program={program}
              locale={language.value}
              balance={SAMPLE_BALANCE}
              nameless={t('program.nameless')}
            />
            {may('MANAGE_PROGRAM') && (
              <p>
                <a class="button" href={siteHref(siteId, 'edit')}>
                  {t('nav.edit')}
                </a>
              </p>
            )}
          </>
        )}
        <OperationsList operations={site.operations} />
      </section>
      <div class="stack">
        <Readiness site={site} resource={resource} />
        {program !== null && <Switch site={site} program={program} resource={resource} />}
        {program !== null && <Expiration site={site} program={program} resource={resource} />}
      </div>
    </div>
  );
};
