import type { Body } from '../../../grammar/ast.ts';
import { sparseStatements } from '../../model/link-names.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { check, type Fix } from '../check.ts';
import { insertFirst } from '../rack-edits.ts';
import { type BodyContext, capitalised, declarationOf, kindSchemaOf, sparseBodiesOf, withArticle } from './bodies.ts';

export const propertyMissing = check({
  id: 'property.missing',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'A property without which nothing can be checked is missing.',
    why: 'Three are required: the `rate` of a port, the `medium` of a cable and the `role` of a fabric. Everything else may be unknown, and a check that needs it says nothing. A base may leave them to what derives from it.',
    sources: ['Every kind and its properties: docs/reference.md'],
    fails: `
switch Leaf {
  port down[64] { lanes = 4 }
}
`,
    passes: `
switch Leaf {
  port down[64] { rate = 400Gbps  lanes = 4 }
}
`,
    fixes: 'Adds the property with one of its words, where it takes one; a rate is not guessed.',
  },
  *run(model, source) {
    const bodies = sparseBodiesOf(model, source);
    const supplied = suppliedBodies(bodies);
    const uncertain = new Map<Part | undefined, boolean>();
    for (const context of bodies) {
      const { owner, part, kind } = context;
      if (owner?.node !== 'declaration' || owner.broken || !part || !kind || isMisplaced(context)) continue;
      const isUnclear = uncertain.get(part) ?? isUncertain(model, part);
      uncertain.set(part, isUnclear);
      if (isUnclear || !context.parent || hasLostBase(model, context.parent)) continue;
      for (const property of required(context)) {
        if (part.properties.has(property) || supplied.get(property)?.has(owner.body)) continue;
        const name = owner.name ?? owner.keyword;
        const { body } = owner;
        yield {
          at: placeOf(source, name),
          message: `${capitalised(withArticle(kind))} needs "${property}"; "${name.text}" has none, and no base gives it.`,
          fixes: () => wordsOf(context, property).flatMap((word) => (body ? added(source, body, property, word) : [])),
        };
      }
    }
  },
});

/** The words that a property takes. */
function wordsOf({ schema }: BodyContext, property: string): readonly string[] {
  const value = schema?.properties.get(property)?.value;
  return value?.type === 'choice' ? value.of : [];
}

function added(source: Source, body: Body, property: string, word: string): Fix {
  const text = `${property} = ${word}`;
  return { title: `Add ${text}`, edits: [insertFirst(source, body, text)] };
}

/** Whether it stands where its kind may not, which is said already. */
function isMisplaced({ kind, parent }: BodyContext): boolean {
  return (
    (kind === 'port' || kind === 'fabric') &&
    parent?.kind !== 'file' &&
    parent !== undefined &&
    !kindSchemaOf(parent)?.parts.includes(kind)
  );
}

function required({ schema }: BodyContext): readonly string[] {
  return [...(schema?.properties.values() ?? [])]
    .filter((property) => property.required)
    .map((property) => property.name);
}

/** The bodies that have a required property, or to which a declaration that derives from them adds it. */
function suppliedBodies(bodies: readonly BodyContext[]): ReadonlyMap<string, ReadonlySet<Body | undefined>> {
  const supplied = new Map<string, Set<Body | undefined>>();
  const seen = new Set<Part | undefined>();
  for (const context of bodies) {
    if (seen.has(context.part)) continue;
    seen.add(context.part);
    for (const property of required(context)) {
      if (!context.part?.properties.has(property)) continue;
      const known = supplied.get(property) ?? new Set();
      for (const layer of context.part.layers) known.add(layer.body);
      supplied.set(property, known);
    }
  }
  return supplied;
}

/** Whether something that could give the property is not understood: a broken statement, or a base that is not there. */
function isUncertain(model: Model, part: Part): boolean {
  const isBroken = part.layers.some(
    (layer) => layer.origin.broken || sparseStatements(layer.body).some((statement) => statement.broken),
  );
  const bases = part.layers.flatMap(({ origin, around }) =>
    origin.node === 'declaration' && origin.base ? [{ ref: origin.base, around }] : [],
  );
  return isBroken || bases.some(({ ref, around }) => !declarationOf(model, ref, around));
}

/** Whether a declaration around a port has a base that is not there: the base might declare the port too. */
function hasLostBase(model: Model, context: BodyContext): boolean {
  const { owner, parent } = context;
  if (!owner || !parent) return false;
  const ref = owner.node === 'member' ? owner.type : owner.node === 'declaration' ? owner.base : undefined;
  return (ref !== undefined && !declarationOf(model, ref, parent.scope)) || hasLostBase(model, parent);
}
