import type { Connection } from 'vscode-languageserver';
import { checks } from '../checks/all.ts';
import { type Severity, severities } from '../checks/check.ts';
import { createRecent } from './recent.ts';
import { normaliseUri } from './uri.ts';

/** What the user chose for the rules: those that are not named keep their own severity. */
export type RuleChoices = ReadonlyMap<string, Severity | 'off'>;

/** What is shown above and within a text; of each the user may turn off single kinds. */
export type ReadingAid = 'codeLens' | 'inlayHints';

/** The settings of each document. */
export interface Settings {
  of(uri: string): Promise<RuleChoices>;
  /** Which kinds of a reading aid are shown: all that are not turned off. */
  shown(aid: ReadingAid, uri: string): Promise<(kind: string) => boolean>;
  /** Takes note that settings changed; `pushed` is what the client sent along. */
  changed(pushed: unknown): void;
  /** Has a listener told of each change. */
  whenChanged(listener: () => void): void;
  drop(uri: string): void;
}

/** What a client says under `topo`. */
interface Choices {
  readonly rules: RuleChoices;
  readonly all: unknown;
}

/** Faults of settings that are told, and documents whose settings are remembered. */
const MOST_COMPLAINTS = 100;
const MOST_DOCUMENTS = 10_000;

/**
 * Settings that are asked of the client for each document, or, from a client that cannot be asked, those that it sends.
 * They are read anew after each change.
 */
export function createSettings(connection: Connection, canBeAsked: boolean, initial: unknown): Settings {
  const complained = new Set<string>();
  const complain = (message: string): void => {
    if (complained.has(message) || complained.size === MOST_COMPLAINTS) return;
    complained.add(message);
    connection.console.warn(message);
  };
  const read = (settings: unknown): Choices => {
    const all = field(settings, 'topo') ?? settings;
    return { rules: readRules(field(all, 'rules'), complain), all };
  };
  const byDocument = createRecent<string, Promise<Choices>>(MOST_DOCUMENTS);
  const listeners: (() => void)[] = [];
  let sent = read(initial);
  const ask = async (uri: string): Promise<Choices> => {
    try {
      return read(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'topo' }));
    } catch (error) {
      complain(`workspace/configuration: ${String(error)}`);
      return sent;
    }
  };
  const choicesOf = (uri: string): Promise<Choices> => {
    if (!canBeAsked) return Promise.resolve(sent);
    const known = byDocument.get(normaliseUri(uri)) ?? ask(uri);
    byDocument.set(normaliseUri(uri), known);
    return known;
  };
  return {
    of: async (uri) => (await choicesOf(uri)).rules,
    shown: async (aid, uri) => {
      const chosen = field((await choicesOf(uri)).all, aid);
      return (kind) => field(chosen, kind) !== false;
    },
    changed(pushed) {
      byDocument.clear();
      if (!canBeAsked) sent = read(pushed);
      for (const listener of listeners) listener();
    },
    whenChanged: (listener) => void listeners.push(listener),
    drop: (uri) => byDocument.delete(normaliseUri(uri)),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function readRules(value: unknown, complain: (message: string) => void): RuleChoices {
  const choices = new Map<string, Severity | 'off'>();
  if (typeof value !== 'object' || value === null) return choices;
  const known = new Set(checks.map((check) => check.id));
  for (const [rule, choice] of Object.entries(value)) {
    if (!known.has(rule)) complain(`topo.rules: there is no rule "${rule}"; it is ignored.`);
    else if (isChoice(choice)) choices.set(rule, choice);
    else
      complain(
        `topo.rules: "${rule}" takes ${[...severities, 'off'].join(', ')}; ${JSON.stringify(choice)} is ignored.`,
      );
  }
  return choices;
}

function isChoice(value: unknown): value is Severity | 'off' {
  return value === 'off' || severities.some((severity) => severity === value);
}
