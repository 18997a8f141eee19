import type { Allow, Body, Declaration, Link, Member, Property } from '../../grammar/ast.ts';
import { isRemains } from '../../grammar/remains.ts';
import { linkSchema, schemaOf } from '../schema/kinds.ts';
import { type BlockSchema, isKind, isPartKind, type Kind } from '../schema/types.ts';
import type { BodyChange } from './link-names.ts';
import type { Layer, LayerText, LinkSlot, MemberSlot, Part, PortGroup, Slot } from './part.ts';
import { type Relinked, relink } from './relink.ts';
import { createRoom, MOST_BASES } from './room.ts';
import type { ConstantBinding, Scope, TypeBinding } from './scope.ts';
import { nameOfLink, StatementSlot } from './statement-slot.ts';

/** What elaboration asks of the model around it. */
export interface Context {
  /** The declaration that a base or member names; undefined (and reported) when there is none. */
  resolve(ref: NonNullable<Declaration['base']>, scope: Scope): TypeBinding | undefined;
  /** Reports that a type contains or derives from itself. */
  cycle(binding: TypeBinding, chain: readonly TypeBinding[]): void;
  /** Reports that a type derives from too many others. */
  tooDeep(binding: TypeBinding): void;
  /** The sizes of `[…]` in a scope; undefined when one is not known. */
  sizes(dims: readonly NonNullable<Member['dims']>[number][] | undefined, scope: Scope): readonly number[] | undefined;
}

/** Turns declarations into parts: bases copied, overrides applied by name, parameters set anew. */
export interface Elaborator {
  /** The part of a declaration in the scope where it stands; one object for each pair of them. */
  partOf(binding: TypeBinding): Part | undefined;
  /** The parts to which a body contributes in which links may stand. */
  linkedBy(body: Body): readonly Part[];
  /** Gives those parts the links that the body has now; undefined where they have to be made anew. */
  relink(body: Body, change: BodyChange): readonly Relinked[] | undefined;
}

