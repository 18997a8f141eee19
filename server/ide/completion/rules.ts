import { checks } from '../../checks/all.ts';
import type { Analysis } from '../../checks/analyse.ts';
import { ruleHover } from '../hover/rule.ts';
import { type CompletionItem, hole } from './item.ts';
import type { Situation } from './situation.ts';

/** Rules to allow: those that find something in the body first. */
export function ruleItems(situation: Situation): readonly CompletionItem[] {
  const { analysis, body, path, rest, owners } = situation;
  const present = new Set(
    body.statements.map((each) => (each.node === 'allow' && each !== situation.statement ? each.rule.text : '')),
  );
  const found = rulesWithin(analysis, owners.at(-1));
  const open = checks.filter(({ id }) => !present.has(id));
  const ordered = [...open.filter(({ id }) => found.has(id)), ...open.filter(({ id }) => !found.has(id))];
  const isReasoned = rest.find(({ image, isName }) => !isName && image !== '.')?.image.startsWith('"');
  return ordered.map((check): CompletionItem => {
    const snippet = isReasoned ? check.id : `${check.id} "${hole(1, 'reason')}"`;
    const detail = found.has(check.id) ? 'finds something here' : check.docs.summary;
    return { label: check.id, sort: 'rule', detail, snippet, span: path, doc: () => ruleHover(check.id) };
  });
}

function rulesWithin(
  { findings, source }: Analysis,
  owner: { readonly start: number; readonly end: number } | undefined,
): ReadonlySet<string> {
  const { start, end } = owner ?? source.parsed.file;
  return new Set(findings.filter(({ at }) => start <= at.start && at.end <= end).map(({ rule }) => rule));
}
