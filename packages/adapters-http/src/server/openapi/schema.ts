/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
export type OpenApiSchema = Readonly<Record<string, unknown>>;

/** Refers to a schema of the document by its name. */
export const ref = (name: string): OpenApiSchema => ({ $ref: `#/components/schemas/${name}` });
