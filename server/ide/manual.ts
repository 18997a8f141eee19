import type { Span } from '../../grammar/ast.ts';
import { checks } from '../checks/all.ts';
import type { BodyContext } from '../checks/language/bodies.ts';
import { rulePage } from '../checks/page.ts';
import type { Model } from '../model/model.ts';
import type { Source } from '../model/source.ts';
import { referencePage } from '../schema/reference.ts';
import { type NameAt, nameAt } from './uses.ts';

/** A place in a page of the manual: what the language itself declares is declared there. */
export interface ManualPlace {
  /** The name that was asked about. */
  readonly from: Span;
  /** The name of the page: `reference`, or that of a rule. */
  readonly page: string;
  readonly text: string;
  /** The line on which it is told. */
  readonly at: Span;
}

/** A page of the manual by its name; undefined where there is none. */
export function manualPage(name: string): string | undefined {
  if (name === 'reference') return referencePage();
  const check = checks.find(({ id }) => id === name);
  return check && rulePage(check);
}

/** Where the manual tells of a property, a word, a kind, a block or a rule at an offset. */
export function manualPlaceAt(model: Model, source: Source, offset: number): ManualPlace | undefined {
  const name = nameAt(model, source, offset);
  if (!name) return undefined;
  if (name.on.what === 'rule') return placeIn(name.span, name.on.node.rule.text, (text) => lineWith(text, '# '));
  const topic = topicOf(name);
  return topic && placeIn(name.span, 'reference', (text) => lineIn(text, topic));
}

function placeIn(from: Span, page: string, find: (text: string) => Span | undefined): ManualPlace | undefined {
  const text = manualPage(page);
  const at = text === undefined ? undefined : find(text);
  return text !== undefined && at ? { from, page, text, at } : undefined;
}

/** The heading under which the reference tells of it, and its row in the table there. */
interface Topic {
  readonly heading: string;
  readonly property: string | undefined;
}

function topicOf({ on, meaning, body, statement }: NameAt): Topic | undefined {
  if (on.what === 'keyword') {
    const { text } = on.node.keyword;
    return {
      heading: on.node.name || !body.schema?.blocks.has(text) ? text : blockHeading(body, text),
      property: undefined,
    };
  }
  if ((meaning?.sort !== 'property' && meaning?.sort !== 'word') || statement.node !== 'property') return undefined;
  return { heading: headingOf(body), property: statement.name.text };
}

function headingOf(body: BodyContext): string {
  const { kind, owner, parent } = body;
  if (kind !== 'block' || owner?.node !== 'declaration' || !parent) return kind ?? '';
  return blockHeading(parent, owner.keyword.text);
}

function blockHeading({ kind }: BodyContext, block: string): string {
  return `${kind}: ${block} { … }`;
}

/** The row of a property stands under the heading, or under that of what every declaration may have. */
function lineIn(text: string, { heading, property }: Topic): Span | undefined {
  for (const level of ['## ', '### ']) {
    const at = lineWith(text, `${level}${heading}`);
    if (!at) continue;
    return property === undefined ? at : (rowUnder(text, at, property) ?? commonRow(text, property) ?? at);
  }
  return undefined;
}

function commonRow(text: string, property: string): Span | undefined {
  const common = lineWith(text, '## Every declaration');
  return common && rowUnder(text, common, property);
}

function rowUnder(text: string, heading: Span, property: string): Span | undefined {
  const next = text.indexOf('\n#', heading.end);
  const section = text.slice(heading.end, next < 0 ? text.length : next);
  const row = section.indexOf(`\n| \`${property}\` |`);
  return row < 0 ? undefined : lineAt(text, heading.end + row + 1);
}

function lineWith(text: string, start: string): Span | undefined {
  const whole = start.endsWith(' ') ? start : `${start}\n`;
  if (text.startsWith(whole)) return lineAt(text, 0);
  const index = text.indexOf(`\n${whole}`);
  return index < 0 ? undefined : lineAt(text, index + 1);
}

function lineAt(text: string, start: number): Span {
  const end = text.indexOf('\n', start);
  return { start, end: end < 0 ? text.length : end };
}
