import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { FIELDS, type FieldViolation, type LoyaltyProgramView } from '@loyalty-programs/core';
import { update } from '@loyalty-programs/core/adapter-kit';
import type { Problem } from '../api/http.js';
import { programs, type Site } from '../api/programs.js';
import { t } from '../i18n.js';
import { noteSignedOut, type Resource } from '../state/resource.js';
import { guardLeaving, siteHref } from '../state/route.js';
import { Button, Failure, Notice } from '../ui/controls.js';
import type { Shown } from '../ui/customer-card.js';
import { TextField } from '../ui/field.js';
import { say, start, useAction } from '../ui/run.js';
import { areSame, type Draft, draftOf, merged, type Part, updateOf } from './edit/draft.js';
import { IconField } from './edit/icon-field.js';
import { MergeDialog } from './edit/merge-dialog.js';
import { Preview } from './edit/preview.js';
import { Translations, UnitForms, type ViolationsAt } from './edit/rows.js';

/** What somebody else has saved while this form was open. */
interface Foreign {
  readonly program: LoyaltyProgramView;
  readonly who: string;
}

/** Keystrokes in one part within so many milliseconds are undone together. */
const UNDO_PAUSE = 1000;

/** How many steps can be undone. */
const MAX_UNDO = 100;

interface Props {
  readonly resource: Resource<Site>;
  readonly site: Site;
  readonly program: LoyaltyProgramView;
}

