import type { Constant, Declaration, Import, Statement } from '../../../grammar/ast.ts';
import type { Model } from '../../model/model.ts';
import { findConstant } from '../../model/scope.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { isKind, isPartKind } from '../../schema/types.ts';
import { check, type Found } from '../check.ts';
import { isName } from '../names.ts';
import { remove } from '../text-edits.ts';
import { type BodyContext, declarationOf, kindSchemaOf, ofEachBody } from './bodies.ts';
import { referencesIn, typesIn } from './references.ts';

export const nameUnused = check({
  id: 'name.unused',
  severity: 'hint',
  each: 'file',
  docs: {
    summary: 'An import, a `let` or a local type is not used.',
    why: 'It makes the reader look for a use that is not there. The types of a file are never unused: another file may import them. A `let` that sets a parameter of a base anew is used where the base uses it, and an import that brings a `policy` is used by bringing it.',
    sources: ['The language, “Names”: docs/language.md'],
    fails: `
import nvidia

rack Compute {
  frame { height = 48U }
}
`,
    passes: `
import nvidia

rack Compute {
  frame { height = 48U }
  dgx[4] : nvidia.DgxH100
}
`,
    fixes: 'Removes it.',
  },
  *run(model, source) {
    const used = usesIn(model, source);
    const declared = constantsByBody();
    for (const { statement, body } of names(model, source)) {
      const unused = unusedName(model, source, statement, body, { used, declared });
      if (unused) yield unused;
    }
  },
});

/** The statements that give names which may be unused. */
const names = ofEachBody((_model, body) =>
  body.statements
    .filter(({ node, broken }) => !broken && (node === 'import' || node === 'constant' || node === 'declaration'))
    .map((statement) => ({ statement, body })),
);

function unusedName(
  model: Model,
  source: Source,
  node: Statement,
  body: BodyContext,
  { used, declared }: { readonly used: Uses; readonly declared: ConstantsByBody },
): Found | undefined {
  if (node.node === 'import') {
    return isImportUsed(model, source, node, used)
      ? undefined
      : unused(source, node, node, `"${model.program.importName(node)}" is imported and not used.`);
  }
  if (node.node === 'constant') {
    if (node.name.text === '' || used.constants.has(node)) return undefined;
    if (isTwice(node, body, declared) || isOverride(node, body, declared)) return undefined;
    return unused(source, node, node.name, `"${node.name.text}" is not used.`);
  }
  if (node.node !== 'declaration' || !node.name || body.kind === 'file' || body.kind === undefined) return undefined;
  const schema = kindSchemaOf(body);
  const mayStand = body.kind === 'fabric' || (schema !== undefined && schema.members.length > 0);
  const isLocalType = mayStand && isKind(node.keyword.text) && !isPartKind(node.keyword.text);
  return isLocalType && !used.types.has(node)
    ? unused(source, node, node.name, `The local type "${node.name.text}" is not used: a member brings it into being.`)
    : undefined;
}

function unused(
  source: Source,
  node: Statement,
  at: { readonly start: number; readonly end: number },
  message: string,
): Found {
  return { at: placeOf(source, at), message, fixes: () => [remove(source, node, 'Remove it')] };
}

/** What the statements of a file refer to. */
interface Uses {
  readonly aliases: ReadonlySet<string>;
  readonly constants: ReadonlySet<Constant>;
  readonly types: ReadonlySet<Declaration>;
}

/** An import is used by its name; one that is not there has a finding already, and one with a policy is used for it. */
function isImportUsed(model: Model, source: Source, node: Import, used: Uses): boolean {
  const name = model.program.importName(node);
  const location = model.program.target(source, node);
  const imported = location === undefined ? undefined : model.program.source(location);
  return name === undefined || !isName(name) || !imported || used.aliases.has(name) || imported.policies.length > 0;
}

/** How often each name is that of a constant of a body, counted once for each body. */
type ConstantsByBody = (statements: readonly Statement[]) => ReadonlyMap<string, number>;

function constantsByBody(): ConstantsByBody {
  const known = new Map<readonly Statement[], ReadonlyMap<string, number>>();
  return (statements) => {
    const counts = known.get(statements) ?? countsOf(statements);
    known.set(statements, counts);
    return counts;
  };
}

function countsOf(statements: readonly Statement[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of statements)
    if (each.node === 'constant') counts.set(each.name.text, (counts.get(each.name.text) ?? 0) + 1);
  return counts;
}

/** Whether a constant is declared twice in a body, which is found by name.duplicate. */
function isTwice({ name }: Constant, { statements }: BodyContext, declared: ConstantsByBody): boolean {
  return (declared(statements).get(name.text) ?? 0) > 1;
}

/** Whether a constant sets a parameter of a base, or of a member's type, anew. */
function isOverride({ name }: Constant, { part, owner }: BodyContext, declared: ConstantsByBody): boolean {
  const before = part?.layers.filter((layer) => layer.body !== owner?.body) ?? [];
  return before.some(({ body }) => declared(body.statements).has(name.text));
}

function usesIn(model: Model, source: Source): Uses {
  const aliases = new Set<string>();
  const constants = new Set<Constant>();
  const types = new Set<Declaration>();
  for (const use of usesOfBodies(model, source)) {
    if (typeof use === 'string') aliases.add(use);
    else if (use.node === 'constant') constants.add(use);
    else types.add(use);
  }
  return { aliases, constants, types };
}

/** The names of imports, the constants and the types to which the statements of a body refer, each once. */
const usesOfBodies = ofEachBody((model, { statements, scope }) => {
  const uses = new Set<string | Constant | Declaration>();
  for (const statement of statements) {
    for (const ref of typesIn(statement)) {
      if (ref.path.length > 1) uses.add(ref.path[0]?.text ?? '');
      const declaration = declarationOf(model, ref, scope)?.declaration;
      if (declaration) uses.add(declaration);
    }
    for (const [name = '', ...more] of referencesIn(statement)) {
      // A constant that is set anew by its own name reads the one around its body.
      const isOwn = statement.node === 'constant' && statement.name.text === name;
      const constant = more.length > 0 ? undefined : findConstant(isOwn ? (scope.parent ?? scope) : scope, name)?.node;
      if (more.length > 0) uses.add(name);
      else if (constant && constant !== statement) uses.add(constant);
    }
  }
  return uses;
});