export function createElaborator(context: Context): Elaborator {
  const parts = new WeakMap<Scope, Map<Declaration, Part | undefined>>();
  const active: TypeBinding[] = [];
  const open = new Set<Declaration>();
  const linked = new WeakMap<Body, readonly Part[]>();
  const inRoom = createRoom(context.tooDeep);

  const partOf = (binding: TypeBinding): Part | undefined => {
    const inScope = parts.get(binding.scope);
    if (inScope?.has(binding.declaration)) return inScope.get(binding.declaration);
    const texts = inRoom(binding, layerTexts(binding));
    const kind = binding.declaration.keyword.text;
    const part = texts && isKind(kind) ? assemble(kind, binding.declaration, binding.scope, texts) : undefined;
    return keep(binding.declaration, binding.scope, part);
  };

  const keep = (declaration: Declaration, scope: Scope, part: Part | undefined): Part | undefined => {
    parts.set(scope, (parts.get(scope) ?? new Map<Declaration, Part | undefined>()).set(declaration, part));
    return part;
  };

  /** The bodies that make up a declaration, base first; undefined when it derives from itself. */
  const layerTexts = (binding: TypeBinding): readonly LayerText[] | undefined => {
    const { declaration, scope } = binding;
    if (active.some((each) => each.declaration === declaration)) {
      context.cycle(binding, active);
      return undefined;
    }
    if (active.length === MOST_BASES) {
      context.tooDeep(binding);
      return undefined;
    }
    active.push(binding);
    const base = declaration.base ? context.resolve(declaration.base, scope) : undefined;
    const inherited = base ? layerTexts(base) : [];
    active.pop();
    if (!inherited) return undefined;
    return declaration.body
      ? [...inherited, { body: declaration.body, around: scope, origin: declaration }]
      : inherited;
  };

  const assemble = (
    kind: Part['kind'],
    declaration: Declaration | Link,
    around: Scope,
    texts: readonly LayerText[],
    schema: BlockSchema | undefined = schemaFor(kind),
  ): Part => {
    const { layers, constants } = openLayers(texts);
    const groups = grouped(layers);
    const part: Part = {
      kind,
      schema,
      name: nameOf(declaration),
      declaration,
      around,
      layers,
      constants,
      properties: lastByName<Property>(layers, 'property'),
      blocks: blocksOf(groups, schema),
      ports: ofKind(groups, 'port').map(portGroup),
      fabrics: ofKind(groups, 'fabric').map((group) => subPart('fabric', group)),
      workloads: ofKind(groups, 'workload').map((group) => subPart('workload', group)),
      policy: policyOf(groups),
      members: [...lastByName<Member>(layers, 'member').values()].map(memberSlot),
      links: [],
      allows: layers.flatMap((layer) =>
        layer.body.statements.flatMap((node): Slot<Allow>[] => (node.node === 'allow' ? [{ node, layer }] : [])),
      ),
    };
    const links = [...lastByName<Link>(layers, 'link').values()].map((slot) => linkSlot(slot, part));
    if (links.length > 0 || (isKind(kind) && schemaOf(kind).links))
      for (const { body } of layers) linked.set(body, [...(linked.get(body) ?? []), part]);
    return Object.assign(part, { links });
  };

  const memberSlot = (slot: Slot<Member>): MemberSlot => {
    const { node, layer } = slot;
    const part = lazy(() => memberPart(slot));
    const dims = lazy(() => context.sizes(node.dims, layer.scope));
    return {
      ...slot,
      name: node.name.text,
      get part() {
        return part();
      },
      get dims() {
        return dims();
      },
      get count() {
        return dims()?.reduce((product, size) => product * size, 1);
      },
    };
  };

  const memberPart = ({ node, layer }: Slot<Member>): Part | undefined => {
    const binding = node.type ? context.resolve(node.type, layer.scope) : undefined;
    if (!binding) return undefined;
    if (!node.body) return partOf(binding);
    const texts = layerTexts(binding);
    const kind = binding.declaration.keyword.text;
    if (!texts || !isKind(kind)) return undefined;
    const override: LayerText = { body: node.body, around: layer.scope, origin: node };
    return assemble(kind, binding.declaration, binding.scope, [...texts, override]);
  };

  const linkSlot = (slot: Slot<Link>, owner: Part): LinkSlot => new StatementSlot(slot, owner, settingsOf);

  const settingsOf = ({ node, layer }: Slot<Link>): Part | undefined =>
    node.body
      ? assemble('link', node, layer.scope, [{ body: node.body, around: layer.scope, origin: node }])
      : undefined;

  const blocksOf = (groups: ReadonlyMap<string, Group>, schema: BlockSchema | undefined): ReadonlyMap<string, Part> => {
    const blocks = new Map<string, Part>();
    for (const group of groups.values()) {
      const last = group.at(-1);
      const keyword = last?.node.keyword.text ?? '';
      const isWritten = group.some(({ node }) => node.body);
      if (!last?.node.name && !isKind(keyword) && isWritten)
        blocks.set(keyword, subPart('block', group, schema?.blocks.get(keyword)));
    }
    return blocks.size > 0 ? blocks : nothing;
  };

  const policyOf = (groups: ReadonlyMap<string, Group>): Part | undefined => {
    const [first, ...rest] = ofKind(groups, 'policy');
    return first && subPart('policy', [first, ...rest].flat());
  };

  const portGroup = (group: Group): PortGroup => {
    const part = subPart('port', group);
    const sized = group.findLast(({ node }) => node.dims) ?? group.at(-1);
    const dims = lazy(() => (sized ? context.sizes(sized.node.dims, sized.layer.scope) : undefined));
    return {
      name: part.name,
      part,
      declaration: part.declaration as Declaration,
      get dims() {
        return dims();
      },
      get count() {
        return dims()?.reduce((product, size) => product * size, 1);
      },
    };
  };

  /** A block, port, fabric, policy or workload, merged statement by statement from every layer that writes it. */
  const subPart = (kind: Kind | 'block', group: Group, schema?: BlockSchema): Part => {
    const texts = group.flatMap(({ node, layer }): readonly LayerText[] => {
      // One that derives from what it stands in would contain itself without end: that is a cycle, found by its check.
      const base = node.base && !open.has(node) ? context.resolve(node.base, layer.scope) : undefined;
      const inherited = base ? (layerTexts(base) ?? []) : [];
      return node.body ? [...inherited, { body: node.body, around: layer.scope, origin: node }] : inherited;
    });
    const last = group.at(-1);
    if (!last) throw new Error('a group of statements is never empty');
    const outermost = group.filter(({ node }) => !open.has(node));
    for (const { node } of outermost) open.add(node);
    const part = assemble(kind, last.node, last.layer.scope, texts, schema);
    for (const { node } of outermost) open.delete(node);
    // By itself its only statement means the same: a fabric is not made twice, with all its links.
    if (group.length === 1 && kind !== 'block') keep(last.node, last.layer.scope, part);
    return part;
  };

  const linkedBy = (body: Body): readonly Part[] => linked.get(body) ?? [];

  const relinkAll = (body: Body, change: BodyChange): readonly Relinked[] | undefined => {
    const all: Relinked[] = [];
    for (const part of linkedBy(body)) {
      const relinked = relink(part, body, change, (slot) => linkSlot(slot, part));
      if (!relinked) return undefined;
      all.push(relinked);
    }
    return all;
  };

  return { partOf, linkedBy, relink: relinkAll };
}

