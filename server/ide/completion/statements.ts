import type { Statement } from '../../../grammar/ast.ts';
import { kindSchemaOf } from '../../checks/language/bodies.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Layer } from '../../model/part.ts';
import { kinds, schemaOf } from '../../schema/kinds.ts';
import type { Kind, PropertySchema } from '../../schema/types.ts';
import { propertyPage } from '../hover/property.ts';
import { schemaPage, wordHover } from '../hover/word.ts';
import { type CompletionItem, hole } from './item.ts';
import type { Situation } from './situation.ts';
import { blockSnippet, declarationSnippet, propertySnippet } from './starters.ts';

/** Properties that any declaration may have: they come last. */
const common: readonly string[] = ['label', 'source', 'year', 'part_number', 'price'];

/** Every statement that fits: what the body needs first, then what else it may have. */
export function statementItems(situation: Situation): readonly CompletionItem[] {
  const { rest, word } = situation;
  const [next, second] = rest;
  const isBare = next !== undefined && (word.end > word.start || ['=', '{', ':', '['].includes(next.image));
  if (!isBare) return next && (!next.isName || clauses.includes(next.image)) ? [] : wholeStatements(situation);
  if (next.image === '=') return properties(situation, true);
  if (next.image === '{') return blocks(situation, true);
  if (next.image === ':' || next.image === '[') return overridden(situation, true);
  if (!next.isName || !second || !['{', ':', '['].includes(second.image)) return [];
  return declaredKinds(situation).map((kind) => keyword(situation, kind, kind));
}

/** Words that go on with the statement before. */
const clauses: readonly string[] = ['via', 'where', 'as', 'and', 'or', 'not'];

function wholeStatements(situation: Situation): readonly CompletionItem[] {
  const all = properties(situation, false);
  const last = all.filter(({ label }) => common.includes(label));
  return [
    ...all.filter((item) => !last.includes(item)),
    ...blocks(situation, false),
    ...overridden(situation, false),
    ...words(situation),
    ...declaredKinds(situation).map((kind) => keyword(situation, kind, declarationSnippet(schemaOf(kind)))),
    ...last,
  ];
}

/** Properties that are not set in this body, those that are required and not inherited first. */
function properties(situation: Situation, isBare: boolean): readonly CompletionItem[] {
  const { body } = situation;
  if (!body.schema || kindSchemaOf(body)?.open) return kindSchemaOf(body)?.open && !isBare ? [entry(situation)] : [];
  const set = new Set(others(situation).map((each) => (each.node === 'property' ? each.name.text : '')));
  const isNeeded = ({ name, required }: PropertySchema): boolean =>
    (required ?? false) && !body.part?.properties.has(name);
  const unset = [...body.schema.properties.values()].filter(({ name }) => !set.has(name));
  const ordered = [...unset.filter(isNeeded), ...unset.filter((property) => !isNeeded(property))];
  return ordered.map((property) => ({
    label: property.name,
    sort: 'property',
    detail: isNeeded(property) ? 'required' : property.default === undefined ? '' : `default ${property.default}`,
    snippet: isBare ? property.name : propertySnippet(property),
    span: situation.word,
    doc: () => propertyPage(property, ''),
  }));
}

function entry({ word }: Situation): CompletionItem {
  const snippet = `${hole(1, 'name')} = ${hole(2, 'Cluster')}`;
  return { label: 'entry', sort: 'keyword', detail: 'name = Cluster', snippet, span: word };
}

/** Unnamed blocks that are not in this body. */
function blocks(situation: Situation, isBare: boolean): readonly CompletionItem[] {
  const { body, word } = situation;
  const present = new Set(
    others(situation).map((each) => (each.node === 'declaration' && !each.name ? each.keyword.text : '')),
  );
  const own = [...(body.schema?.blocks.values() ?? [])].filter(({ name }) => !present.has(name));
  const policy = isBare && mayHavePolicy(situation) ? [keyword(situation, 'policy', 'policy')] : [];
  const items = own.map(
    (block): CompletionItem => ({
      label: block.name,
      sort: 'block',
      detail: block.doc,
      snippet: isBare ? block.name : blockSnippet(block),
      span: word,
      doc: () => schemaPage(block),
    }),
  );
  return [...items, ...policy];
}

