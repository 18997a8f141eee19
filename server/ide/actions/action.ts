import type { Edit } from '../../checks/check.ts';
import type { Finding } from '../../checks/findings.ts';

/** What a change is to a person who looks for one; the names are those of the protocol. */
export type ActionKind =
  | 'quickfix'
  | 'refactor.extract'
  | 'refactor.inline'
  | 'refactor.rewrite'
  | 'source.fixAll.topo'
  | 'source.organizeImports';

/** A change that can be made. */
export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  /** The finding that it removes. */
  readonly finding?: Finding;
  readonly preferred?: boolean;
  /** The edits are costly: they are computed for the action that is taken. */
  readonly isLazy?: boolean;
  readonly edits: () => readonly Edit[];
  /** The text of the edits that a person writes next, where there is one. */
  readonly placeholder?: string;
}
