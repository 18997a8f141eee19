import { catalogLocation } from '../../catalog/modules.ts';
import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import type { Source } from '../../model/source.ts';
import type { Edit } from '../check.ts';
import { freeName } from '../names.ts';
import { appendStatements, ownLayer } from '../rack-edits.ts';
import { addImport } from '../text-edits.ts';

/** The built-in module with distribution units and sensors. */
const MODULE = 'racks';

/** A member to add, of a type of the built-in module of racks. */
export interface NewPart {
  readonly name: string;
  readonly count: number;
  readonly type: string;
  readonly settings?: string;
}

/**
 * Adds members of built-in types to a body, in its own text, and the import where it is missing. Undefined where the body is
 * written in another file, or the module cannot be named.
 */
export function addParts(model: Model, site: Site, parts: readonly NewPart[]): readonly Edit[] | undefined {
  const layer = ownLayer(site);
  if (!layer) return undefined;
  const { source } = layer.scope;
  const known = moduleName(model, source);
  if (known === undefined && isTaken(source)) return undefined;
  const isUsed = (name: string): boolean => site.part.members.some((member) => member.name === name);
  const texts = parts.map(({ name, count, type, settings }) => {
    const dims = count === 1 ? '' : `[${count}]`;
    const body = settings === undefined ? '' : ` { ${settings} }`;
    return `${freeName(name, isUsed)}${dims} : ${known ?? MODULE}.${type}${body}`;
  });
  const imported = known === undefined ? addImport(source, MODULE).edits : [];
  return [...imported, appendStatements(layer, texts)];
}

/** Whether a member is written in the body’s own text, where an edit touches this body only. */
export function isOwnMember(site: Site, member: MemberSlot): boolean {
  return member.layer === ownLayer(site);
}

/** The name under which a file imports the built-in module. */
function moduleName(model: Model, source: Source): string | undefined {
  const location = catalogLocation(MODULE);
  const node = source.imports.find((each) => model.program.target(source, each) === location);
  return node && model.program.importName(node);
}

function isTaken(source: Source): boolean {
  return source.types.has(MODULE) || source.constants.has(MODULE);
}
