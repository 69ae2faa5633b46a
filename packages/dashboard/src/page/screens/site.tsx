import type { JSX } from 'preact';
import type { SiteId } from '@loyalty-programs/core';
import { loadSite } from '../api/programs.js';
import { t } from '../i18n.js';
import { useResource } from '../state/resource.js';
import type { SiteScreen } from '../state/route.js';
import { Loaded, Notice } from '../ui/controls.js';
import { EditScreen } from './edit.js';
import { HistoryScreen } from './history.js';
import { ProgramScreen } from './program.js';

/** The screens about one site share what is loaded of it. */
export const SiteScreens = ({
  siteId,
  screen,
}: {
  readonly siteId: SiteId;
  readonly screen: SiteScreen;
}): JSX.Element => {
  const resource = useResource(siteId, (signal) => loadSite(siteId, signal));
  return (
    <Loaded of={resource}>
      {(site) => {
        const { program } = site;
        if (screen === 'program') return <ProgramScreen resource={resource} site={site} />;
        if (program === null) return <Notice>{t('problem.notInstalled')}</Notice>;
        return screen === 'edit' ? (
          <EditScreen resource={resource} site={site} program={program} />
        ) : (
          <HistoryScreen resource={resource} program={program} />
        );
      }}
    </Loaded>
  );
};
