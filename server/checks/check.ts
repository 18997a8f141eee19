import type { Network } from '../facts/network.ts';
import type { Model } from '../model/model.ts';
import type { LinkSite, Site } from '../model/site.ts';
import type { Place, Source } from '../model/source.ts';

export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** What a check is run on, once for each class: a file’s text, a site of some kind, a link statement, a network. */
export interface Subjects {
  /** A file as written. */
  readonly file: Source;
  /** Every top-level declaration judged as a root: a cluster, or one that no cluster reaches. */
  readonly root: Site;
  /** A link statement where it stands in the tree of a root. */
  readonly link: LinkSite;
  /** A rack, a row, a node … where it stands in the tree of a root. */
  readonly site: Site;
  /** All fabrics of one role of a root. */
  readonly network: Network;
}

/** A change of text that a fix makes. */
export interface Edit {
  readonly at: Place;
  readonly text: string;
}

/** A way to remove a finding. Its title states its price. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A root as it is and as it would be. */
export interface Trial {
  readonly before: { readonly model: Model; readonly root: Site };
  readonly after: { readonly model: Model; readonly root: Site };
}

/** A change whose worth only its outcome shows: it is tried, and offered where it removes its finding and brings no other. */
export interface Move {
  readonly edits: readonly Edit[];
  /** States the price, which the outcome tells. */
  readonly title: (trial: Trial) => string;
}

export interface Related {
  readonly at: Place;
  readonly message: string;
}

/** What a check yields. The engine adds the rule, merges contexts and moves it where the user can edit. */
export interface Found {
  /** The smallest text that the user would edit. */
  readonly at: Place;
  /** One line: subject, actual value, limit, cause. */
  readonly message: string;
  /** The site in which it fails; the root for a finding about a whole network. Undefined for a finding about text. */
  readonly site?: Site;
  /** Instances that fail in this context; 1 where it is left out. */
  readonly count?: number;
  readonly related?: readonly Related[];
  /** The preferred one first. Computed only when someone asks for fixes. */
  readonly fixes?: () => readonly Fix[];
  /** Changes that may be fixes, offered after these where they stand the trial. */
  readonly moves?: () => readonly Move[];
}

/** Documentation of a rule, in the parts that its page shows. */
export interface RuleDocs {
  /** One line: what it finds. */
  readonly summary: string;
  /** Why it matters, with the physics. Markdown. */
  readonly why: string;
  /** How the limit is computed; Markdown. Left out where there is nothing to compute. */
  readonly formula?: string;
  /** Where formula and figures come from. */
  readonly sources: readonly string[];
  /** A whole file in which the rule finds something. */
  readonly fails: string;
  /** A whole file in which it does not. */
  readonly passes: string;
  /** What the fixes do; Markdown. Left out where there is none. */
  readonly fixes?: string;
}

/** One rule: everything about it is in its file. */
export interface Check<K extends keyof Subjects = keyof Subjects> {
  readonly id: string;
  readonly severity: Severity;
  readonly each: K;
  readonly docs: RuleDocs;
  /**
   * For a check of links: true where it finds something at a link if, and only if, it does at each that is alike: one that
   * stands in the same block, joins alike ports by the same cable, and is as long. It is then run once for all of them.
   */
  readonly alike?: boolean;
  run(model: Model, subject: Subjects[K]): Iterable<Found>;
}

/** A check of any kind of subject, as the list of checks holds it. */
export type AnyCheck = { readonly [K in keyof Subjects]: Check<K> }[keyof Subjects];

/** Names the type of a check’s subject by its `each`. */
export function check<K extends keyof Subjects>(definition: Check<K>): Check<K> {
  return definition;
}
