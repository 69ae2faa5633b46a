import type { PresetName } from './names.js';

const svg = (colour: string, glyph: string, lines = '', holes = '', cuts = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="96" height="96"><circle cx="24" cy="24" r="24" fill="${colour}"/>` +
  `<g fill="#fff">${glyph}</g>` +
  `<g fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">${lines}</g>` +
  `<g fill="${colour}">${holes}</g>` +
  `<g fill="none" stroke="${colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${cuts}</g></svg>`;

const DRAWINGS = {
  star: svg(
    '#b7791f',
    '<path d="M24.0 11.0L27.5 20.1L37.3 20.7L29.7 26.9L32.2 36.3L24.0 31.0L15.8 36.3L18.3 26.9L10.7 20.7L20.5 20.1z"/>',
  ),
  heart: svg(
    '#c2334d',
    '<path d="M24 37C8 26 10 13 18 13c3.5 0 6 2.5 6 5 0-2.5 2.5-5 6-5 8 0 10 13-6 24z"/>',
  ),
  coin: svg(
    '#a16207',
    '<circle cx="24" cy="24" r="13"/>',
    '',
    '',
    '<circle cx="24" cy="24" r="9.5"/><path d="M24 19v10M20.5 22l3.5-3M21 29h6"/>',
  ),
  gem: svg(
    '#2563a8',
    '<path d="M16 13h16l6 8-14 16L10 21z"/>',
    '',
    '',
    '<path d="M10 21h28M18 21l6 15 6-15-6-8z"/>',
  ),
  crown: svg('#8a5a00', '<path d="M11 33l-1-17 8 7 6-11 6 11 8-7-1 17zM11 35h26v3H11z"/>'),
  gift: svg(
    '#9d2f6b',
    '<path d="M12 19h24v6H12zM14 26h20v11H14z"/>',
    '<path d="M24 19c-3-7-10-7-9-2 .5 2 4 2 9 2zm0 0c3-7 10-7 9-2-.5 2-4 2-9 2z"/>',
    '',
    '<path d="M24 19v18"/>',
  ),
  shell: svg(
    '#b4531a',
    '<path d="M21 37l-9-9a14 14 0 1 1 24 0l-9 9z"/>',
    '',
    '',
    '<path d="M24 37V15M22 36l-6-17M26 36l6-17M20 35l-8-10M28 35l8-10"/>',
  ),
  anchor: svg(
    '#1f4e79',
    '',
    '<circle cx="24" cy="14" r="3"/><path d="M24 17v20M18 22h12M11 27c1 7 6 10 13 10s12-3 13-10"/>',
  ),
  leaf: svg(
    '#2f7d3a',
    '<path d="M12 36c-2-15 8-23 25-24 0 17-7 26-21 23z"/>',
    '',
    '',
    '<path d="M11 38c5-9 11-14 18-18"/>',
  ),
  flower: svg(
    '#a13a8e',
    '<circle cx="24.0" cy="16.8" r="5.6"/><circle cx="30.8" cy="21.8" r="5.6"/><circle cx="28.2" cy="29.8" r="5.6"/><circle cx="19.8" cy="29.8" r="5.6"/><circle cx="17.2" cy="21.8" r="5.6"/>',
    '',
    '<circle cx="24" cy="24" r="3.5"/>',
  ),
  cup: svg(
    '#7a4a24',
    '<path d="M13 20h18v9a7 7 0 0 1-7 7h-4a7 7 0 0 1-7-7z"/>',
    '<path d="M31 23h3a3.5 3.5 0 0 1 0 7h-3M18 16v-4M22 16v-5M26 16v-4"/>',
  ),
  cake: svg(
    '#b23a5f',
    '<path d="M11 27c0-3 2-4 4-4h18c2 0 4 1 4 4v10H11z"/>',
    '<path d="M24 22v-6"/>',
    '',
    '<path d="M11 30c3 3 5 3 6.5 0 2 3 5 3 6.5 0 2 3 5 3 6.5 0 2 3 4 3 6.5 0"/>',
  ),
  bag: svg('#6d3fa0', '<path d="M13 19h22l2 18H11z"/>', '<path d="M18 22v-5a6 6 0 0 1 12 0v5"/>'),
  scissors: svg(
    '#4a5568',
    '',
    '<circle cx="16" cy="32" r="4"/><circle cx="32" cy="32" r="4"/><path d="M18.5 29L31 11M29.5 29L17 11"/>',
  ),
  dumbbell: svg(
    '#374151',
    '<path d="M11 19h4v10h-4zM16 15h5v18h-5zM27 15h5v18h-5zM33 19h4v10h-4zM21 22h6v4h-6z"/>',
  ),
  paw: svg(
    '#86532b',
    '<ellipse cx="13.5" cy="23" rx="3.2" ry="4"/><ellipse cx="20" cy="16" rx="3.2" ry="4.5"/><ellipse cx="28" cy="16" rx="3.2" ry="4.5"/><ellipse cx="34.5" cy="23" rx="3.2" ry="4"/><path d="M24 23c5 0 10 7 9 11-1 4-5 2-9 2s-8 2-9-2c-1-4 4-11 9-11z"/>',
  ),
  ticket: svg(
    '#b3402a',
    '<path d="M10 17h28v5a2.5 2.5 0 0 0 0 5v5H10v-5a2.5 2.5 0 0 0 0-5z"/>',
    '',
    '',
    '<path d="M29 18v3M29 23v3M29 28v3"/>',
  ),
  book: svg(
    '#0f6b6b',
    '<path d="M10 14c5-1 10 0 14 3 4-3 9-4 14-3v20c-5-1-10 0-14 3-4-3-9-4-14-3z"/>',
    '',
    '',
    '<path d="M24 17v20"/>',
  ),
  sun: svg(
    '#b45309',
    '<circle cx="24" cy="24" r="7"/>',
    '<path d="M34.0 24.0L38.0 24.0M31.1 31.1L33.9 33.9M24.0 34.0L24.0 38.0M16.9 31.1L14.1 33.9M14.0 24.0L10.0 24.0M16.9 16.9L14.1 14.1M24.0 14.0L24.0 10.0M31.1 16.9L33.9 14.1"/>',
  ),
  moon: svg('#3b3f8f', '<path d="M29 11a13.5 13.5 0 1 0 8 18c-10 4-18-7-8-18z"/>'),
  bolt: svg('#946200', '<path d="M27 9L13 27h9l-3 12 15-19h-9z"/>'),
  mountain: svg(
    '#40614b',
    '<path d="M8 35l12-20 6 10 4-6 10 16z"/>',
    '',
    '',
    '<path d="M16.5 23l3.5 3 3.5-4"/>',
  ),
  drop: svg(
    '#1d6fa5',
    '<path d="M24 9c7 9 11 14 11 19a11 11 0 0 1-22 0c0-5 4-10 11-19z"/>',
    '',
    '',
    '<path d="M18 28a6 6 0 0 0 6 6"/>',
  ),
  key: svg('#7c5c10', '', '<circle cx="17" cy="24" r="6"/><path d="M23 24h15M33 24v5M37 24v4"/>'),
} as const satisfies Record<PresetName, string>;

/** The icons to choose from, drawn for this project, by name. */
export const PRESETS: ReadonlyMap<string, string> = new Map(Object.entries(DRAWINGS));
