import type { Allow } from '../../../grammar/ast.ts';
import { checks } from '../../checks/all.ts';
import { code, page } from './markdown.ts';

/** The documentation of the rule that an `allow` names. */
export function ruleHover({ rule }: Allow): string {
  const check = checks.find((each) => each.id === rule.text);
  if (!check) return `There is no rule ${code(rule.text)}.`;
  const { docs } = check;
  const sources = docs.sources.map((each) => `- ${each}`).join('\n');
  return page(`**${check.id}** (${check.severity})`, docs.summary, docs.why, docs.formula, sources);
}
