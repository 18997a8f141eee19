import type { Span, Statement } from '../../grammar/ast.ts';
import type { Text } from '../../grammar/text.ts';
import type { Analysis } from '../checks/analyse.ts';
import { rules } from '../schema/rules.ts';
import { statementsIn } from './rows.ts';

/** A text that leads somewhere. */
export interface DocumentLink extends Span {
  readonly to:
    | { readonly what: 'file'; readonly location: string }
    | { readonly what: 'page'; readonly address: string }
    | { readonly what: 'rule'; readonly rule: string };
}

/** The links of a file: imports to their files, the addresses in `source = "…"`, and the rules after `allow`. */
export function documentLinksIn({ model, source }: Analysis): readonly DocumentLink[] {
  const { program } = model;
  const linksOf = (node: Statement): readonly DocumentLink[] => {
    if (node.node === 'import') {
      const location = node.target && program.target(source, node);
      const isThere = location !== undefined && program.source(location) !== undefined;
      return node.target && isThere ? [link(node.target, { what: 'file', location })] : [];
    }
    if (node.node === 'allow')
      return rules.has(node.rule.text) ? [link(node.rule, { what: 'rule', rule: node.rule.text })] : [];
    if (node.node === 'property') {
      const isSource = node.name.text === 'source' && node.value.node === 'string';
      return isSource ? addressesIn(source.text, node.value) : [];
    }
    return statementsIn(node).flatMap(linksOf);
  };
  return source.parsed.file.statements.flatMap(linksOf);
}

function link({ start, end }: Span, to: DocumentLink['to']): DocumentLink {
  return { start, end, to };
}

/** Addresses as people write them into a text: punctuation behind one is not part of it. */
function addressesIn(text: Text, { start, end }: Span): readonly DocumentLink[] {
  return [...text.slice(start, end).matchAll(/https?:\/\/[^\s"<>\\]*[^\s"<>\\.,;:)\]]/g)].map(({ 0: address, index }) =>
    link({ start: start + index, end: start + index + address.length }, { what: 'page', address }),
  );
}
