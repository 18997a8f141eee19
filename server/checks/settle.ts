import type { Allow } from '../../grammar/ast.ts';
import type { Place } from '../model/source.ts';
import { checks } from './all.ts';
import { allowOf, allowsIn, mayServeElsewhere } from './allows.ts';
import type { AnyCheck, Found } from './check.ts';
import { createCollected, type Finding, type FixesOf, findingMaker, inOrder, type Merged } from './findings.ts';
import { locate } from './locate.ts';
import type { Reviewed } from './review.ts';
import { failsAlone } from './run-check.ts';

/** All findings of a file, where the user can act. */
export interface Settled {
  readonly findings: readonly Finding[];
  /** Findings that an `allow` silences, with its reason. */
  readonly waived: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** What has become of all that one check has found. */
interface OfCheck extends Settled {
  readonly found: readonly Found[];
  /** The waivers that silence some of it. */
  readonly used: ReadonlySet<Allow>;
  /** Whether it stays so for as long as the same is found: nothing else has been judged to place it. */
  readonly isLasting: boolean;
}

/** Where a finding stands, and the `allow` that silences it there. */
interface Placed {
  readonly at: Place | undefined;
  readonly allow: Allow | undefined;
}

/**
 * Moves each finding of a living file to where the user can act, and sets aside what an `allow` silences. At a key few
 * findings come or go: what was made of the others is kept, and its places go with the text.
 */
export function createSettling(reviewed: Reviewed, fixesOf: FixesOf): () => Settled {
  const { source, roots, judgement } = reviewed;
  const settledOf = createSettlingOfCheck(reviewed, fixesOf);
  let latest: { readonly of: readonly OfCheck[]; readonly settled: Settled } | undefined;
  return () => {
    const all: OfCheck[] = [];
    const unused: (readonly [AnyCheck, readonly Found[]])[] = [];
    for (const [check, found] of judgement.all()) {
      if (check.id === UNUSED_ALLOW) unused.push([check, found]);
      else all.push(settledOf(check, found));
    }
    // Which waivers silence nothing is known only now. Of a rule that is not there yet nobody can say.
    const idle = allowsIn(source).filter(
      (each) =>
        !all.some(({ used }) => used.has(each.node)) &&
        known.has(each.node.rule.text) &&
        !mayServeElsewhere(source, roots, each),
    );
    const starts = new Set(idle.map(({ node }) => node.start));
    for (const [check, found] of unused) {
      const idly = found.filter(({ at }) => starts.has(at.start));
      if (idly.length > 0) all.push(settledOf(check, idly));
    }
    if (latest?.of.length !== all.length || !latest.of.every((each, i) => each === all[i])) {
      const findings = inOrder(
        all.flatMap((each) => each.findings),
        latest?.settled.findings,
      );
      latest = { of: all, settled: { findings, waived: all.flatMap((each) => each.waived) } };
    }
    return latest.settled;
  };
}

function createSettlingOfCheck(
  { source, model }: Reviewed,
  fixesOf: FixesOf,
): (check: AnyCheck, found: readonly Found[]) => OfCheck {
  const latest = new Map<AnyCheck, OfCheck>();
  const placed = new WeakMap<Found, Placed>();
  const toFinding = findingMaker(fixesOf);

  const place = (check: AnyCheck, found: Found): Placed => {
    const asked = { others: false };
    const at = locate(source, found, (home, declaration, text) => {
      asked.others = true;
      return failsAlone(model, check, home, declaration, text);
    });
    const all = { at, allow: at && allowOf(source, check.id, found, at) };
    if (!asked.others) placed.set(found, all);
    return all;
  };

  const settle = (check: AnyCheck, found: readonly Found[]): OfCheck => {
    const open = createCollected(check);
    const waived = createCollected(check);
    const reasons = new Map<Merged, string>();
    const used = new Set<Allow>();
    for (const each of found) {
      const { at, allow } = placed.get(each) ?? place(check, each);
      if (!at) continue;
      if (!allow) {
        open.add(each, at);
        continue;
      }
      used.add(allow);
      reasons.set(waived.add(each, at), allow.reason?.value ?? '');
    }
    return {
      found,
      used,
      isLasting: found.every((each) => placed.has(each)),
      findings: open.all.map(toFinding),
      waived: waived.all.map((each) => ({ finding: toFinding(each), reason: reasons.get(each) ?? '' })),
    };
  };

  return (check, found) => {
    const known = latest.get(check);
    if (known?.isLasting && known.found === found) return known;
    const settled = settle(check, found);
    latest.set(check, settled);
    return settled;
  };
}

/** The rule that is judged last: it finds the waivers that no other finding has used. */
const UNUSED_ALLOW = 'allow.unused';

const known: ReadonlySet<string> = new Set(checks.map(({ id }) => id));
