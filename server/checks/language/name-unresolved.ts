import { catalogLocation, modules } from '../../catalog/modules.ts';
import type { Fault } from '../../model/fault.ts';
import type { Model } from '../../model/model.ts';
import { nearest } from '../../model/nearest.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { rules } from '../../schema/rules.ts';
import { check, type Fix, type Found } from '../check.ts';
import { addImport, replace } from '../text-edits.ts';
import { ofEachBody } from './bodies.ts';
import { faultsOf, foundOf } from './model-faults.ts';

export const nameUnresolved = check({
  id: 'name.unresolved',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'A name leads to nothing: no type, member, port, constant, word or rule is called so.',
    why: 'A type is looked up in the body around it, outwards to the file, and `name.Type` in what is imported under that name. A path of a link goes from member to member. What cannot be found cannot be checked, so everything that rests on it stays unknown until the name is right.',
    sources: ['The language, “Names”: docs/language.md'],
    fails: `
rack Compute {
  dgx[4] : nvidia.DgxH100
}
`,
    passes: `
import nvidia

rack Compute {
  dgx[4] : nvidia.DgxH100
}
`,
    fixes: 'Writes the nearest name that exists, or imports the built-in module that has it.',
  },
  *run(model, source) {
    for (const fault of faultsOf(model, 'name.unresolved')) {
      if (fault.at.source === source) yield withCatalog(model, source, fault);
    }
    yield* unknownRules(model, source);
  },
});

/** Adds what the built-in catalog has under the missing name. */
function withCatalog(model: Model, source: Source, fault: Fault): Found {
  const found = foundOf(fault);
  const written = source.text.slice(fault.at.start, fault.at.end).replaceAll(/\s/g, '');
  const [first = '', second] = written.split('.');
  const imported = new Set(source.imports.map((node) => model.program.importName(node)));
  if (second !== undefined && modules.has(first) && !imported.has(first))
    return unimported(model, source, found, first, second);
  if (second !== undefined || !fault.message.startsWith('There is no type')) return found;
  const having = [...modules.keys()].filter((module) => typesOf(model, module).includes(first));
  if (having.length === 0) return found;
  const names = having.map((module) => `${module}.${first}`);
  return {
    ...found,
    message: `There is no type "${first}" here. Did you mean ${names.join(' or ')}?`,
    fixes: () =>
      having.map((module) => withName(source, fault, `${module}.${first}`, imported.has(module) ? undefined : module)),
  };
}

/** A type written with the name of a built-in module that is not imported. */
function unimported(model: Model, source: Source, found: Found, module: string, type: string): Found {
  const types = typesOf(model, module);
  const near = types.includes(type) ? type : nearest(type, types);
  const what = `Nothing is imported as "${module}", which is a built-in module`;
  if (near === undefined) return { ...found, message: `${what}; it has no type "${type}" either.`, fixes: () => [] };
  if (near !== type) {
    const name = `${module}.${near}`;
    return {
      ...found,
      message: `${what}. Did you mean ${name}, with "import ${module}"?`,
      fixes: () => [withName(source, found, name, module)],
    };
  }
  return { ...found, message: `${what}: add "import ${module}".`, fixes: () => [addImport(source, module)] };
}

function withName(source: Source, { at }: Found, name: string, missing: string | undefined): Fix {
  const change = replace(source, at, name, `Change to ${name}`);
  if (missing === undefined) return change;
  return {
    title: `${change.title} and add "import ${missing}"`,
    edits: [...addImport(source, missing).edits, ...change.edits],
  };
}

function typesOf(model: Model, module: string): readonly string[] {
  const source = model.program.source(catalogLocation(module) ?? '');
  return [...(source?.types.keys() ?? [])];
}

const unknownRules = ofEachBody(function* (_model, { statements, scope: { source } }): Generator<Found> {
  for (const statement of statements) {
    if (statement.node !== 'allow' || !statement.rule.text.includes('.') || rules.has(statement.rule.text)) continue;
    const { rule } = statement;
    const near = nearest(rule.text, rules);
    yield {
      at: placeOf(source, rule),
      message: `There is no rule "${rule.text}".${near === undefined ? '' : ` Did you mean ${near}?`}`,
      fixes: () => (near === undefined ? [] : [replace(source, rule, near, `Change to ${near}`)]),
    };
  }
});
