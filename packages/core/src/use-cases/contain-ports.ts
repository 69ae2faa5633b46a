import { err, type Result, ResultAsync } from 'neverthrow';
import type {
  InstallationCheck,
  InstallationCheckUnavailable,
  InstallationRegistry,
  InstallationRegistryUnavailable,
} from '../ports/installations.js';
import type { LoyaltyProgramRepository, RepositoryUnavailable } from '../ports/loyalty-program-repository.js';
import { isRecord, ownValue } from '../values/parsing.js';

/**
 * The one place where a promise becomes a `ResultAsync`. Ports are contained and input is parsed, so only an argument
 * that throws when it is read comes to the `failure`: a getter or a proxy. Nothing was changed then.
 */
export const settle = <T, E>(
  work: () => Promise<Result<T, E>>,
  failure: (cause: unknown) => E,
): ResultAsync<T, E> => new ResultAsync(settled(work, failure));

const settled = async <T, E>(
  work: () => Promise<Result<T, E>>,
  failure: (cause: unknown) => E,
): Promise<Result<T, E>> => {
  try {
    return await work();
  } catch (cause) {
    return err(failure(cause));
  }
};

/** What a caller passes as `Unvalidated` is taken out of it; anything else is the input itself. */
export const rawInput = (input: unknown): unknown =>
  isRecord(input) && Object.hasOwn(input, 'unvalidated') ? ownValue(input, 'unvalidated') : input;

/** The part of a repository that the use cases call. */
export type UsedRepository = Pick<
  LoyaltyProgramRepository,
  'find' | 'findMany' | 'save' | 'history' | 'erase'
>;

/** What a correct port answers: a `Result` whose error is an object. */
const isAnswer = (answer: unknown): boolean =>
  isRecord(answer) &&
  typeof answer['isOk'] === 'function' &&
  ('value' in answer || (isRecord(answer['error']) && typeof answer['error']['type'] === 'string'));

/** What is known about a port that broke its contract. */
const BROKEN = 'the port gave no result';

/** The answer to a call of a port; `failure` where the port throws, rejects or answers nonsense, against its contract. */
const contained = async <T, E>(
  call: () => Promise<Result<T, E>>,
  failure: (cause: unknown) => E,
): Promise<Result<T, E>> => {
  try {
    const answer = await call();
    return isAnswer(answer) ? answer : err(failure(new TypeError(BROKEN)));
  } catch (cause) {
    return err(failure(cause));
  }
};

export const repositoryUnavailable = (cause: unknown): RepositoryUnavailable => ({
  type: 'RepositoryUnavailable',
  cause,
});

export const checkUnavailable = (cause: unknown): InstallationCheckUnavailable => ({
  type: 'InstallationCheckUnavailable',
  cause,
});

export const registryUnavailable = (cause: unknown): InstallationRegistryUnavailable => ({
  type: 'InstallationRegistryUnavailable',
  cause,
});

export const containRepository = (repository: LoyaltyProgramRepository): UsedRepository => ({
  find: (siteId) => contained(() => repository.find(siteId), repositoryUnavailable),
  findMany: (siteIds) => contained(() => repository.findMany(siteIds), repositoryUnavailable),
  save: (change) => contained(() => repository.save(change), repositoryUnavailable),
  history: (siteId, afterRevision, limit) =>
    contained(() => repository.history(siteId, afterRevision, limit), repositoryUnavailable),
  erase: (siteId, context) => contained(() => repository.erase(siteId, context), repositoryUnavailable),
});

export const containCheck = (check: InstallationCheck): InstallationCheck => ({
  check: (siteId) => contained(() => check.check(siteId), checkUnavailable),
  checkMany: (siteIds) => contained(() => check.checkMany(siteIds), checkUnavailable),
});

export const containRegistry = (
  registry: InstallationRegistry,
): Pick<InstallationRegistry, 'register' | 'remove'> => ({
  register: (siteId, installation, onlyIf, context) =>
    contained(() => registry.register(siteId, installation, onlyIf, context), registryUnavailable),
  remove: (siteId, onlyIf, context) =>
    contained(() => registry.remove(siteId, onlyIf, context), registryUnavailable),
});
