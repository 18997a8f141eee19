import amd from './amd.topo';
import aws from './aws.topo';
import cables from './cables.topo';
import google from './google.topo';
import intel from './intel.topo';
import nvidia from './nvidia.topo';
import racks from './racks.topo';
import switches from './switches.topo';

/** The built-in modules, written in the language itself, by the name under which they are imported. */
export const modules: ReadonlyMap<string, string> = new Map([
  ['amd', amd],
  ['aws', aws],
  ['cables', cables],
  ['google', google],
  ['intel', intel],
  ['nvidia', nvidia],
  ['racks', racks],
  ['switches', switches],
]);

/** The scheme under which an editor opens a built-in module. */
export const catalogScheme = 'topo-catalog';

/** The location of a built-in module, or undefined when there is none of that name. */
export function catalogLocation(name: string): string | undefined {
  return modules.has(name) ? `${catalogScheme}:/${name}.topo` : undefined;
}

/** The text of a built-in module by location; undefined for any other location. */
export function catalogText(location: string): string | undefined {
  if (!location.startsWith(`${catalogScheme}:/`)) return undefined;
  return modules.get(location.slice(catalogScheme.length + 2).replace(/\.topo$/, ''));
}
