import { icon } from '../values/icon.js';
import type { SiteId } from '../values/identifiers.js';
import { type Kind, oneOf, requiredText, textOrDefault, wholeNumber } from '../values/kinds.js';
import { nameForms } from '../values/name-forms.js';
import { nameTranslations } from '../values/name-translations.js';
import { type RawRecord, isRecord, pathOf } from '../values/parsing.js';
import type { Timestamp } from '../values/timestamp.js';
import { type LoyaltyProgram, POINTS_EXPIRATION_STATUSES, PROGRAM_STATUSES } from './loyalty-program.js';

/** The events that report a change of a field which an update can set. */
export const UPDATE_EVENT_TYPES = ['ProgramUpdated', 'PointsExpirationConfigured'] as const;

export type UpdateEventType = (typeof UPDATE_EVENT_TYPES)[number];

/** A field that only operations change. */
interface StateField<T> {
  readonly kind: Kind<T, unknown>;
  readonly default: T;
}

/** A field that an update can set. */
interface SettableField<T> {
  readonly kind: Kind<NonNullable<T>, unknown>;
  /** Its value until it is set, which `null` in an update restores. */
  readonly default: T;
  readonly event: UpdateEventType;
}

type Metadata = 'siteId' | 'revision' | 'createdDate' | 'updatedDate';

/** Demands a definition of each field of `T`, the fields of its parts included. */
export type FieldsOf<T> = {
  readonly [Key in Exclude<keyof T, Metadata>]: T[Key] extends object
    ? FieldsOf<T[Key]>
    : StateField<T[Key]> | SettableField<T[Key]>;
};

const NAME_LENGTH = { minLength: 2, maxLength: 50 } as const;

/**
 * Each field of the program, once: its kind, its default, and the event that reports its change. Parsing, comparison,
 * replay, storage, wire, schemas and test data derive from it, in this order.
 */
export const FIELDS = {
  name: {
    kind: requiredText<'ProgramName'>(NAME_LENGTH),
    default: null,
    event: 'ProgramUpdated',
  },
  nameTranslations: {
    kind: nameTranslations(NAME_LENGTH),
    default: null,
    event: 'ProgramUpdated',
  },
  pointDefinition: {
    customName: {
      kind: textOrDefault<'CustomName'>({ minLength: 1, maxLength: 20 }),
      default: null,
      event: 'ProgramUpdated',
    },
    customNameForms: {
      kind: nameForms,
      default: null,
      event: 'ProgramUpdated',
    },
    icon: { kind: icon, default: null, event: 'ProgramUpdated' },
  },
  status: {
    kind: oneOf(PROGRAM_STATUSES),
    default: 'DRAFT',
  },
  pointsExpiration: {
    status: {
      kind: oneOf(POINTS_EXPIRATION_STATUSES),
      default: 'DISABLED',
    },
    monthsOfInactivity: {
      kind: wholeNumber({ min: 1, max: 12 }),
      default: 3,
      event: 'PointsExpirationConfigured',
    },
    expiringPointsPercentage: {
      kind: wholeNumber({ min: 1, max: 100 }),
      default: 100,
      event: 'PointsExpirationConfigured',
    },
  },
} as const satisfies FieldsOf<LoyaltyProgram>;

type PathsOf<T> = {
  [Key in keyof T & string]: T[Key] extends { readonly kind: unknown } ? Key : `${Key}.${PathsOf<T[Key]>}`;
}[keyof T & string];

/** What each field means, in a sentence: for schemas, forms and references. Apart, so that clients need not load it. */
export const FIELD_DESCRIPTIONS: Readonly<Record<PathsOf<typeof FIELDS>, string>> = {
  name: 'Missing until the owner sets one; can be unset in a DRAFT only.',
  nameTranslations: 'The name per language. Replaced as a whole; independent of name.',
  'pointDefinition.customName':
    'Shown as written. Missing: the default name "Points", translated and inflected.',
  'pointDefinition.customNameForms':
    'How the custom name is inflected. Replaced as a whole; dropped when customName changes without new ones.',
  'pointDefinition.icon': 'Replaced as a whole.',
  status: 'Customers can earn and redeem points only in an ACTIVE program.',
  'pointsExpiration.status': 'Whether points expire.',
  'pointsExpiration.monthsOfInactivity': 'Points expire after so many months without activity.',
  'pointsExpiration.expiringPointsPercentage': 'So many percent of the points expire.',
};

/**
 * The program of a site that has loyalty installed and has changed nothing so far. It is derived from the
 * installation, not stored: reading never writes, and "installed" and "exists" can't disagree.
 */
