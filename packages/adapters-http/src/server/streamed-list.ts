import type { Result } from 'neverthrow';
import type { Answer, AnswerPart } from './endpoint.js';
import type { ApiError } from './errors.js';

/** A part of a list that is read page by page. */
export interface ListPage {
  readonly items: readonly unknown[];
  /** It is the last one; `tail` stands beside the list in the answer. */
  readonly end?: { readonly tail: Readonly<Record<string, unknown>> };
}

const joined = (items: readonly unknown[]): string => items.map((item) => JSON.stringify(item)).join(',');

/** Reads on while the caller does: at no time is more than one page in memory. */
async function* partsOf(
  name: string,
  first: ListPage,
  readPage: () => Promise<Result<ListPage, ApiError>>,
): AsyncGenerator<AnswerPart> {
  yield { text: `{${JSON.stringify(name)}:[${joined(first.items)}` };
  let isEmpty = first.items.length === 0;
  for (;;) {
    const page = await readPage();
    if (page.isErr()) {
      yield { error: page.error };
      return;
    }
    const { items, end } = page.value;
    yield { text: (isEmpty || items.length === 0 ? '' : ',') + joined(items) };
    isEmpty &&= items.length === 0;
    if (end !== undefined) {
      const tail = JSON.stringify(end.tail).slice(1);
      yield { text: tail === '}' ? ']}' : `],${tail}` };
      return;
    }
  }
}

/**
 * Answers with `{"name": [items of all pages], ...tail}`. The first page is read before the answer begins, so that its
 * failure is an error like any other; a list of one page is an answer like any other.
 */
export const streamList = async (
  name: string,
  readPage: () => Promise<Result<ListPage, ApiError>>,
): Promise<Result<Answer, ApiError>> =>
  (await readPage()).map((first): Answer =>
    first.end === undefined
      ? { parts: partsOf(name, first, readPage) }
      : { body: { [name]: first.items, ...first.end.tail } },
  );