function mayHavePolicy({ body }: Situation): boolean {
  return body.kind === 'file' || (kindSchemaOf(body)?.parts.includes('policy') ?? false);
}

/** What bases declare and this body may override: members, ports, fabrics. */
function overridden(situation: Situation, isBare: boolean): readonly CompletionItem[] {
  const { body, word, analysis } = situation;
  const { part } = body;
  if (!part) return [];
  const here = others(situation);
  const before = part.layers.filter((layer) => layer.body.statements !== body.statements);
  const isOpen = (name: string): boolean =>
    !here.some((each) => 'name' in each && each.name?.text === name) && isDeclaredIn(before, name);
  const members = part.members.flatMap((member): readonly CompletionItem[] => {
    if (!isOpen(member.name) || !member.part) return [];
    const type = typeName(analysis.model, analysis.source, member.part);
    const sizes = member.dims && member.dims.length > 0 ? `[${hole(1, member.dims.join(', '))}]` : '';
    const snippet = isBare ? member.name : `${member.name}${sizes} : ${hole(2, type)}`;
    return [{ label: member.name, sort: 'member', detail: `overrides ${type}`, snippet, span: word }];
  });
  if (isBare) return members;
  const named = [...part.ports.map((port) => port.part), ...part.fabrics].flatMap((each): readonly CompletionItem[] => {
    const snippet = `${each.kind} ${each.name} { $1 }`;
    return isOpen(each.name)
      ? [{ label: `${each.kind} ${each.name}`, sort: 'port', detail: 'adds to that of the base', snippet, span: word }]
      : [];
  });
  return [...members, ...named];
}

function isDeclaredIn(layers: readonly Layer[], name: string): boolean {
  return layers.some(({ body }) => body.statements.some((each) => 'name' in each && each.name?.text === name));
}

/** The other statements of the body. */
function others({ body, statement }: Situation): readonly Statement[] {
  return body.statements.filter((each) => each !== statement);
}

/** Statements that begin with a word, and members, which begin with none. */
function words(situation: Situation): readonly CompletionItem[] {
  const { body, word } = situation;
  const schema = kindSchemaOf(body);
  const item = (label: string, snippet: string): CompletionItem => ({
    label,
    sort: 'keyword',
    detail: '',
    snippet,
    span: word,
    doc: () => wordHover(label),
  });
  const member = `${hole(1, 'name')}[${hole(2, '4')}] : ${hole(3, 'Type')}`;
  const link = `link ${hole(1, 'name')} : ${hole(2, 'a')} -- ${hole(3, 'b')}`;
  return [
    ...(body.kind === 'file' ? [item('import', `import ${hole(1, 'nvidia')}`)] : []),
    ...(schema && schema.members.length > 0 ? [{ ...item('member', member), detail: 'name[count] : Type' }] : []),
    ...(schema?.links ? [item('link', link)] : []),
    ...(body.kind === 'file' || schema ? [item('let', `let ${hole(1, 'name')} = ${hole(2, '1')}`)] : []),
    item('allow', `allow ${hole(1, 'reach.copper')} "${hole(2, 'reason')}"`),
  ];
}

/** Kinds that may be declared here: parts of what the body is of, and types for its members. */
function declaredKinds({ body }: Situation): readonly Kind[] {
  if (body.kind === 'file') return [...kinds.keys()];
  const schema = kindSchemaOf(body);
  if (!schema) return [];
  const hasCables = schema.links ? (['cable'] as const) : [];
  const held = schema.name === 'fabric' ? [] : schema.members;
  return [...schema.parts, ...(held.length > 0 ? [...held, ...hasCables] : [])];
}

function keyword({ word }: Situation, kind: Kind, snippet: string): CompletionItem {
  const schema = schemaOf(kind);
  return { label: kind, sort: 'keyword', detail: schema.doc, snippet, span: word, doc: () => schemaPage(schema) };
}