export const untouchedDraft = (siteId: SiteId, since: Timestamp): LoyaltyProgram => ({
  siteId,
  revision: 0,
  name: FIELDS.name.default,
  nameTranslations: FIELDS.nameTranslations.default,
  pointDefinition: {
    customName: FIELDS.pointDefinition.customName.default,
    customNameForms: FIELDS.pointDefinition.customNameForms.default,
    icon: FIELDS.pointDefinition.icon.default,
  },
  status: FIELDS.status.default,
  pointsExpiration: {
    status: FIELDS.pointsExpiration.status.default,
    monthsOfInactivity: FIELDS.pointsExpiration.monthsOfInactivity.default,
    expiringPointsPercentage: FIELDS.pointsExpiration.expiringPointsPercentage.default,
  },
  createdDate: since,
  updatedDate: since,
});

// The types that derive from the fields.

type Definitions = typeof FIELDS;

/** What a caller may pass for the fields that an update can set. Absent: unchanged. `null`: back to the default. */
type InputOf<T, F> = {
  readonly [
    Key in keyof T as Key extends keyof F
      ? F[Key] extends { readonly kind: unknown; readonly event?: never }
        ? never
        : Key
      : never
  ]?: Key extends keyof F
    ? F[Key] extends { readonly kind: { readonly input?: infer Input } }
      ? Input | null
      : InputOf<T[Key], F[Key]> | null
    : never;
};

/** The values of the fields that one of `Events` reports, as far as they changed. */
type ReportedBy<Events, T, F> = {
  readonly [
    Key in keyof T as Key extends keyof F
      ? F[Key] extends { readonly kind: unknown }
        ? F[Key] extends { readonly event: Events }
          ? Key
          : never
        : Extract<F[Key][keyof F[Key]], { readonly event: Events }> extends never
          ? never
          : Key
      : never
  ]?: Key extends keyof F
    ? F[Key] extends { readonly kind: unknown }
      ? T[Key]
      : ReportedBy<Events, T[Key], F[Key]>
    : never;
};

/**
 * What a caller wants changed. Absent: unchanged. `null`: back to the default; for the name that is "none", which
 * only a DRAFT may have. Fields that an update can't set, such as `status`, are ignored, so that a whole program can
 * be sent back.
 */
export type ProgramUpdateInput = InputOf<LoyaltyProgram, Definitions>;

/** The values of a program that one event reports: those that changed, no others. */
export type Reported<Event extends UpdateEventType> = ReportedBy<Event, LoyaltyProgram, Definitions>;

/** Values for some of the fields that an update can set. */
export type ProgramUpdate = Reported<UpdateEventType>;

// The fields as a list, for code that treats all of them alike.

/** A field of the program, with its path. */
export interface Field {
  /** `name`, `pointDefinition.icon`. */
  readonly path: string;
  /** The part of the program that holds it; `null` for the program itself. */
  readonly part: string | null;
  readonly key: string;
  readonly kind: Kind<unknown, unknown>;
  readonly default: unknown;
  /** `null`: only operations change it. */
  readonly event: UpdateEventType | null;
}

type Definition = Omit<Field, 'path' | 'part' | 'key' | 'event'> & { readonly event?: UpdateEventType };
type DefinitionTree = Readonly<Record<string, Definition | Readonly<Record<string, Definition>>>>;

const isField = (node: Definition | Readonly<Record<string, Definition>>): node is Definition =>
  'kind' in node;

const fieldsIn = (definitions: DefinitionTree, part: string | null): readonly Field[] =>
  Object.entries(definitions).flatMap(([key, node]) =>
    isField(node)
      ? [{ event: null, ...node, part, key, path: pathOf(part ?? '', key) }]
      : fieldsIn(node, key),
  );

/** Every field, in the order of `FIELDS`. */
export const FIELD_LIST: readonly Field[] = fieldsIn(FIELDS, null);

/** The parts of a program that hold fields, each with its fields; `null` is the program itself. */
export const FIELDS_BY_PART: ReadonlyMap<string | null, readonly Field[]> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ FIELD_LIST.map(({ part }) => [part, FIELD_LIST.filter((field) => field.part === part)]),
);

const NOTHING: RawRecord = {};

/** An object of the model, to be read by keys known only at run time. */
const keyed = (value: unknown): RawRecord => (isRecord(value) ? value : NOTHING);

/** The value that a program has, or a set of changes names, for a field; `undefined` where it names none. */
export const valueOf = (holder: object, { part, key }: Field): unknown => {
  const record = keyed(holder);
  return part === null ? record[key] : keyed(record[part])[key];
};
