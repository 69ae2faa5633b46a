import type { ConfigError } from '../../src/errors.js';

// For both ends of a `match`, where a setting has to be refused.
export const accepted = (): string => 'was accepted';
export const lineOf = ({ message }: ConfigError): string => message;
