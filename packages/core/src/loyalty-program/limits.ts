/**
 * Every limit of the model, once. Validation, error texts, the OpenAPI document and the constraints of the
 * stores are made from these constants or tested equal to them. Lengths count Unicode code points after
 * normalisation (see `text.ts`).
 */
export const LIMITS = {
  siteId: { minLength: 1, maxLength: 64 },
  accountId: { minLength: 1, maxLength: 255 },
  actor: { minLength: 1, maxLength: 255 },
  name: { minLength: 2, maxLength: 50 },
  customName: { maxLength: 20 },
  /** The inflected forms of a custom name. */
  customNameForms: {
    maxItems: 20,
    /** Of a language tag, as it comes. */
    locale: { maxLength: 64 },
    form: { minLength: 1, maxLength: 20 },
  },
  icon: {
    url: { maxLength: 2048 },
    id: { maxLength: 255 },
    altText: { maxLength: 255 },
    filename: { maxLength: 255 },
    /** Width and height, in pixels. */
    size: { min: 0, max: 100_000 },
  },
  revision: { min: 0, max: Number.MAX_SAFE_INTEGER },
  /** How many revisions one reading of the history may cover. */
  historyLimit: { min: 1, max: 1000 },
  monthsOfInactivity: { min: 1, max: 12 },
  expiringPointsPercentage: { min: 1, max: 100 },
} as const;
