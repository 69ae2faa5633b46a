import type { BadSetting } from '../../src/config/bad-setting.js';

// For both ends of a `match`, where a setting has to be refused.
export const accepted = (): string => 'was accepted';
export const lineOf = ({ message }: BadSetting): string => message;
