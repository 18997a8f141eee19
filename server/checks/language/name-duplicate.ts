import type { Name, Statement } from '../../../grammar/ast.ts';
import type { Model } from '../../model/model.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { nameOfLink } from '../../model/statement-slot.ts';
import { isKind, isPartKind } from '../../schema/types.ts';
import { check, type Fix, type Found } from '../check.ts';
import { numberedName } from '../names.ts';
import { insert, remove, replace } from '../text-edits.ts';
import { type BodyContext, ofEachBody } from './bodies.ts';

export const nameDuplicate = check({
  id: 'name.duplicate',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'Two statements of one body or file declare the same name.',
    why: 'Only the first would count, and a reader could not tell which is meant. Overriding is for a derived declaration or the body of a member. Types, members with port groups, links, fabrics, constants, blocks and the names of imports are apart from each other: a member may have the name of a property or of a type.',
    sources: ['The language, “Names”: docs/language.md'],
    fails: `
node Server { }

rack Compute {
  server[2] : Server
  server[4] : Server
}
`,
    passes: `
node Server { }

rack Compute {
  server[2] : Server
  spare[4] : Server
}
`,
    fixes:
      'Gives the second one a name of its own, moves what stands in a second block into the first one, or removes the second one.',
  },
  run: ofEachBody(duplicatesIn),
});

function* duplicatesIn(model: Model, body: BodyContext): Generator<Found> {
  const { source } = body.scope;
  const seen = new Map<string, { readonly name: Name; readonly statement: Statement }>();
  for (const statement of body.statements) {
    const named = nameIn(model, statement, body);
    if (!named || named.name.text === '') continue;
    const { name, sort } = named;
    const key = `${spaces.get(sort) ?? sort} ${name.text}`;
    const first = seen.get(key);
    if (!first) seen.set(key, { name, statement });
    else {
      yield {
        at: placeOf(source, name),
        message:
          sort === 'block'
            ? `The block "${name.text}" stands here a second time: write it once.`
            : `There is already ${known(sort)} "${name.text}" here: the first one counts.`,
        related: [{ at: placeOf(source, first.name), message: 'the first one' }],
        fixes: () => fixesOf(source, body, { name, sort, statement }, first.statement),
      };
    }
  }
}

interface Second {
  readonly name: Name;
  readonly sort: string;
  readonly statement: Statement;
}

/** The second one under a name of its own, or a second block as part of the first; else the second one is taken away. */
function fixesOf(source: Source, body: BodyContext, second: Second, first: Statement): readonly Fix[] {
  const { name, sort, statement } = second;
  const removed = remove(source, statement, `Remove the second "${name.text}"`);
  if (sort === 'block') return [...(mergedBlocks(source, first, statement) ?? []), removed];
  const fresh = nameBeside(body, name.text);
  const hasAlias = statement.node !== 'import' || statement.alias !== undefined;
  const renamed = hasAlias
    ? replace(source, name, fresh, `Call the second one "${fresh}"`)
    : replace(source, { start: name.end, end: name.end }, ` as ${fresh}`, `Call the second one "${fresh}"`);
  return [renamed, removed];
}

/** Where the blocks set nothing twice, all stands in the first. */
function mergedBlocks(source: Source, first: Statement, second: Statement): readonly Fix[] | undefined {
  if (first.node !== 'declaration' || second.node !== 'declaration' || !first.body || !second.body) return undefined;
  const set = new Set(first.body.statements.map(keyIn));
  const last = first.body.statements.at(-1);
  if (!last || second.body.statements.some((each) => set.has(keyIn(each)))) return undefined;
  const texts = second.body.statements.map(({ start, end }) => `  ${source.text.slice(start, end)}`);
  const { edits } = remove(source, second, '');
  const into = insert(source, last.end, texts.join(''));
  return [{ title: 'Write both as one block', edits: [into, ...edits] }];
}

function keyIn(node: Statement): string {
  const name = 'name' in node ? node.name?.text : undefined;
  return `${node.node} ${name ?? (node.node === 'declaration' ? node.keyword.text : '')}`;
}

function nameBeside({ owner, statements }: BodyContext, name: string): string {
  const all = owner?.body?.statements ?? statements;
  const taken = new Set(all.flatMap((each) => nameOf(each) ?? []));
  return numberedName(name, '_', (each) => taken.has(each));
}

/** Sorts of names that a path looks up together share one space. */
const spaces = new Map([
  ['member', 'path'],
  ['port', 'path'],
]);

function known(sort: string): string {
  return sort === 'import' ? 'an import as' : `a ${sort}`;
}

/** The name that a statement declares, and what it is a name of. Properties have a rule of their own. */
function nameIn(
  model: Model,
  statement: Statement,
  body: BodyContext,
): { readonly name: Name; readonly sort: string } | undefined {
  switch (statement.node) {
    case 'import': {
      const name = statement.alias ?? statement.target;
      const text = model.program.importName(statement);
      return name && text !== undefined
        ? { name: { start: name.start, end: name.end, text }, sort: 'import' }
        : undefined;
    }
    case 'constant':
      return { name: statement.name, sort: 'constant' };
    case 'member':
    case 'link':
      return { name: statement.name, sort: statement.node };
    case 'declaration': {
      const { keyword, name } = statement;
      if (!name)
        return statement.broken || (isKind(keyword.text) && keyword.text !== 'policy')
          ? undefined
          : { name: keyword, sort: 'block' };
      const isPart = body.kind !== 'file' && isPartKind(keyword.text);
      return { name, sort: isPart ? keyword.text : 'type' };
    }
    default:
      return undefined;
  }
}

/** The name of a statement, found without growing the nodes of a plain link. */
function nameOf(statement: Statement): string | undefined {
  if (statement.node === 'link') return nameOfLink(statement);
  return 'name' in statement ? statement.name?.text : undefined;
}
