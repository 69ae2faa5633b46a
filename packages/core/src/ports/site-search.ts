import { type Result, err, ok } from 'neverthrow';
import type { LoyaltyProgram, ProgramName, ProgramStatus } from '../program/loyalty-program.js';
import { type AccountId, SITE_ID_LENGTH, type SiteId } from '../values/identifiers.js';
import { branded } from '../values/parsing.js';
import { normaliseText } from '../values/text.js';
import type { RepositoryUnavailable } from './loyalty-program-repository.js';
import type { InvalidCursor } from './program-event-feed.js';

/** Which sites to search, and for what. */
export interface SiteSearch {
  /**
   * Only sites whose id or program name starts with this. Ids match as written; in names, ASCII letters match in
   * either case. White space around it does not count, and an empty text matches every site.
   */
  readonly text?: string;
  /** Only sites whose program has this status. An installed site without a stored program is in DRAFT. */
  readonly status?: ProgramStatus;
  /** Only sites whose installation belongs to this account. */
  readonly accountId?: AccountId;
  /**
   * Only these sites. With an `accountId`, those of them that are not installed are included too: they belong to no
   * account.
   */
  readonly siteIds?: ReadonlySet<SiteId>;
  /** The `nextCursor` of an earlier page of the same search; absent: from the start. */
  readonly cursor?: string;
  /** Return at most this many sites, from 1. */
  readonly limit: number;
}

/** A site as a search finds it. */
export interface SiteSummary {
  readonly siteId: SiteId;
  readonly name: LoyaltyProgram['name'];
  /** DRAFT where no program is stored. */
  readonly status: ProgramStatus;
  readonly isInstalled: boolean;
  /** `null` where loyalty is not installed, too. */
  readonly accountId: AccountId | null;
}

export interface SiteSearchPage {
  /** May be fewer than `limit`, or none, although there are more: a search reads a bounded number of rows. */
  readonly sites: readonly SiteSummary[];
  /** Where to read on. Opaque. `null`: there are no more. */
  readonly nextCursor: string | null;
}

/** How many rows of an index one call may read. */
export const MAX_SEARCHED_SITES = 1000;

/** A position in the order of names: by name key, then by id. */
export interface NamePosition {
  readonly nameKey: string;
  readonly siteId: string;
}

/**
 * What a store reads for `searchSites`: pages of at most `limit` sites in the order of an index, by code points.
 * `from` and `after` need not be there. Each method may reject; the rejection is the cause of an outage.
 */
export interface SiteIndexes {
  /** Sites of the directory with ids behind `after`, or from `from` on. */
  byId(position: IdPosition, limit: number): Promise<readonly SiteSummary[]>;
  /** The same for sites whose program has left DRAFT and has this status. */
  byStatus(
    status: Exclude<ProgramStatus, 'DRAFT'>,
    position: IdPosition,
    limit: number,
  ): Promise<readonly SiteSummary[]>;
  /** The same for sites that are installed for this account. */
  byAccount(accountId: AccountId, position: IdPosition, limit: number): Promise<readonly SiteSummary[]>;
  /** Those of the sites that are in the directory, in the order of their ids. */
  among(siteIds: readonly SiteId[]): Promise<readonly SiteSummary[]>;
  /** Sites with a named program, in the order of `nameKeyOf` their names and then of their ids, behind a position. */
  byName(after: NamePosition, limit: number): Promise<readonly SiteSummary[]>;
}

/** Where to start in the order of ids: behind one, or at one. */
export interface IdPosition {
  readonly after: string;
  readonly from: string;
}

/** The name of a program as a store holds it, like `storedSiteId`. */
export const storedProgramName = (text: string): ProgramName => branded(text);

/** How names are compared and ordered: ASCII letters in lower case, all else as it is. */
export const nameKeyOf = (name: string): string => name.replace(/[A-Z]/gu, (letter) => letter.toLowerCase());

/** Orders texts by code points, as stores do; `<` orders UTF-16 code units. */
export const compareCodePoints = (a: string, b: string): number => {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

/** No id or name holds anything else, and some stores can't even be asked for it. */
const isSearchable = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);

/** A search reads the order of ids first, then that of names. */
type Position = { readonly by: 'id'; readonly after: string } | ({ readonly by: 'name' } & NamePosition);

const cursorAt = (position: Position): string =>
  position.by === 'id' ? `id ${position.after}` : `name ${position.siteId} ${position.nameKey}`;

const positionOf = (cursor: string): Result<Position, InvalidCursor> => {
  const [, by, siteId = '', , nameKey = ''] =
    /^(id|name) ([A-Za-z0-9._:-]*)( ([^\0]*))?$/u.exec(cursor) ?? [];
  const isKnown = siteId.length <= SITE_ID_LENGTH.maxLength;
  if (by === 'id' && isKnown && nameKey === '') return ok({ by, after: siteId });
  return by === 'name' && isKnown && isSearchable(nameKey)
    ? ok({ by, siteId, nameKey })
    : err({ type: 'InvalidCursor', cursor });
};

/** What was found in one order, and where to read on in it; `null` at its end. */
interface Found {
  readonly sites: readonly SiteSummary[];
  readonly next: Position | null;
}

