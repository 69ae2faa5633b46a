/** A signed request. */
export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long, in milliseconds, it may take until the answer is read. */
  readonly timeout: number;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** The header of this name. */
  readonly retryAfter: string | undefined;
  /** The beginning of the body. */
  readonly text: string;
  /** What was wrong with the answer, in a few words; `null` where nothing was. */
  readonly error: string | null;
}

/** No answer came. */
export interface NoAnswer {
  readonly status: null;
  /** Why, in a few words that give nothing away of the network. */
  readonly error: string;
  /** What happened, for logs. */
  readonly cause: unknown;
}

/** Sends the requests of deliveries. */
export interface WebhookSender {
  /** Posts a request, follows no redirect. Never rejects. */
  send(request: OutgoingRequest): Promise<Answer | NoAnswer>;
  close(): Promise<void>;
}
