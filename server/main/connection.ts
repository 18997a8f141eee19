import {
  type Connection,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { createJsonEncoder } from './json-encoder.ts';

/** The connection to the client that has started the process: by `--stdio`, or by `--node-ipc`, `--pipe` or `--socket`. */
export function connect(): Connection {
  return process.argv.includes('--stdio') ? connectStreams() : createConnection(ProposedFeatures.all);
}

/** Standard output belongs to the protocol: what is logged goes to the client’s log by standard error. */
function connectStreams(): Connection {
  const { stdin, stdout, stderr } = process;
  globalThis.console = new console.Console(stderr);
  // A client that is gone without goodbye.
  stdin.once('close', () => process.exit(1));
  const writer = new StreamMessageWriter(stdout, { charset: 'utf-8', contentTypeEncoder: createJsonEncoder() });
  return createConnection(ProposedFeatures.all, new StreamMessageReader(stdin), writer);
}