/** Takes the sites that match, until there are enough. */
const take = (
  rows: readonly SiteSummary[],
  requested: number,
  wanted: number,
  matches: (site: SiteSummary) => boolean,
  positionAt: (site: SiteSummary) => Position,
  isBehind: (site: SiteSummary) => boolean = () => false,
): Found => {
  const sites: SiteSummary[] = [];
  for (const [index, site] of rows.entries()) {
    if (isBehind(site)) return { sites, next: null };
    const before = rows[index - 1];
    if (sites.length === wanted && before !== undefined) return { sites, next: positionAt(before) };
    if (matches(site)) sites.push(site);
  }
  const last = rows.at(-1);
  return { sites, next: rows.length < requested || last === undefined ? null : positionAt(last) };
};

const byIdPosition = ({ siteId }: SiteSummary): Position => ({ by: 'id', after: siteId });

const byNamePosition = ({ siteId, name }: SiteSummary): Position => ({
  by: 'name',
  siteId,
  nameKey: nameKeyOf(name ?? ''),
});

const isOfAccount = ({ accountId, siteIds }: SiteSearch, site: SiteSummary): boolean =>
  accountId === undefined || site.accountId === accountId || (siteIds !== undefined && !site.isInstalled);

/** Searches the sites of a list or of an account, by id and by name at once. */
const searchScope = async (
  query: SiteSearch,
  indexes: SiteIndexes,
  text: string,
  after: string,
): Promise<Found> => {
  const { siteIds, accountId, status, limit } = query;
  const matches = (site: SiteSummary): boolean =>
    isOfAccount(query, site) &&
    (status === undefined || site.status === status) &&
    (site.siteId.startsWith(text) || nameKeyOf(site.name ?? '').startsWith(nameKeyOf(text)));
  if (siteIds !== undefined) {
    const named = [...siteIds].filter((siteId) => siteId > after).sort();
    const part = named.slice(0, MAX_SEARCHED_SITES);
    const found = take(await indexes.among(part), Number.POSITIVE_INFINITY, limit, matches, byIdPosition);
    const last = part.at(-1);
    return found.next !== null || part.length === named.length || last === undefined
      ? found
      : { ...found, next: { by: 'id', after: last } };
  }
  if (accountId === undefined) return { sites: [], next: null };
  const size = text === '' && status === undefined ? limit + 1 : MAX_SEARCHED_SITES;
  const rows = await indexes.byAccount(accountId, { after, from: '' }, size);
  return take(rows, size, limit, matches, byIdPosition);
};

const searchIds = async (
  { status, limit }: SiteSearch,
  indexes: SiteIndexes,
  text: string,
  after: string,
): Promise<Found> => {
  // Drafts that are not stored stand in no index of statuses, so these are found by reading all.
  const size = status === 'DRAFT' ? MAX_SEARCHED_SITES : limit + 1;
  const position = { after, from: text };
  const rows =
    status === undefined || status === 'DRAFT'
      ? await indexes.byId(position, size)
      : await indexes.byStatus(status, position, size);
  return take(
    rows,
    size,
    limit,
    (site) => status === undefined || site.status === status,
    byIdPosition,
    ({ siteId }) => !siteId.startsWith(text),
  );
};

const searchNames = async (
  { status, limit }: SiteSearch,
  indexes: SiteIndexes,
  text: string,
  after: NamePosition,
): Promise<Found> => {
  const size = status === undefined ? limit + 1 : MAX_SEARCHED_SITES;
  const key = nameKeyOf(text);
  return take(
    await indexes.byName(after, size),
    size,
    limit,
    // Ids come first, so a site that matches by both was found already.
    (site) => !site.siteId.startsWith(text) && (status === undefined || site.status === status),
    byNamePosition,
    ({ name }) => !nameKeyOf(name ?? '').startsWith(key),
  );
};

const search = async (query: SiteSearch, indexes: SiteIndexes, start: Position): Promise<Found> => {
  const text = normaliseText(query.text ?? '');
  if (!isSearchable(text)) return { sites: [], next: null };
  if (query.siteIds !== undefined || query.accountId !== undefined) {
    return searchScope(query, indexes, text, start.by === 'id' ? start.after : start.siteId);
  }
  const names: NamePosition = start.by === 'name' ? start : { nameKey: nameKeyOf(text), siteId: '' };
  if (start.by === 'name') return searchNames(query, indexes, text, names);
  const byId = await searchIds(query, indexes, text, start.after);
  if (byId.next !== null || text === '') return byId;
  const wanted = query.limit - byId.sites.length;
  if (wanted === 0) return { sites: byId.sites, next: { by: 'name', ...names } };
  const byName = await searchNames({ ...query, limit: wanted }, indexes, text, names);
  return { sites: [...byId.sites, ...byName.sites], next: byName.next };
};

/**
 * `SiteDirectory.searchSites` over the indexes of a store. One call reads each index at most once, and at most
 * `MAX_SEARCHED_SITES` rows of it.
 */
export const searchSites = async (
  query: SiteSearch,
  indexes: SiteIndexes,
): Promise<Result<SiteSearchPage, InvalidCursor | RepositoryUnavailable>> => {
  const start = query.cursor === undefined ? ok({ by: 'id' as const, after: '' }) : positionOf(query.cursor);
  if (start.isErr()) return err(start.error);
  try {
    const { sites, next } = await search(query, indexes, start.value);
    return ok({ sites, nextCursor: next === null ? null : cursorAt(next) });
  } catch (cause) {
    return err({ type: 'RepositoryUnavailable', cause });
  }
};
