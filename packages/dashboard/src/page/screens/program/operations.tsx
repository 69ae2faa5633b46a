import type { JSX } from 'preact';
import type {
  DenialReason,
  LoyaltyProgramView,
  OperationAnswers,
  ProgramStatus,
} from '@loyalty-programs/core';
import {
  MEMBER_OPERATIONS,
  type MemberOperation,
  allowedOperations,
} from '@loyalty-programs/core/adapter-kit';
import type { Site } from '../../api/programs.js';
import { listText, t } from '../../i18n.js';
import type { MessageKey } from '../../languages/messages.js';

const NAMES: Readonly<Record<MemberOperation, MessageKey>> = {
  earn: 'operation.earn',
  redeem: 'operation.redeem',
  join: 'operation.join',
  manualGrant: 'operation.manualGrant',
  expirePoints: 'operation.expirePoints',
};

const REASONS: Readonly<Record<DenialReason, MessageKey>> = {
  LoyaltyNotInstalled: 'reason.notInstalled',
  NoCompatibleApp: 'reason.noApp',
  ProgramInDraft: 'reason.draft',
  ProgramPaused: 'reason.paused',
  PointsExpirationDisabled: 'reason.expirationOff',
  PremiumFeatureMissing: 'reason.plan',
};

/** What customers and owner may do now, and why not. */
export const OperationsList = ({ operations }: { readonly operations: OperationAnswers }): JSX.Element => (
  <ul class="checks">
    {MEMBER_OPERATIONS.map((operation) => {
      const { allowed, reasons } = operations[operation];
      return (
        <li key={operation} class={allowed ? 'yes' : 'no'}>
          <span class="mark" aria-hidden="true" />
          <span>
            {t(NAMES[operation])}
            <span class="visually-hidden">: {t(allowed ? 'yes' : 'no')}</span>
            {!allowed && <small>{listText(reasons.map((reason) => t(REASONS[reason])))}</small>}
          </span>
        </li>
      );
    })}
  </ul>
);

const CUSTOMERS = ['earn', 'redeem', 'join'] as const;

const PHRASES: Readonly<Record<(typeof CUSTOMERS)[number], MessageKey>> = {
  earn: 'phrase.earn',
  redeem: 'phrase.redeem',
  join: 'phrase.join',
};

/** In sentences, what customers and owner can and can't do once the program has another status. */
export const whatFollows = (site: Site, program: LoyaltyProgramView, status: ProgramStatus): string => {
  const hasApp = !site.operations.earn.reasons.includes('NoCompatibleApp');
  // Only whether there is an app matters to the rules, not which.
  const answers = allowedOperations(
    { ...program, status },
    {
      installed: true,
      since: program.createdDate,
      accountId: null,
      apps: hasApp ? ['stores'] : [],
      premiumFeatures: program.premiumFeatures,
    },
  );
  const phrases = (isAllowed: boolean): string =>
    listText(CUSTOMERS.filter((each) => answers[each].allowed === isAllowed).map((each) => t(PHRASES[each])));
  const can = phrases(true);
  const cannot = phrases(false);
  const expires = program.pointsExpiration.status === 'ENABLED';
  return [
    can === '' ? '' : t('after.can', { list: can }),
    cannot === '' ? '' : t('after.cannot', { list: cannot }),
    t(answers.manualGrant.allowed ? 'after.grant' : 'after.noGrant'),
    expires ? t(answers.expirePoints.allowed ? 'after.expire' : 'after.noExpire') : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
};
