import type { FullDocumentDiagnosticReport, Message, MessageWriterOptions } from 'vscode-languageserver/node';

/** Writes messages as JSON, as the connection does by itself, but for reports: a long one is half of what a key costs. */
export function createJsonEncoder(): NonNullable<MessageWriterOptions['contentTypeEncoder']> {
  const writeReport = reportWriter();
  return {
    name: 'application/json',
    async encode(message) {
      return isReport(message) ? writeReport(message) : Buffer.from(JSON.stringify(message));
    },
  };
}

/** The answer to a client that has asked for the diagnostics of a document. */
interface ReportMessage extends Message {
  readonly result: FullDocumentDiagnosticReport;
}

function isReport(message: Message & { readonly result?: unknown }): message is ReportMessage {
  const { result } = message;
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'full';
}

/** At a key nearly all diagnostics of a report are those of the one before: the bytes of each are kept. */
function reportWriter(): (message: ReportMessage) => Uint8Array {
  const written = new WeakMap<object, Uint8Array>();
  const write = (item: object): Uint8Array => {
    const bytes = written.get(item) ?? Buffer.from(JSON.stringify(item));
    written.set(item, bytes);
    return bytes;
  };
  return ({ result: { items, ...report }, ...message }) => {
    // What goes into the last list stands before its bracket and the two braces behind it.
    const frame = JSON.stringify({ ...message, result: { ...report, items: [] } });
    const pieces = items.flatMap((item, i) => (i === 0 ? [write(item)] : [COMMA, write(item)]));
    return Buffer.concat([Buffer.from(frame.slice(0, -3)), ...pieces, Buffer.from(frame.slice(-3))]);
  };
}

const COMMA = Buffer.from(',');
