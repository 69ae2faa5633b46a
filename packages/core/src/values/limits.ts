// Every limit of the model, once. Validation, error texts, the OpenAPI document and the constraints of the stores
// are made from these constants or tested equal to them. Lengths count Unicode code points after normalisation
// (see `text.ts`). Each is a constant of its own, so that a page loads no more of them than it needs.

export const SITE_ID_LENGTH = { minLength: 1, maxLength: 64 } as const;

export const ACCOUNT_ID_LENGTH = { minLength: 1, maxLength: 255 } as const;

export const ACTOR_LENGTH = { minLength: 1, maxLength: 255 } as const;

export const NAME_LENGTH = { minLength: 2, maxLength: 50 } as const;

export const CUSTOM_NAME_LENGTH = { maxLength: 20 } as const;

/** In how many languages a custom name may have forms. */
export const MAX_NAME_LOCALES = 20;

/** Of a language tag, as it comes. */
export const LOCALE_LENGTH = { maxLength: 64 } as const;

export const NAME_FORM_LENGTH = { minLength: 1, maxLength: 20 } as const;

export const ICON_URL_LENGTH = { maxLength: 2048 } as const;

/** Of the id, the alternative text and the file name of an icon. */
export const ICON_TEXT_LENGTH = { maxLength: 255 } as const;

/** Width and height of an icon, in pixels. */
export const ICON_SIZE = { min: 0, max: 100_000 } as const;

export const REVISION = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;

/** How many revisions one reading of the history may cover. */
export const HISTORY_LIMIT = { min: 1, max: 1000 } as const;

export const MONTHS_OF_INACTIVITY = { min: 1, max: 12 } as const;

export const EXPIRING_POINTS_PERCENTAGE = { min: 1, max: 100 } as const;

/** All of them, by what they limit. */
export const LIMITS = {
  siteId: SITE_ID_LENGTH,
  accountId: ACCOUNT_ID_LENGTH,
  actor: ACTOR_LENGTH,
  name: NAME_LENGTH,
  customName: CUSTOM_NAME_LENGTH,
  customNameForms: { maxItems: MAX_NAME_LOCALES, locale: LOCALE_LENGTH, form: NAME_FORM_LENGTH },
  icon: {
    url: ICON_URL_LENGTH,
    id: ICON_TEXT_LENGTH,
    altText: ICON_TEXT_LENGTH,
    filename: ICON_TEXT_LENGTH,
    size: ICON_SIZE,
  },
  revision: REVISION,
  historyLimit: HISTORY_LIMIT,
  monthsOfInactivity: MONTHS_OF_INACTIVITY,
  expiringPointsPercentage: EXPIRING_POINTS_PERCENTAGE,
} as const;
