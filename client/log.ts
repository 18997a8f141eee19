import { type LogOutputChannel, window } from 'vscode';

/** Lines that a report quotes. */
const MOST_KEPT = 200;

/** The log, and the last lines that were written to it. */
export interface Log {
  readonly channel: LogOutputChannel;
  readonly recent: () => readonly string[];
}

/** Opens the log. It is shown when somebody asks for it, and never by itself. */
export function createLog(): Log {
  const channel = window.createOutputChannel('Topo', { log: true });
  const kept: string[] = [];
  const keeping = (level: 'info' | 'warn' | 'error' | 'debug') => ({
    value: (message: string | Error, ...details: unknown[]): void => {
      kept.push(`${new Date().toISOString()} [${level}] ${String(message)}`);
      if (kept.length > MOST_KEPT) kept.shift();
      channel[level](String(message), ...details);
    },
  });
  const levels = { info: keeping('info'), warn: keeping('warn'), error: keeping('error'), debug: keeping('debug') };
  return { channel: Object.create(channel, levels), recent: () => kept };
}
