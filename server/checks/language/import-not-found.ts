import type { Import, Name, Span } from '../../../grammar/ast.ts';
import { modules } from '../../catalog/modules.ts';
import type { Model } from '../../model/model.ts';
import { nearest } from '../../model/nearest.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { check, type Found } from '../check.ts';
import { isName } from '../names.ts';
import { replace } from '../text-edits.ts';
import { sparseBodiesOf } from './bodies.ts';
import { typesIn } from './references.ts';

export const importNotFound = check({
  id: 'import.not_found',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'An import leads to no module and no file, or gives no name under which it can be used.',
    why: 'What the file would declare is unknown, so nothing that uses it can be checked; only the import is reported. A name is a built-in module, a text in quotes a path relative to the importing file. What is imported is used as `name.Type`, so a file whose base name is no name needs one: `import "./rack-parts.topo" as rack_parts`.',
    sources: ['The language, “Imports”: docs/language.md'],
    fails: `
import nvida

rack Compute {
  dgx[4] : nvida.DgxH100
}
`,
    passes: `
import nvidia

rack Compute {
  dgx[4] : nvidia.DgxH100
}
`,
    fixes: 'Writes the nearest built-in module, or adds a name to an import that needs one.',
  },
  *run(model, source) {
    for (const node of source.imports) {
      const found = node.broken ? undefined : faultOf(model, source, node);
      if (found) yield found;
    }
  },
});

function faultOf(model: Model, source: Source, node: Import): Found | undefined {
  const { target } = node;
  if (!target) return undefined;
  const location = model.program.target(source, node);
  if (!('value' in target))
    return location === undefined ? unknownModule(model, source, target, node.alias !== undefined) : undefined;
  if (target.value === '')
    return { at: placeOf(source, target), message: 'An import needs the path of a file, for example "./parts.topo".' };
  if (location === undefined || !model.program.source(location)) {
    return {
      at: placeOf(source, target),
      message: `There is no file "${target.value}"; paths are relative to this file.`,
    };
  }
  const name = model.program.importName(node) ?? '';
  return isName(name) ? undefined : needsAlias(source, node, name);
}

function unknownModule(model: Model, source: Source, target: Name, hasAlias: boolean): Found {
  const near = nearest(target.text, modules.keys());
  const hint =
    near === undefined
      ? `Built in are ${[...modules.keys()].join(', ')}; a file is imported by its path in quotes.`
      : `Did you mean ${near}?`;
  return {
    at: placeOf(source, target),
    message: `There is no built-in module "${target.text}". ${hint}`,
    fixes: () => {
      if (near === undefined) return [];
      const uses = hasAlias ? [] : usesOf(model, source, target.text);
      const edits = [target, ...uses].map((at) => ({ at: placeOf(source, at), text: near }));
      return [
        { title: uses.length === 0 ? `Change to ${near}` : `Change to ${near}, here and where it is used`, edits },
      ];
    },
  };
}

/** Where a file writes the name of an import before a type. */
function usesOf(model: Model, source: Source, alias: string): readonly Span[] {
  const types = sparseBodiesOf(model, source).flatMap(({ statements }) => statements.flatMap(typesIn));
  return types.flatMap(({ path: [first, second] }) => (first?.text === alias && second ? [first] : []));
}

function needsAlias(source: Source, node: Import, name: string): Found {
  const alias = name.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_') || 'parts';
  return {
    at: placeOf(source, node.target ?? node),
    message: `"${name}" is no name by which to use what is imported: give it one, for example as ${alias}.`,
    fixes: () => [replace(source, { start: node.end, end: node.end }, ` as ${alias}`, `Add "as ${alias}"`)],
  };
}
