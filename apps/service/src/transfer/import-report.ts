/** How many refused lines are named; the others are counted. */
const NAMED_REFUSALS = 20;

/** How long a reason may be, in characters. It may hold names of fields, and those come from the file. */
const MAX_REASON = 300;

/** A line of which nothing was stored. */
export interface Refusal {
  readonly line: number;
  readonly reason: string;
}

/** What became of the lines of a file. */
export interface ImportReport {
  readonly stored: number;
  /** Sites that were there already, just as they are in the file. */
  readonly present: number;
  readonly refused: number;
  /** The first of those that were refused. */
  readonly refusals: readonly Refusal[];
}

export const EMPTY_REPORT: ImportReport = { stored: 0, present: 0, refused: 0, refusals: [] };

const shortened = ({ line, reason }: Refusal): Refusal => ({
  line,
  reason: reason.slice(0, MAX_REASON).replace(/[\s\p{Cc}]+/gu, ' '),
});

/** The report with what became of further lines. */
export const reportWith = (report: ImportReport, further: Omit<ImportReport, 'refused'>): ImportReport => ({
  stored: report.stored + further.stored,
  present: report.present + further.present,
  refused: report.refused + further.refusals.length,
  refusals: [
    ...report.refusals,
    ...further.refusals
      .toSorted((a, b) => a.line - b.line)
      .slice(0, NAMED_REFUSALS)
      .map(shortened),
  ].slice(0, NAMED_REFUSALS),
});
