/** The icons to choose from. Their names stand in stored URLs: none may go. */
export const PRESET_NAMES = [
  'star',
  'heart',
  'coin',
  'gem',
  'crown',
  'gift',
  'shell',
  'anchor',
  'leaf',
  'flower',
  'cup',
  'cake',
  'bag',
  'scissors',
  'dumbbell',
  'paw',
  'ticket',
  'book',
  'sun',
  'moon',
  'bolt',
  'mountain',
  'drop',
  'key',
] as const;

export type PresetName = (typeof PRESET_NAMES)[number];
