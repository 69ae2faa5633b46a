import type { en } from './en.js';

export type MessageKey = keyof typeof en;

/** All messages in one language. Forms for further plural categories, such as `months.few`, may stand beside. */
export type Messages = Readonly<Record<MessageKey, string>> &
  Readonly<Partial<Record<`${string}.${'zero' | 'two' | 'few' | 'many'}`, string>>>;
