import type { JSX } from 'preact';
import type { ProgramStatus } from '@loyalty-programs/core';
import { t } from '../i18n.js';
import type { MessageKey } from '../languages/messages.js';

const STATUSES: Readonly<Record<ProgramStatus, MessageKey>> = {
  DRAFT: 'status.DRAFT',
  ACTIVE: 'status.ACTIVE',
  PAUSED: 'status.PAUSED',
};

export const statusText = (status: ProgramStatus): string => t(STATUSES[status]);

export const StatusBadge = ({ status }: { readonly status: ProgramStatus }): JSX.Element => (
  <span class={`badge ${status.toLowerCase()}`}>{statusText(status)}</span>
);