/** Of parts in which there is nothing of a sort there may be very many: they share it. */
const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/** Statements of one name (or one unnamed block) in all layers, base first. */
type Group = readonly Slot<Declaration>[];

/** Makes the scope inside each body. An overriding constant is evaluated in the scope around its body. */
function openLayers(texts: readonly LayerText[]): {
  readonly layers: readonly Layer[];
  readonly constants: ReadonlyMap<string, ConstantBinding>;
} {
  const constants = new Map<string, ConstantBinding>();
  const types = new Map<string, TypeBinding>();
  const layers = texts.map((text): Layer => {
    const scope: Scope = { source: text.around.source, parent: text.around, constants, types };
    return { ...text, scope };
  });
  for (const { body, scope, around } of layers) {
    const own = new Set<string>();
    for (const node of body.statements) {
      if (node.node === 'constant' && !own.has(node.name.text)) {
        own.add(node.name.text);
        constants.set(node.name.text, { node, scope: constants.has(node.name.text) ? around : scope });
      } else if (node.node === 'declaration' && node.name && !isPartKind(node.keyword.text) && !isRemains(node))
        types.set(node.name.text, { declaration: node, scope });
    }
  }
  return { layers, constants };
}

/** The last statement of each name, in the place of the first. Within one body the first of a name counts. */
function lastByName<N extends Property | Member | Link>(
  layers: readonly Layer[],
  node: N['node'],
): ReadonlyMap<string, Slot<N>> {
  const slots = new Map<string, Slot<N>>();
  for (const layer of layers) {
    for (const statement of layer.body.statements) {
      if (statement.node !== node) continue;
      const name = statement.node === 'link' ? nameOfLink(statement) : statement.name.text;
      if (slots.get(name)?.layer !== layer) slots.set(name, { node: statement as N, layer });
    }
  }
  return slots.size > 0 ? slots : nothing;
}

/** Declarations by name, unnamed blocks by keyword. */
function grouped(layers: readonly Layer[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Slot<Declaration>[]>();
  for (const layer of layers) {
    for (const node of layer.body.statements) {
      if (node.node !== 'declaration') continue;
      const key = `${node.keyword.text} ${node.name?.text ?? ''}`;
      const group = groups.get(key);
      if (group) group.push({ node, layer });
      else groups.set(key, [{ node, layer }]);
    }
  }
  return groups;
}

function ofKind(groups: ReadonlyMap<string, Group>, kind: Kind): readonly Group[] {
  return [...groups.values()].filter((group) => group[0]?.node.keyword.text === kind);
}

function schemaFor(kind: Part['kind']): BlockSchema | undefined {
  if (kind === 'link') return linkSchema;
  return kind === 'block' ? undefined : schemaOf(kind);
}

function nameOf(declaration: Declaration | Link): string {
  if (declaration.node === 'link') return nameOfLink(declaration);
  return declaration.name?.text ?? declaration.keyword.text;
}

/** Computes a value when it is first asked for. */
function lazy<T>(compute: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: compute() };
    return done.value;
  };
}
