import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import type { Source } from '../model/source.ts';

/**
 * The name of a part’s type as a file names it: bare where the file declares it, else qualified with the name of the
 * import that leads to it, else with the base name of the file that declares it.
 */
export function typeName(model: Model, source: Source, part: Part): string {
  const { location } = part.around.source;
  if (location === source.location) return part.name;
  const node = source.imports.find((each) => model.program.target(source, each) === location);
  const alias = node && model.program.importName(node);
  return `${alias ?? baseName(location)}.${part.name}`;
}

function baseName(location: string): string {
  return (location.split(/[/:]/).at(-1) ?? location).replace(/\.topo$/, '');
}
