import 'reflect-metadata';

export { coreModule, systemClockModule, TOKENS } from './core.js';
