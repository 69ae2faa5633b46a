import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { CustomNameForms, NameTranslations } from '@loyalty-programs/core/adapter-kit';
import { formatPoints, programName, resolveLabelLocale, unitName } from '@loyalty-programs/core/point-labels';

/** What customers see of a program. */
export interface Shown {
  readonly name: string | null;
  readonly nameTranslations: NameTranslations | null;
  readonly pointDefinition: {
    readonly customName: string | null;
    readonly customNameForms: CustomNameForms | null;
    readonly icon: { readonly url: string } | null;
  };
}

/** Only what the browser may load here: https, or this very page. */
const isLoadable = (url: string): boolean =>
  URL.canParse(url) && (url.toLowerCase().startsWith('https:') || new URL(url).origin === location.origin);

/** The icon, or a coin where there is none or it can't be shown. */
export const ProgramIcon = ({ url }: { readonly url: string | undefined }): JSX.Element => {
  const isBroken = useSignal(false);
  useEffect(() => {
    isBroken.value = false;
  }, [url]);
  return url !== undefined && isLoadable(url) && !isBroken.value ? (
    <img
      class="program-icon"
      src={url}
      alt=""
      referrerpolicy="no-referrer"
      onError={() => {
        isBroken.value = true;
      }}
    />
  ) : (
    <span class="program-icon coin" aria-hidden="true" />
  );
};

export const directionOf = (locale: string): 'ltr' | 'rtl' => {
  const { direction } = resolveLabelLocale({ locale });
  return direction === 'rtl' ? 'rtl' : 'ltr';
};

interface CardProps {
  readonly program: Shown;
  readonly locale: string;
  readonly balance: number;
  /** In place of a missing name. */
  readonly nameless: string;
}

/** The program on a card, as a customer reads it in some language. */
export const CustomerCard = ({ program, locale, balance, nameless }: CardProps): JSX.Element => {
  const { pointDefinition } = program;
  const name = programName(program, locale);
  return (
    <div class="card" lang={locale} dir={directionOf(locale)}>
      <div class="card-head">
        <ProgramIcon url={pointDefinition.icon?.url} />
        <bdi class={name === null ? 'card-name empty' : 'card-name'}>{name ?? nameless}</bdi>
      </div>
      <div>
        <div class="card-unit">
          <bdi>{unitName({ locale, pointDefinition })}</bdi>
        </div>
        <div class="card-balance">
          <bdi>{formatPoints(balance, { locale, pointDefinition })}</bdi>
        </div>
      </div>
    </div>
  );
};
