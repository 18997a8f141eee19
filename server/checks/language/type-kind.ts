import type { Declaration, Member } from '../../../grammar/ast.ts';
import { kindNames } from '../../../grammar/kinds.ts';
import type { Model } from '../../model/model.ts';
import { nearest } from '../../model/nearest.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { isKind, isPartKind, type Kind } from '../../schema/types.ts';
import { check, type Found } from '../check.ts';
import { remove, replace } from '../text-edits.ts';
import {
  type BodyContext,
  capitalised,
  declarationOf,
  describeBody,
  kindSchemaOf,
  ofEachBody,
  withArticle,
} from './bodies.ts';
import { modelFaults } from './model-faults.ts';

export const typeKind = check({
  id: 'type.kind',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'Something stands where its kind may not.',
    why: 'The kinds nest as the things do: a cluster holds halls, rows and racks, a rack holds nodes and switches, a node holds accelerators and NICs. Ports, fabrics, policies and workloads are parts of what encloses them. A declaration derives from one of its own kind, `via` takes a cable, and a link ends on something with ports.',
    sources: ['Every kind and what it holds: docs/reference.md'],
    fails: `
rack Compute { }

node Server {
  rack : Compute
}
`,
    passes: `
node Server { }

rack Compute {
  server[4] : Server
}
`,
    fixes: 'Writes the nearest kind or block that exists, or removes what may not stand there.',
  },
  *run(model, source) {
    yield* modelFaults(model, source, 'type.kind');
    yield* misfits(model, source);
  },
});

/** Statements that may not stand in their body. */
const misfits = ofEachBody(function* (model, body): Generator<Found> {
  const { source } = body.scope;
  for (const statement of body.statements) {
    if (statement.broken) continue;
    if (statement.node === 'declaration') yield* declarationFaults(model, source, statement, body);
    else if (statement.node === 'member' && body.kind !== 'file') yield* memberFaults(model, source, statement, body);
    else if (statement.node === 'link' && isKnown(body) && !kindSchemaOf(body)?.links) {
      const at = { start: statement.start, end: statement.start + 'link'.length };
      yield found(
        source,
        at,
        `No link stands in ${describeBody(body)}: links stand in a node, a rack, a row, a pod, a hall, a cluster or a fabric.`,
      );
    }
  }
});

function* declarationFaults(model: Model, source: Source, node: Declaration, body: BodyContext): Generator<Found> {
  const { keyword, name, dims, base } = node;
  if (keyword.text === '') return;
  if (!isKind(keyword.text)) yield* blockFaults(source, node, body);
  else {
    yield* placeFaults(source, node, keyword.text, body);
    if (!name && keyword.text !== 'policy')
      yield found(
        source,
        keyword,
        `${capitalised(withArticle(keyword.text))} needs a name: ${keyword.text} Name { … }.`,
      );
  }
  const [first] = dims ?? [];
  if (first && keyword.text !== 'port') {
    const last = dims?.at(-1) ?? first;
    yield {
      // It goes with the nodes, as that of one of them does.
      at: {
        source,
        get start() {
          return first.start;
        },
        get end() {
          return last.end;
        },
      },
      message: `Only a port is declared as an array. To have several, write a member: ${name?.text.toLowerCase() ?? 'name'}[…] : ${name?.text ?? 'Type'}.`,
    };
  }
  const derived = base && declarationOf(model, base, body.scope);
  const kind = derived?.declaration.keyword.text;
  if (base && kind !== undefined && kind !== keyword.text && isKind(kind)) {
    yield found(
      source,
      base,
      `${capitalised(withArticle(keyword.text))} derives from ${withArticle(keyword.text)}; ${written(base)} is ${withArticle(kind)}.`,
    );
  }
}

/** A word that is no kind: a block of the body, or nothing known. */
function* blockFaults(source: Source, { keyword, name }: Declaration, body: BodyContext): Generator<Found> {
  if (body.kind === undefined) return;
  const blocks = body.schema?.blocks;
  if (blocks?.has(keyword.text)) {
    if (name)
      yield {
        ...found(source, name, `The block "${keyword.text}" has no name.`),
        fixes: () => [remove(source, name, `Remove "${name.text}"`)],
      };
    return;
  }
  const known =
    name || body.kind === 'file' ? kindNames : [...(blocks?.keys() ?? []), ...(kindSchemaOf(body)?.parts ?? [])];
  const near = nearest(keyword.text, known);
  const message =
    name || body.kind === 'file'
      ? `There is no kind "${keyword.text}".`
      : body.schema?.properties.has(keyword.text)
        ? `"${keyword.text}" is a property, not a block: write ${keyword.text} = ….`
        : `${capitalised(describeBody(body))} has no block "${keyword.text}".${near === undefined ? listed(blocks?.keys()) : ''}`;
  yield {
    ...found(source, keyword, near === undefined ? message : `${message} Did you mean ${near}?`),
    fixes: () => (near === undefined ? [] : [replace(source, keyword, near, `Change to ${near}`)]),
  };
}

function listed(blocks: Iterable<string> | undefined): string {
  const names = [...(blocks ?? [])];
  return names.length === 0 ? '' : ` It has ${names.join(', ')}.`;
}

/** A kind that may not be declared in this body. */
function* placeFaults(source: Source, { keyword }: Declaration, kind: Kind, body: BodyContext): Generator<Found> {
  if (!isKnown(body)) return;
  const schema = kindSchemaOf(body);
  if (isPartKind(kind)) {
    if (!schema?.parts.includes(kind))
      yield found(source, keyword, `${capitalised(describeBody(body))} has no ${kind}.${holders(kind)}`);
  } else if (!schema || (schema.members.length === 0 && body.kind !== 'fabric')) {
    yield found(source, keyword, `No ${kind} is declared in ${describeBody(body)}: nothing in it could use one.`);
  }
}

function holders(kind: Kind): string {
  if (kind === 'port') return ' A port stands in an accelerator, a nic, a switch or a node.';
  return kind === 'workload' ? ' A workload stands in a cluster.' : '';
}

function* memberFaults(model: Model, source: Source, node: Member, body: BodyContext): Generator<Found> {
  if (!isKnown(body)) return;
  const held = kindSchemaOf(body)?.members ?? [];
  if (held.length === 0) {
    yield found(source, node.name, `${capitalised(describeBody(body))} has no members.`);
    return;
  }
  const kind = declarationOf(model, node.type, body.scope)?.declaration.keyword.text;
  if (!node.type || kind === undefined || !isKind(kind) || held.includes(kind)) return;
  yield found(
    source,
    node.type,
    `${capitalised(describeBody(body))} holds ${held.join(', ')}; ${written(node.type)} is ${withArticle(kind)}.`,
  );
}

/** Whether it is known what a body is of, so that what stands in it can be judged. */
function isKnown(body: BodyContext): boolean {
  return body.kind !== undefined && body.kind !== 'file';
}

function written(ref: { readonly path: readonly { readonly text: string }[] }): string {
  return ref.path.map((name) => name.text).join('.');
}

function found(source: Source, at: { readonly start: number; readonly end: number }, message: string): Found {
  return { at: placeOf(source, at), message };
}
