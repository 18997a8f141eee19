import type { Declaration, Member, Reference, Statement, TypeRef } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import { rootOfPart } from '../../facts/root.ts';
import type { Part } from '../../model/part.ts';
import { importNamed } from '../../model/program.ts';
import { findConstant, findType, type TypeBinding } from '../../model/scope.ts';
import type { Site } from '../../model/site.ts';
import {
  type Context,
  contextOf,
  linkSitesOf,
  partOfStatement,
  sitesDerivedFrom,
  sitesOf,
  sitesOfMember,
} from '../context.ts';
import { clusterHover } from './cluster.ts';
import { constantHover } from './constant.ts';
import { fabricHover } from './fabric.ts';
import { importHover } from './import.ts';
import { indexVariableHover } from './index-variable.ts';
import { partHover } from './part.ts';
import { choiceHover, propertyHover } from './property.ts';
import { rackHover } from './rack.ts';
import { entryHover, roadmapHover } from './roadmap.ts';
import { workloadHover } from './workload.ts';

type Path = readonly Statement[];

/** A name where it is declared. */
export function nameHover(analysis: Analysis, path: Path): string | undefined {
  const { model } = analysis;
  const node = path.at(-1);
  const context = contextOf(analysis, path);
  switch (node?.node) {
    case 'property':
      if (context.part?.kind === 'roadmap') return entryHover(analysis, context.part, node);
      return (
        propertyHover(model, context.part, context.part?.schema, node) ?? referenceHover(analysis, node.value, path)
      );
    case 'constant':
      return constantHover(model, context.part?.constants.get(node.name.text) ?? { node, scope: context.scope });
    case 'declaration':
      return declarationHover(analysis, node, path, context);
    case 'member':
      return memberHover(analysis, node, path, context);
    default:
      return undefined;
  }
}

function declarationHover(analysis: Analysis, node: Declaration, path: Path, context: Context): string | undefined {
  const part = partOfStatement(analysis.model, context, node);
  if (part?.kind === 'fabric') {
    const around = path.at(-2);
    return around && fabricHover(analysis, sitesOf(analysis, path, around), part.name);
  }
  if (part?.kind === 'workload') {
    const around = path.at(-2);
    return workloadHover(analysis, part, around ? sitesOf(analysis, path, around) : []);
  }
  return part && kindHover(analysis, part, sitesOf(analysis, path, node));
}

function memberHover(analysis: Analysis, node: Member, path: Path, context: Context): string | undefined {
  const part = partOfStatement(analysis.model, context, node);
  return part && kindHover(analysis, part, sitesOfMember(analysis, path, node));
}

/** What a part of any kind shows; the sites are where it is used. */
function kindHover(analysis: Analysis, part: Part, sites: readonly Site[]): string {
  const alone = rootOfPart(analysis.model, part);
  if (part.kind === 'rack') return rackHover(analysis, sites.length > 0 ? sites : [alone]);
  if (part.kind === 'roadmap') return roadmapHover(analysis, part);
  if (part.kind === 'cluster') return clusterHover(analysis, sites.find((site) => !site.parent) ?? alone);
  return partHover(analysis, part, sites);
}

/** The segment of a type’s path: the import before the dot, the type after it. */
export function typeHover(analysis: Analysis, ref: TypeRef, index: number, path: Path): string | undefined {
  const { model, source } = analysis;
  const node = path.at(-1);
  const context = contextOf(analysis, path);
  if (index < ref.path.length - 1) {
    const name = ref.path[0]?.text;
    const imported = importNamed(source, name);
    return imported && importHover(analysis, imported);
  }
  if (node?.node === 'member' && ref === node.type) return memberHover(analysis, node, path, context);
  const lookup = findType(model.program, model.scopeOf, ref, context.scope);
  return 'found' in lookup ? bindingHover(analysis, lookup.found, path) : undefined;
}

function bindingHover(analysis: Analysis, binding: TypeBinding, path: Path): string | undefined {
  const part = analysis.model.partOf(binding);
  return part && kindHover(analysis, part, sitesDerivedFrom(analysis, path, binding.declaration));
}

/** A name in a value: an index variable, a constant, a type, or a word of a property. */
export function referenceHover(
  analysis: Analysis,
  expr: Reference | { readonly node: string },
  path: Path,
): string | undefined {
  if (!isReference(expr)) return undefined;
  const { model } = analysis;
  const node = path.at(-1);
  const { scope, part } = contextOf(analysis, path);
  const name = expr.path.length === 1 ? expr.path[0]?.text : undefined;
  const property = node?.node === 'property' ? part?.schema?.properties.get(node.name.text) : undefined;
  const choice = property && name !== undefined ? choiceHover(property, name) : undefined;
  if (choice !== undefined) return choice;
  const constant = name === undefined ? undefined : findConstant(scope, name);
  if (constant) return constantHover(model, constant);
  if (node?.node === 'link' && name !== undefined)
    return indexVariableHover(model, linkSitesOf(analysis, path, node)[0], name);
  const lookup = findType(model.program, model.scopeOf, { ...expr, node: 'type' }, scope);
  return 'found' in lookup ? bindingHover(analysis, lookup.found, path) : undefined;
}

function isReference(expr: { readonly node: string }): expr is Reference {
  return expr.node === 'reference';
}
