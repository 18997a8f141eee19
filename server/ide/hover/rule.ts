import { checks } from '../../checks/all.ts';
import { code, page } from './markdown.ts';

/** The documentation of a rule, by its id. */
export function ruleHover(id: string): string {
  const check = checks.find((each) => each.id === id);
  if (!check) return `There is no rule ${code(id)}.`;
  const { docs } = check;
  const sources = docs.sources.map((each) => `- ${each}`).join('\n');
  return page(`**${check.id}** (${check.severity})`, docs.summary, docs.why, docs.formula, sources);
}