/** Name, unit and icon, judged by the core's own rules while they are typed. */
export const EditScreen = ({ resource, site, program }: Props): JSX.Element => {
  const base = useSignal(program);
  const draft = useSignal<Draft>(draftOf(program));
  const past = useSignal<readonly Draft[]>([]);
  const isTried = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  const refused = useSignal<readonly FieldViolation[]>([]);
  const foreign = useSignal<Foreign | undefined>(undefined);
  const isMerging = useSignal(false);
  const last = useRef<{ readonly part: Part; readonly at: number } | undefined>(undefined);
  const form = useRef<HTMLFormElement>(null);
  const { siteId } = site;
  const current = draft.value;
  const isDirty = !areSame(current, draftOf(base.value));

  const judged = useMemo(
    () => update(base.value, updateOf(current), { now: base.value.updatedDate, actor: null }),
    [base.value, current],
  );
  const violations = judged.isErr() ? judged.error.violations : refused.value;
  const shown = useRef<Shown>(program);
  // The preview stays with the last draft that was valid.
  if (judged.isOk()) shown.current = judged.value.program;

  const change = <P extends Part>(part: P, value: Draft[P]): void => {
    const at = Date.now();
    const isSameStep = last.current?.part === part && at - last.current.at < UNDO_PAUSE;
    if (!isSameStep) past.value = [...past.value, current].slice(-MAX_UNDO);
    last.current = { part, at };
    refused.value = [];
    draft.value = { ...draft.value, [part]: value };
  };

  const undo = (): void => {
    const previous = past.value.at(-1);
    if (previous === undefined) return;
    past.value = past.value.slice(0, -1);
    last.current = undefined;
    draft.value = previous;
  };

  const rebase = (saved: LoyaltyProgramView, next: Draft): void => {
    base.value = saved;
    draft.value = next;
    foreign.value = undefined;
    isMerging.value = false;
    problem.value = undefined;
  };

  /** Checks whether someone else has saved something. */
  const lookAgain = async (): Promise<void> => {
    const found = await programs.get(siteId);
    if (found.isErr()) return;
    const theirs = found.value;
    if (theirs.revision === base.value.revision) return;
    if (areSame(draftOf(theirs), draftOf(base.value)) || areSame(draft.value, draftOf(base.value))) {
      // Nothing that is typed here is touched by it.
      const isClean = areSame(draft.value, draftOf(base.value));
      rebase(theirs, isClean ? draftOf(theirs) : draft.value);
      return;
    }
    const events = await programs.history(siteId, { afterRevision: theirs.revision - 1, limit: 1 });
    const who = events.map((all) => all.at(-1)?.actor ?? null).unwrapOr(null);
    foreign.value = { program: theirs, who: who ?? t('someone') };
  };

  const send = async (isRepeated = false): Promise<void> => {
    const input = { unvalidated: updateOf(draft.value) };
    const saved = await programs.update(siteId, input, { expectedRevision: base.value.revision });
    if (saved.isOk()) {
      rebase(saved.value, draftOf(saved.value));
      past.value = [];
      isTried.value = false;
      say(t('saved'));
      await resource.reload();
      return;
    }
    if (saved.error.type === 'RevisionConflict' && !isRepeated) {
      await lookAgain();
      isMerging.value = foreign.value !== undefined;
      // If the other change was about something else, this one goes on top of it.
      if (!isMerging.value) await send(true);
      return;
    }
    noteSignedOut(saved.error);
    if (saved.error.type === 'InvalidInput') refused.value = saved.error.violations;
    problem.value = saved.error;
  };

  const save = useAction(async () => {
    isTried.value = true;
    problem.value = undefined;
    if (judged.isOk()) {
      await send();
      return;
    }
    // Once the messages are there.
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  });

  useEffect(() => guardLeaving(() => !areSame(draft.peek(), draftOf(base.peek()))), []);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') start(lookAgain);
    };
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);

  const violationsAt: ViolationsAt = (path, isEmpty) =>
    isEmpty && !isTried.value ? [] : violations.filter(({ field }) => field === path);
  const hasStaleForms =
    judged.isOk() &&
    current.unit.forms.length > 0 &&
    judged.value.program.pointDefinition.customNameForms === null;

  return (
    <div class="columns">
      <form
        ref={form}
        class="panel"
        noValidate
        aria-label={t('nav.edit')}
        onSubmit={(event) => {
          event.preventDefault();
          save.run();
        }}
      >
        {foreign.value !== undefined && (
          <Notice>
            <p>{t('merge.notice', { who: foreign.value.who })}</p>
            <Button
              onClick={() => {
                isMerging.value = true;
              }}
            >
              {t('merge.compare')}
            </Button>
          </Notice>
        )}
        <TextField
          label={t('edit.name')}
          help={t('edit.nameHelp')}
          maxLength={FIELDS.name.kind.limits.maxLength}
          value={current.name}
          violations={violationsAt('name', false)}
          onInput={(name) => {
            change('name', name);
          }}
        />
        <Translations
          rows={current.translations}
          violationsAt={violationsAt}
          onChange={(rows) => {
            change('translations', rows);
          }}
        />
        <TextField
          label={t('edit.unit')}
          help={t('edit.unitHelp')}
          maxLength={FIELDS.pointDefinition.customName.kind.limits.maxLength}
          value={current.unit.name}
          violations={violationsAt('pointDefinition.customName', false)}
          onInput={(name) => {
            change('unit', { ...current.unit, name });
          }}
        />
        {hasStaleForms && <Notice>{t('edit.staleForms')}</Notice>}
        {(current.unit.name !== '' || current.unit.forms.length > 0) && (
          <UnitForms
            unitName={current.unit.name}
            rows={current.unit.forms}
            violationsAt={violationsAt}
            onChange={(forms) => {
              change('unit', { ...current.unit, forms });
            }}
          />
        )}
        <IconField
          siteId={siteId}
          icon={current.icon}
          violations={violationsAt('pointDefinition.icon.url', false)}
          onChange={(icon) => {
            change('icon', icon);
          }}
        />
        {isTried.value && violations.length > 0 && <Notice kind="wrong">{t('edit.invalid')}</Notice>}
        <Failure problem={problem.value} />
        <div class="buttons sticky">
          <Button type="submit" kind="primary" action={save} disabled={!isDirty}>
            {t('action.save')}
          </Button>
          <Button onClick={undo} disabled={past.value.length === 0}>
            {t('edit.undo')}
          </Button>
          <a class="button quiet" href={siteHref(siteId)}>
            {t('action.cancel')}
          </a>
          <span class="quiet" role="status">
            {isDirty ? t('edit.unsaved') : ''}
          </span>
        </div>
      </form>
      <Preview program={shown.current} />
      {isMerging.value && foreign.value !== undefined && (
        <MergeDialog
          base={draftOf(base.value)}
          mine={current}
          theirs={draftOf(foreign.value.program)}
          who={foreign.value.who}
          onMerge={(kept) => {
            const theirs = foreign.value?.program;
            if (theirs === undefined) return;
            past.value = [...past.value, current];
            rebase(theirs, merged(draftOf(base.value), current, draftOf(theirs), kept));
          }}
          onClose={() => {
            isMerging.value = false;
          }}
        />
      )}
    </div>
  );
};
