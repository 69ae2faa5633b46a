import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import type { FieldViolation, IconInput, SiteId } from '@loyalty-programs/core';
import { ICON_LIMITS } from '@loyalty-programs/core/adapter-kit';
import { PRESET_NAMES } from '../../../presets/names.js';
import type { Problem } from '../../api/http.js';
import { ICON_TYPES, uploadIcon } from '../../api/icons.js';
import { config } from '../../config.js';
import { t } from '../../i18n.js';
import { noteSignedOut } from '../../state/resource.js';
import { Failure } from '../../ui/controls.js';
import { ProgramIcon } from '../../ui/customer-card.js';
import { Field, TextField } from '../../ui/field.js';
import { start } from '../../ui/run.js';

const WAYS = ['none', 'preset', 'upload', 'address'] as const;

type Way = (typeof WAYS)[number];

const presetUrl = (name: string): string => new URL(`${config.base}/presets/${name}.svg`, location.href).href;

const wayOf = (icon: IconInput | null): Way => {
  if (icon === null) return 'none';
  return PRESET_NAMES.some((name) => presetUrl(name) === icon.url) ? 'preset' : 'address';
};

interface Props {
  readonly siteId: SiteId;
  readonly icon: IconInput | null;
  readonly violations: readonly FieldViolation[];
  readonly onChange: (icon: IconInput | null) => void;
}

const Presets = ({ icon, onChange }: Pick<Props, 'icon' | 'onChange'>): JSX.Element => (
  <div class="presets" role="radiogroup" aria-label={t('icon.preset')}>
    {PRESET_NAMES.map((name) => {
      const url = presetUrl(name);
      return (
        <label key={name}>
          <input
            type="radio"
            name="preset"
            checked={icon?.url === url}
            onChange={() => {
              onChange({ url, altText: t(`preset.${name}`) });
            }}
          />
          <img src={url} alt={t(`preset.${name}`)} width={48} height={48} loading="lazy" />
        </label>
      );
    })}
  </div>
);

const Upload = ({ siteId, onChange }: Pick<Props, 'siteId' | 'onChange'>): JSX.Element => {
  const problem = useSignal<Problem | undefined>(undefined);
  const isBusy = useSignal(false);
  const upload = async (file: File): Promise<void> => {
    isBusy.value = true;
    const stored = await uploadIcon(siteId, file);
    isBusy.value = false;
    problem.value = stored.isErr() ? stored.error : undefined;
    if (stored.isErr()) noteSignedOut(stored.error);
    else onChange({ url: stored.value });
  };
  return (
    <>
      <Field label={t('icon.file')} help={t('icon.fileHelp')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept={ICON_TYPES.join(',')}
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file !== undefined && !isBusy.value) start(() => upload(file));
            }}
          />
        )}
      </Field>
      {isBusy.value && <p role="status">{t('icon.uploading')}</p>}
      <Failure problem={problem.value} />
    </>
  );
};

/** The icon: none, one of ours, a picture of one's own, or one from elsewhere. */
export const IconField = ({ siteId, icon, violations, onChange }: Props): JSX.Element => {
  const way = useSignal<Way>(wayOf(icon));
  return (
    <fieldset>
      <legend>{t('icon.title')}</legend>
      <div class="ways">
        <ProgramIcon url={icon?.url} />
        {WAYS.map((each) => (
          <label key={each} class="choice">
            <input
              type="radio"
              name="icon-way"
              checked={way.value === each}
              onChange={() => {
                way.value = each;
                if (each === 'none') onChange(null);
              }}
            />
            {t(`icon.way.${each}`)}
          </label>
        ))}
      </div>
      {way.value === 'preset' && <Presets icon={icon} onChange={onChange} />}
      {way.value === 'upload' && <Upload siteId={siteId} onChange={onChange} />}
      {way.value === 'address' && (
        <TextField
          type="url"
          label={t('icon.address')}
          help={t('icon.addressHelp')}
          maxLength={ICON_LIMITS.url.maxLength}
          value={icon?.url ?? ''}
          violations={violations}
          onInput={(url) => {
            onChange(url.trim() === '' ? null : { url: url.trim() });
          }}
        />
      )}
    </fieldset>
  );
};
