import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import type { LoyaltyProgramView, ProgramEvent } from '@loyalty-programs/core';
import { PROGRAM_EVENT_TYPES } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import type { Problem } from '../api/http.js';
import { programs, type Site } from '../api/programs.js';
import { numberText, t, timeText } from '../i18n.js';
import { type Resource, useResource } from '../state/resource.js';
import { may } from '../state/session.js';
import { Button, Dialog, Failure, Loaded } from '../ui/controls.js';
import { SelectField, TextField } from '../ui/field.js';
import { say } from '../ui/run.js';
import { type Difference, differencesOf, EVENT_NAMES, programAt, restoration } from './history/changes.js';
import { More, useChange } from '../ui/confirm.js';

/** How many revisions are loaded at a time. */
const PAGE = 50;

interface History {
  readonly events: readonly ProgramEvent[];
  /** There are none before this revision that are not loaded. */
  readonly from: number;
}

const Differences = ({ of: differences }: { readonly of: readonly Difference[] }): JSX.Element | null =>
  differences.length === 0 ? null : (
    <dl class="differences">
      {differences.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <del>
              <bdi>{before}</bdi>
            </del>{' '}
            <ins>
              <bdi>{after}</bdi>
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );

interface Props {
  readonly resource: Resource<Site>;
  readonly program: LoyaltyProgramView;
}

interface RestoreProps extends Props {
  readonly events: readonly ProgramEvent[];
  readonly revision: number;
  readonly onClose: () => void;
}

/** Shows what restoring changes, and does it as one update. */
const RestoreDialog = ({ resource, program, events, revision, onClose }: RestoreProps): JSX.Element => {
  const { input, differences } = restoration(program, programAt(program, events, revision));
  const { action, problem } = useChange(async () => {
    const { siteId, revision: expectedRevision } = program;
    const saved = await programs.update(siteId, { unvalidated: input }, { expectedRevision });
    if (saved.isErr()) return saved.error;
    await resource.reload();
    onClose();
    say(t('history.restored'));
    return undefined;
  });
  return (
    <Dialog title={t('history.restoreTitle', { revision })} onClose={onClose} isWide>
      <p>{t(differences.length === 0 ? 'history.nothingToRestore' : 'history.restoreText')}</p>
      <Differences of={differences} />
      <Failure problem={problem.value} />
      <div class="buttons">
        {differences.length > 0 && (
          <Button kind="primary" action={action}>
            {t('history.restore')}
          </Button>
        )}
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </Dialog>
  );
};

interface EntryProps {
  readonly event: ProgramEvent;
  readonly onRestore: (() => void) | undefined;
}

const Entry = ({ event, onRestore }: EntryProps): JSX.Element => (
  <li class="panel entry">
    <div class="head">
      <h2>{t(EVENT_NAMES[event.type])}</h2>
      {onRestore !== undefined && (
        <Button
          kind="quiet"
          label={t('history.restoreLabel', { revision: event.revision })}
          onClick={onRestore}
        >
          {t('history.restore')}
        </Button>
      )}
    </div>
    <p class="quiet">
      <time dateTime={new Date(event.time).toISOString()}>{timeText(event.time)}</time>
      {' · '}
      <bdi>{event.actor ?? t('history.unknown')}</bdi>
      {' · '}
      {t('history.revision', { revision: numberText(event.revision) })}
    </p>
    <Differences of={differencesOf(event)} />
  </li>
);

/** What happened to the program, the last first. */
export const HistoryScreen = ({ resource, program }: Props): JSX.Element => {
  const { siteId, revision } = program;
  const type = useSignal('');
  const who = useSignal('');
  const restoring = useSignal<number | undefined>(undefined);

  const load = async (before: number, known: readonly ProgramEvent[]): Promise<Result<History, Problem>> => {
    const from = Math.max(0, before - PAGE);
    const page = await programs.history(siteId, { afterRevision: from, limit: PAGE });
    if (page.isErr()) return err(page.error);
    const events = page.value.filter((event) => event.revision <= before).toReversed();
    return ok({ events: [...known, ...events], from });
  };
  const history = useResource(`${siteId} ${revision}`, () => load(revision, []));
  const more = useChange(async () => {
    const current = history.data.value;
    if (current === undefined) return undefined;
    const loaded = await load(current.from, current.events);
    if (loaded.isErr()) return loaded.error;
    history.set(loaded.value);
    return undefined;
  });

  return (
    <Loaded of={history}>
      {({ events, from }) => {
        const wanted = who.value.trim().toLowerCase();
        const shown = events.filter(
          (event) =>
            (type.value === '' || event.type === type.value) &&
            (event.actor ?? t('history.unknown')).toLowerCase().includes(wanted),
        );
        // Of several events of one revision, the first shown takes back or keeps them all.
        const restorable = (event: ProgramEvent): boolean =>
          may('MANAGE_PROGRAM') && event.revision < revision && event.ordinal === 0;
        return (
          <>
            <div class="filters">
              <SelectField
                label={t('history.what')}
                value={type.value}
                options={[
                  ['', t('all')],
                  ...PROGRAM_EVENT_TYPES.map((each) => [each, t(EVENT_NAMES[each])] as const),
                ]}
                onChange={(value) => {
                  type.value = value;
                }}
              />
              <TextField
                label={t('history.who')}
                type="search"
                value={who.value}
                onInput={(value) => {
                  who.value = value;
                }}
              />
            </div>
            {shown.length === 0 && <p>{t(events.length === 0 ? 'history.none' : 'noneFound')}</p>}
            <ol class="list">
              {shown.map((event) => (
                <Entry
                  key={`${event.revision}/${event.ordinal}`}
                  event={event}
                  onRestore={
                    restorable(event)
                      ? () => {
                          restoring.value = event.revision;
                        }
                      : undefined
                  }
                />
              ))}
            </ol>
            {from > 0 && <More load={more} />}
            {restoring.value !== undefined && (
              <RestoreDialog
                resource={resource}
                program={program}
                events={events}
                revision={restoring.value}
                onClose={() => {
                  restoring.value = undefined;
                }}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
};
