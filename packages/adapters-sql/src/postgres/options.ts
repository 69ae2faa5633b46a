/** How the adapters use a database. Give the same options to each of them. */
export interface PostgresOptions {
  /**
   * The schema of the tables. By default the first one of the search path, looked up once, at the first call.
   * The adapters and `migrate` touch no other schema, whatever the search path says later.
   */
  readonly schema?: string | undefined;
}
