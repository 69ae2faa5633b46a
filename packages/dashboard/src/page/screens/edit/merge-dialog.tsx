import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { t } from '../../i18n.js';
import type { MessageKey } from '../../languages/messages.js';
import { Button, Dialog } from '../../ui/controls.js';
import { changesBetween, type Draft, type Part } from './draft.js';

const PART_NAMES: Readonly<Record<Part, MessageKey>> = {
  name: 'edit.name',
  translations: 'edit.translations',
  unit: 'edit.unit',
  icon: 'icon.title',
};

/** A part of a draft on one line. */
const partText = (draft: Draft, part: Part): string => {
  const { name, translations, unit, icon } = draft;
  const texts: Readonly<Record<Part, string>> = {
    name,
    translations: translations.map((each) => `${each.locale}: ${each.name}`).join(', '),
    unit: [
      unit.name,
      ...unit.forms.map(({ locale, forms }) => `${locale}: ${Object.values(forms).join(', ')}`),
    ]
      .filter((text) => text !== '')
      .join(' · '),
    icon: icon?.url ?? '',
  };
  return texts[part] === '' ? t('none') : texts[part];
};

interface Props {
  readonly base: Draft;
  readonly mine: Draft;
  readonly theirs: Draft;
  /** Who made the other change, if it is known. */
  readonly who: string;
  readonly onMerge: (kept: ReadonlySet<Part>) => void;
  readonly onClose: () => void;
}

/** What somebody else has changed meanwhile, beside what is typed here; nothing is overwritten without a decision. */
export const MergeDialog = ({ base, mine, theirs, who, onMerge, onClose }: Props): JSX.Element => {
  const { taken, contested } = changesBetween(base, mine, theirs);
  const kept = useSignal<ReadonlySet<Part>>(new Set(contested));
  const choose = (part: Part, isMine: boolean): void => {
    const others = [...kept.value].filter((each) => each !== part);
    kept.value = new Set(isMine ? [...others, part] : others);
  };
  return (
    <Dialog title={t('merge.title')} onClose={onClose} isWide>
      <p>{t('merge.text', { who })}</p>
      {taken.map((part) => (
        <div key={part} class="difference">
          <h3>{t(PART_NAMES[part])}</h3>
          <p>
            <del>
              <bdi>{partText(base, part)}</bdi>
            </del>{' '}
            <ins>
              <bdi>{partText(theirs, part)}</bdi>
            </ins>
          </p>
          <small>{t('merge.taken')}</small>
        </div>
      ))}
      {contested.map((part) => (
        <fieldset key={part} class="difference">
          <legend>{t(PART_NAMES[part])}</legend>
          <p class="quiet">
            {t('merge.before')} <bdi>{partText(base, part)}</bdi>
          </p>
          {([true, false] as const).map((isMine) => (
            <label key={String(isMine)} class="choice">
              <input
                type="radio"
                name={`merge-${part}`}
                checked={kept.value.has(part) === isMine}
                onChange={() => {
                  choose(part, isMine);
                }}
              />
              <span>
                {t(isMine ? 'merge.mine' : 'merge.theirs')}{' '}
                <bdi>{partText(isMine ? mine : theirs, part)}</bdi>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div class="buttons">
        <Button
          kind="primary"
          onClick={() => {
            onMerge(kept.value);
          }}
        >
          {t('merge.merge')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </Dialog>
  );
};
