import amd from './amd.topo';
import aws from './aws.topo';
import broadcom from './broadcom.topo';
import cables from './cables.topo';
import google from './google.topo';
import hpe from './hpe.topo';
import huawei from './huawei.topo';
import intel from './intel.topo';
import meta from './meta.topo';
import microsoft from './microsoft.topo';
import nvidia from './nvidia.topo';
import optics from './optics.topo';
import racks from './racks.topo';
import switches from './switches.topo';

/** The built-in modules, written in the language itself, by the name under which they are imported. */
export const modules: ReadonlyMap<string, string> = new Map([
  ['amd', amd],
  ['aws', aws],
  ['broadcom', broadcom],
  ['cables', cables],
  ['google', google],
  ['hpe', hpe],
  ['huawei', huawei],
  ['intel', intel],
  ['meta', meta],
  ['microsoft', microsoft],
  ['nvidia', nvidia],
  ['optics', optics],
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
