import type { DenialReason, SiteId, UnmetPrecondition } from '@loyalty-programs/core';

/** The preconditions as they are called over the wire, in error codes and in lists. */
export const PRECONDITION_CODES = {
  LoyaltyNotInstalled: 'LOYALTY_NOT_INSTALLED',
  NoCompatibleApp: 'NO_COMPATIBLE_APP',
  NameMissing: 'NAME_MISSING',
  PremiumFeatureMissing: 'PREMIUM_FEATURE_MISSING',
} as const satisfies Record<UnmetPrecondition, string>;

/** The reasons against an operation, as they are called over the wire. */
export const DENIAL_CODES = {
  LoyaltyNotInstalled: PRECONDITION_CODES.LoyaltyNotInstalled,
  NoCompatibleApp: PRECONDITION_CODES.NoCompatibleApp,
  ProgramInDraft: 'PROGRAM_IN_DRAFT',
  ProgramPaused: 'PROGRAM_PAUSED',
  PointsExpirationDisabled: 'POINTS_EXPIRATION_DISABLED',
  PremiumFeatureMissing: PRECONDITION_CODES.PremiumFeatureMissing,
} as const satisfies Record<DenialReason, string>;

/** Names one revision of the program of one site. */
export const etagOf = ({
  siteId,
  revision,
}: {
  readonly siteId: SiteId;
  readonly revision: number;
}): string => `"${siteId}/${revision}"`;

/** What a stream gives, chunk by chunk. Who leaves early cancels the stream, so that nothing of it is left behind. */
export async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (stream === null) return;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
