import type { FieldViolation, LoyaltyProgramView } from '@loyalty-programs/core';
import { CardView } from './card-view.js';
import { element } from './element.js';
import { explainError } from './explain-error.js';
import { type IconState, IconView } from './icon-view.js';
import { LabelsView } from './labels-view.js';
import { ProgramForm } from './program-form.js';
import { type Action, type Chosen, ServiceView } from './service-view.js';

const ICON_STATES: Readonly<Record<IconState, string>> = {
  none: '',
  loading: '',
  shown: '',
  broken: 'The picture can’t be loaded.',
  elsewhere: 'Wix shows this one; there is no preview.',
};

const DONE: Readonly<Record<Action, string>> = { load: 'Loaded.', save: 'Saved.', activate: 'Active.' };

const announcement = element('announcement', HTMLElement);
const iconState = element('icon-state', HTMLElement);
const labels = new LabelsView(element('languages', HTMLElement));
const icon = new IconView([element('icon', HTMLElement), element('card-icon', HTMLElement)], (state) => {
  iconState.textContent = ICON_STATES[state];
});

let speaking = 0;

/** Announces violations when the user stops typing, not at every keystroke. */
const announce = (words: string): void => {
  clearTimeout(speaking);
  speaking = window.setTimeout(() => {
    announcement.textContent = words;
  }, 500);
};

const show = (violations: readonly FieldViolation[] = form.violations): void => {
  announce(form.show(violations));
  icon.show(form.values.iconUrl);
  const { pointDefinition } = form;
  labels.show(pointDefinition);
  card.show(form.values.name.trim(), pointDefinition);
};

const form = new ProgramForm(() => {
  show();
});
const card = new CardView(() => {
  show();
});

const call = ({ programs, siteId }: Chosen, action: Action) => {
  const guard = form.revision === undefined ? {} : { expectedRevision: form.revision };
  switch (action) {
    case 'load':
      return programs.get(siteId);
    case 'save':
      return programs.update(siteId, form.update, guard);
    case 'activate':
      return programs.activate(siteId, guard);
  }
};

const showStored = (action: Action, program: LoyaltyProgramView): void => {
  // Activating keeps what was typed since the last save.
  if (action === 'activate') form.rebase(program);
  else form.load(program);
  service.showStored(program);
  service.tell(DONE[action]);
  show();
};

const act = async (action: Action): Promise<void> => {
  const { violations } = form;
  if (action === 'save' && violations.length > 0) {
    service.fail('Correct the marked fields first.');
    form.focusFirst(violations);
    return;
  }
  const chosen = service.chosen();
  if (chosen === undefined) return;
  const outcome = await call(chosen, action);
  if (outcome.isOk()) {
    showStored(action, outcome.value);
    return;
  }
  service.fail(explainError(outcome.error));
  if (outcome.error.type === 'InvalidInput') show(outcome.error.violations);
};

const service = new ServiceView(act, () => {
  form.rebase(undefined);
  show();
});
show();
