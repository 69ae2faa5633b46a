import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ICruiseResult, cruise } from 'dependency-cruiser';
import { type AllowRule, type BanRule, allowRules, banRules } from './rules.js';

export interface Finding {
  readonly rule: string;
  readonly because: string;
  /** The file that breaks the rule; none if the rule matches no file. */
  readonly from?: string;
  readonly to?: string;
}

const folders = ['packages', 'apps', 'tools', 'examples', 'benchmarks', 'docs'];

/** Every broken rule below `root`, and every rule that guards nothing because it matches no file. */
export async function checkArchitecture(root: string): Promise<Finding[]> {
  const { modules, summary } = await graphOf(root);
  const files = modules.map(({ source }) => source).filter((source) => existsSync(join(root, source)));
  const idle = [...allowRules, ...banRules]
    .filter(({ from }) => !files.some((file) => isOurs(file) && new RegExp(from).test(file)))
    .map(({ name, because }) => ({ rule: name, because }));
  const broken = summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    because: becauseOf(rule.name),
    from,
    to: cycle === undefined ? to : cycle.map(({ name }) => name).join(' → '),
  }));
  return [...idle, ...broken];
}

export function describeFinding({ rule, because, from, to }: Finding): string {
  const what = from === undefined ? 'matches no file, so it guards nothing.' : `${from} → ${to ?? '?'}`;
  return `${rule}: ${what}\n  ${because}`;
}

const isOurs = (file: string): boolean => !file.includes('node_modules/');

const becauseOf = (rule: string): string =>
  [...allowRules, ...banRules].find(({ name }) => name === rule)?.because ?? '';

async function graphOf(root: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(root, folder))),
    {
      baseDir: root,
      doNotFollow: { path: '(^|/)(node_modules|dist)(/|$)' },
      // Imports of types count: what a file names, it depends on.
      tsPreCompilationDeps: true,
      validate: true,
      ruleSet: { forbidden: [...allowRules.map(forbidTheRest), ...banRules.map(forbid)] },
    },
    {
      conditionNames: ['@loyalty-programs/source', 'import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
      bustTheCache: true,
    },
  );
  if (typeof output === 'string') throw new Error(output);
  return output;
}

const forbidTheRest = ({ name, from, mayImport }: AllowRule) => ({
  name,
  severity: 'error' as const,
  from: { path: from },
  to: { pathNot: [...mayImport] },
});

const forbid = ({ name, from, to: { relative, ...to } }: BanRule) => ({
  name,
  severity: 'error' as const,
  from: { path: from, pathNot: 'node_modules/' },
  to: relative ? { ...to, dependencyTypes: ['local' as const] } : to,
});
