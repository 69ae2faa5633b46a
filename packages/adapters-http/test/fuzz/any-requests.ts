import fc, { type Arbitrary } from 'fast-check';
import type { Asked } from '../support/ask.js';
import { bodies } from './bodies.js';
import { headers } from './headers.js';
import { targets } from './targets.js';

/** A request with its method. */
export interface AnyRequest extends Asked {
  readonly method: string;
}

/** Any request at all; many of them are right, or nearly so. */
export const anyRequests = (): Arbitrary<AnyRequest> =>
  fc.tuple(targets(), headers(), bodies()).map(([target, fields, body]) => ({
    ...target,
    headers: fields,
    ...(body !== undefined && { body }),
  }));
