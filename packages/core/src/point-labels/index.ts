export { CATALOGUE, type LabelLocale, type Patterns, type PointUnit } from './catalogue.js';
export {
  type FormatPointsOptions,
  type LabelOptions,
  type LabelledPoints,
  type PointUnits,
} from './options.js';
export { type PointsNumberOptions } from './number-formats.js';
export { type UnitNameOptions, formatPoints, unitName } from './point-labels.js';
export { type NumberPart, type PointsPart, type TextPart, formatPointsToParts } from './parts.js';
export { formatPointsRange } from './range.js';
export { type NamedProgram, programName } from './program-name.js';
export { pointPatterns } from './patterns.js';
export { type ResolvedLabelLocale, resolveLabelLocale } from './label-locale.js';
