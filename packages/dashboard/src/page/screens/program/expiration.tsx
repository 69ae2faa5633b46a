import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import {
  FIELDS,
  type FieldViolation,
  type LoyaltyProgramView,
  type PointsExpiration,
  parseProgramUpdate,
} from '@loyalty-programs/core';

import { programs, type Site } from '../../api/programs.js';
import { percentText, t, tCount } from '../../i18n.js';
import { type Resource } from '../../state/resource.js';
import { may } from '../../state/session.js';
import { Button, Failure } from '../../ui/controls.js';
import { TextField } from '../../ui/field.js';
import { say } from '../../ui/run.js';
import { FormDialog, useChange } from '../../ui/confirm.js';

/** When points expire, in a sentence. */
const expirationText = ({
  monthsOfInactivity,
  expiringPointsPercentage,
}: Pick<PointsExpiration, 'monthsOfInactivity' | 'expiringPointsPercentage'>): string =>
  expiringPointsPercentage === 100
    ? tCount('expiration.all', monthsOfInactivity)
    : tCount('expiration.some', monthsOfInactivity, { percent: percentText(expiringPointsPercentage) });

interface Props {
  readonly site: Site;
  readonly program: LoyaltyProgramView;
  readonly resource: Resource<Site>;
}

const toNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const SettingsDialog = ({
  program,
  resource,
  onClose,
}: Props & { readonly onClose: () => void }): JSX.Element => {
  const { pointsExpiration, siteId, revision } = program;
  const months = useSignal(String(pointsExpiration.monthsOfInactivity));
  const percent = useSignal(String(pointsExpiration.expiringPointsPercentage));
  const values = {
    monthsOfInactivity: toNumber(months.value),
    expiringPointsPercentage: toNumber(percent.value),
  };
  const violations = parseProgramUpdate({ pointsExpiration: values }).match(
    (): readonly FieldViolation[] => [],
    (found) => found,
  );
  const wrongIn = (key: keyof typeof values): readonly FieldViolation[] =>
    violations.filter(({ field }) => field === `pointsExpiration.${key}`);
  const { monthsOfInactivity, expiringPointsPercentage } = FIELDS.pointsExpiration;
  return (
    <FormDialog
      title={t('expiration.title')}
      submit={t('action.save')}
      onClose={onClose}
      task={async () => {
        if (violations.length > 0) return undefined;
        const settings = { pointsExpiration: values };
        const saved = await programs.update(siteId, settings, { expectedRevision: revision });
        if (saved.isErr()) return saved.error;
        await resource.reload();
        onClose();
        say(t('saved'));
        return undefined;
      }}
    >
      <TextField
        label={t('expiration.months')}
        type="number"
        {...monthsOfInactivity.kind.limits}
        value={months.value}
        violations={wrongIn('monthsOfInactivity')}
        onInput={(value) => {
          months.value = value;
        }}
      />
      <TextField
        label={t('expiration.percent')}
        type="number"
        {...expiringPointsPercentage.kind.limits}
        value={percent.value}
        violations={wrongIn('expiringPointsPercentage')}
        onInput={(value) => {
          percent.value = value;
        }}
      />
      <p role="status">{violations.length === 0 ? expirationText(values) : ''}</p>
    </FormDialog>
  );
};

/** Whether points expire, and when, in words. */
export const Expiration = (props: Props): JSX.Element => {
  const { site, program, resource } = props;
  const { pointsExpiration, siteId, revision: expectedRevision } = program;
  const isEditing = useSignal(false);
  const isOn = pointsExpiration.status === 'ENABLED';
  const isInPlan = isOn || site.readiness.enablePointsExpiration.length === 0;
  const { action, problem } = useChange(async () => {
    const changed = await (isOn
      ? programs.disablePointsExpiration(siteId, { expectedRevision })
      : programs.enablePointsExpiration(siteId, { expectedRevision }));
    if (changed.isOk()) say(t(isOn ? 'expiration.turnedOff' : 'expiration.turnedOn'));
    await resource.reload();
    return changed.isErr() ? changed.error : undefined;
  });
  return (
    <section class="panel" aria-labelledby="expiration-title">
      <h2 id="expiration-title">{t('expiration.title')}</h2>
      <p>
        {isOn ? expirationText(pointsExpiration) : t('expiration.off')}
        {!isOn && isInPlan && (
          <small>{t('expiration.ifOn', { sentence: expirationText(pointsExpiration) })}</small>
        )}
        {!isInPlan && <small>{t('expiration.notInPlan')}</small>}
      </p>
      <Failure problem={problem.value} />
      {may('MANAGE_PROGRAM') && (
        <div class="buttons">
          {isInPlan && (
            <Button action={action}>{t(isOn ? 'expiration.turnOff' : 'expiration.turnOn')}</Button>
          )}
          <Button
            kind="quiet"
            onClick={() => {
              isEditing.value = true;
            }}
          >
            {t('expiration.change')}
          </Button>
        </div>
      )}
      {isEditing.value && (
        <SettingsDialog
          {...props}
          onClose={() => {
            isEditing.value = false;
          }}
        />
      )}
    </section>
  );
};
