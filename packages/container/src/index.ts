import 'reflect-metadata';

export { coreModule, systemClockModule } from './core.js';
export { TOKENS } from './tokens.js';
