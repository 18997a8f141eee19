import type { Connection } from 'vscode-languageserver';
import { checks } from '../checks/all.ts';
import { type Severity, severities } from '../checks/check.ts';
import { normaliseUri } from './uri.ts';

/** What the user chose for the rules: those that are not named keep their own severity. */
export type RuleChoices = ReadonlyMap<string, Severity | 'off'>;

/** The settings of each document. */
export interface Settings {
  of(uri: string): Promise<RuleChoices>;
  /** Takes note that settings changed; `pushed` is what the client sent along. */
  changed(pushed: unknown): void;
  drop(uri: string): void;
}

/**
 * Settings that are asked of the client for each document, or, from a client that cannot be asked, those that it sends.
 * They are read anew after each change.
 */
export function createSettings(connection: Connection, canBeAsked: boolean, initial: unknown): Settings {
  const complained = new Set<string>();
  const complain = (message: string): void => {
    if (complained.has(message)) return;
    complained.add(message);
    connection.console.warn(message);
  };
  const byDocument = new Map<string, Promise<RuleChoices>>();
  let sent = readRules(rulesIn(initial), complain);
  const ask = async (uri: string): Promise<RuleChoices> => {
    try {
      const settings: unknown = await connection.workspace.getConfiguration({ scopeUri: uri, section: 'topo' });
      return readRules(rulesIn(settings), complain);
    } catch (error) {
      complain(`workspace/configuration: ${String(error)}`);
      return sent;
    }
  };
  return {
    of(uri) {
      if (!canBeAsked) return Promise.resolve(sent);
      const known = byDocument.get(normaliseUri(uri)) ?? ask(uri);
      byDocument.set(normaliseUri(uri), known);
      return known;
    },
    changed(pushed) {
      byDocument.clear();
      if (!canBeAsked) sent = readRules(rulesIn(pushed), complain);
    },
    drop: (uri) => byDocument.delete(normaliseUri(uri)),
  };
}

/** The rules in `{ topo: { rules } }` or `{ rules }`. */
function rulesIn(settings: unknown): unknown {
  const inner = field(settings, 'topo') ?? settings;
  return field(inner, 'rules');
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
