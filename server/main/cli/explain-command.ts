import { checks } from '../../checks/all.ts';
import { rulePage } from '../../checks/page.ts';
import { nearest } from '../../model/nearest.ts';
import { UsageError } from './inputs.ts';

/** `topo explain RULE`: prints the page of a rule. */
export function explainCommand(args: readonly string[]): number {
  const [id, ...more] = args;
  if (id === undefined || more.length > 0) throw new UsageError('explain takes one rule, for example reach.copper');
  const check = checks.find((each) => each.id === id);
  if (!check) {
    const near = nearest(
      id,
      checks.map((each) => each.id),
    );
    throw new UsageError(`there is no rule "${id}"${near === undefined ? '' : `; did you mean ${near}?`}`);
  }
  process.stdout.write(`${rulePage(check).trimEnd()}\n`);
  return 0;
}
