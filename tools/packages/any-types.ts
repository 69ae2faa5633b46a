import ts from 'typescript';

/** Where a declaration file says `any`: it would switch off type checks in whoever uses it. */
export function anyTypesIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file}:${line + 1}`);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}
