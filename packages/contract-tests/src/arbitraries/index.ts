export { blanks, forbiddenCharacters, invisibleCharacters, visibleCharacters } from './characters.js';
export { iconIds, iconInputs, refusedIconUrls } from './icons.js';
export { accountIds, actors, installations, installedSites, siteIds, timestamps } from './installations.js';
export { validInputs } from './inputs.js';
export { anyJson } from './json.js';
export { nameForms } from './name-forms.js';
export { type OperationRequest, operationRequests } from './operations.js';
export {
  type FieldCase,
  type IconCase,
  type PartCase,
  type PatchCases,
  patchCases,
  rawPatchOf,
} from './patches.js';
export {
  type TextLimits,
  anyTexts,
  customNames,
  displayTexts,
  forbiddenTexts,
  invisibleTexts,
  programNames,
  storableTexts,
  tooLongTexts,
  unstorableTexts,
} from './texts.js';
export { updateInputs } from './updates.js';
