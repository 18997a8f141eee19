import type { Property } from '../../../grammar/ast.ts';
import { nearest } from '../../model/nearest.ts';
import { placeOf, type Source } from '../../model/source.ts';
import type { BlockSchema } from '../../schema/types.ts';
import { check, type Found } from '../check.ts';
import { replace } from '../text-edits.ts';
import { type BodyContext, capitalised, describeBody, kindSchemaOf, ofEachBody } from './bodies.ts';

export const propertyUnknown = check({
  id: 'property.unknown',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'What is described here has no property of this name.',
    why: 'A property that topo does not know would be read by no check: a mistyped `capacity` would leave a rack without any, and nothing would be found. In a `roadmap` any name is fine; there it names an entry.',
    sources: ['Every kind and its properties: docs/reference.md'],
    fails: `
rack Compute {
  cooling { type = air  capcity = 45kW }
}
`,
    passes: `
rack Compute {
  cooling { type = air  capacity = 45kW }
}
`,
    fixes: 'Writes the nearest property that exists here.',
  },
  run: ofEachBody(function* (_model, body) {
    const { schema } = body;
    if (!schema || kindSchemaOf(body)?.open) return;
    const set = new Set(body.statements.map((each) => (each.node === 'property' ? each.name.text : undefined)));
    const free = [...schema.properties.keys()].filter((name) => !set.has(name));
    for (const statement of body.statements) {
      if (statement.node !== 'property' || statement.broken || schema.properties.has(statement.name.text)) continue;
      yield unknown(body.scope.source, statement, body, schema, free);
    }
  }),
});

/** `free` are the properties that are not set. */
function unknown(
  source: Source,
  { name }: Property,
  body: BodyContext,
  schema: BlockSchema,
  free: readonly string[],
): Found {
  const near = nearest(name.text, free);
  const what = `${capitalised(describeBody(body))} has no property "${name.text}".`;
  return {
    at: placeOf(source, name),
    message: `${what} ${hint(name.text, body, schema, near)}`.trim(),
    fixes: () => (near === undefined ? [] : [replace(source, name, near, `Change to ${near}`)]),
  };
}

/** Where the property belongs, if it exists nearby: a block of this name, or one that has it. */
function hint(name: string, body: BodyContext, schema: BlockSchema, near: string | undefined): string {
  if (schema.blocks.has(name)) return `"${name}" is a block: write ${name} { … }.`;
  const block = [...schema.blocks.values()].find((each) => each.properties.has(name));
  if (block) return `It stands in the block ${block.name} { … }.`;
  if (body.kind === 'block' && body.parent?.schema?.properties.has(name))
    return `It stands outside of this block, in ${describeBody(body.parent)}.`;
  if (near !== undefined) return `Did you mean ${near}?`;
  for (const each of schema.blocks.values()) {
    const inside = nearest(name, each.properties.keys());
    if (inside !== undefined) return `Did you mean ${inside}, in the block ${each.name} { … }?`;
  }
  return body.kind === 'block' || body.kind === 'link' ? `It has ${[...schema.properties.keys()].join(', ')}.` : '';
}
