export { CATALOGUE, type LabelLocale, type Patterns, type PointUnit } from './catalogue.js';
export {
  type FormatPointsOptions,
  type LabelOptions,
  type LabelledPoints,
  formatPoints,
  unitName,
} from './point-labels.js';
