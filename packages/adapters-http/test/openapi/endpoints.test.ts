import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { PREFIXES } from '../../src/server/index.js';
import { ENDPOINTS } from '../../src/server/routes.js';
import { inDocument } from '../support/documented.js';

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  isRecord(value) ? Object.entries(value) : [];

const namesOf = (parameters: unknown): readonly unknown[] =>
  Array.isArray(parameters) ? parameters.map((each: unknown) => (isRecord(each) ? each['name'] : each)) : [];

describe('The OpenAPI document', () => {
  it('has every endpoint and no other', () => {
    const documented = entriesOf(inDocument('paths')).flatMap(([path, item]) =>
      entriesOf(item).map(([method, operation]) => [
        method.toUpperCase(),
        path,
        isRecord(operation) ? operation['operationId'] : undefined,
      ]),
    );
    const served = ENDPOINTS.map(({ method, path, operationId }) => [method, path, operationId]);
    expect(documented.toSorted()).toEqual(served.toSorted());
  });

  it('names both prefixes and asks for the key', () => {
    expect(inDocument('servers')).toEqual(PREFIXES.map((url) => ({ url })));
    expect(inDocument('security')).toEqual([{ key: [] }]);
    expect(inDocument('components', 'securitySchemes', 'key')).toEqual({
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
    });
  });

  it.each(ENDPOINTS.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    'documents input and errors of %s',
    (_operationId, { method, path, site, permission, requestBody, bodyRequired, query }) => {
      const operation = (...keys: readonly string[]) =>
        inDocument('paths', path, method.toLowerCase(), ...keys);
      expect(operation('description')).toContain(permission);
      const site_ = { header: 'wix-site-id', path: 'siteId', none: undefined }[site];
      const parameters = namesOf(operation('parameters'));
      if (site_ !== undefined) expect(parameters).toContain(site_);
      expect(parameters).toEqual(expect.arrayContaining(Object.keys(query ?? {})));
      expect(operation('requestBody', 'required')).toBe(
        requestBody === undefined ? undefined : bodyRequired === true,
      );
      const responses = entriesOf(operation('responses')).map(([status]) => status);
      expect(responses).toEqual(expect.arrayContaining(['200', '401', '403', '500', '503']));
      if (requestBody !== undefined) expect(responses).toEqual(expect.arrayContaining(['400', '413', '415']));
    },
  );

  it('has neither dangling references nor unused schemas', () => {
    const text = JSON.stringify([inDocument('paths'), inDocument('components')]);
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/gu)].map(
      ([, name]) => name,
    );
    const schemas = entriesOf(inDocument('components', 'schemas')).map(([name]) => name);
    expect([...new Set(referred)].toSorted()).toEqual(schemas.toSorted());
  });
});
