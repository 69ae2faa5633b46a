import { createRequire } from 'node:module';

/** What the official client does to an icon between its user and the service. */
export interface OfficialClient {
  transformRESTImageToSDKImage(icon: object | undefined): string | undefined;
  transformSDKImageToRESTImage(image: string | undefined): object | undefined;
}

const isOfficialClient = (module: unknown): module is OfficialClient =>
  typeof module === 'object' &&
  module !== null &&
  'transformRESTImageToSDKImage' in module &&
  'transformSDKImageToRESTImage' in module;

/** The transformations are no dependency of ours: they are found the way the client itself finds them. */
const load = (): OfficialClient => {
  const loyalty = createRequire(createRequire(import.meta.url).resolve('@wix/loyalty'));
  const programs = createRequire(loyalty.resolve('@wix/auto_sdk_loyalty_programs'));
  const module: unknown = programs('@wix/sdk-runtime/transformations/image');
  if (isOfficialClient(module)) return module;
  throw new TypeError('the official client transforms images no more as it did');
};

export const officialClient = load();
