import {
  type NamedStatement,
  PostgresLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/postgres';
import { uniqueSiteId } from '@loyalty-programs/contract-tests';
import { describe, expect, it } from 'vitest';

const findIn = async (schema: string): Promise<NamedStatement> => {
  const statements: NamedStatement[] = [];
  const query = (statement: NamedStatement) => {
    statements.push(statement);
    return Promise.resolve({ rows: [] });
  };
  (await new PostgresLoyaltyProgramRepository({ query }, { schema }).find(uniqueSiteId()))._unsafeUnwrap();
  const [statement] = statements;
  if (statement === undefined) throw new Error('nothing was sent');
  return statement;
};

describe('The name of a prepared statement', () => {
  it('depends on the text and the schema', async () => {
    const schemas = Array.from({ length: 5000 }, (_, index) => `tenant_${index}`);
    const names = await Promise.all(schemas.map(async (schema) => (await findIn(schema)).name));
    expect(new Set(names).size).toBe(schemas.length);
    expect((await findIn('tenant_7')).name).toBe(names[7]);
  });

  it('is not truncated by the server, however long the schema', async () => {
    const { name = '' } = await findIn('ä'.repeat(31));
    expect(name).toMatch(/^loyalty-programs\/find\/[0-9a-f]{16}$/u);
    expect(Buffer.byteLength(name.replace('find', 'giveEventsPositions'))).toBeLessThanOrEqual(63);
  });
});
